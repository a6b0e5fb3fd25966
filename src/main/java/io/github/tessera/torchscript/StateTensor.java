package io.github.tessera.torchscript;

import java.util.Arrays;

/**
 * A tensor of a state dict with its values.
 *
 * @param shape its extents, in PyTorch's order; none for a single number
 * @param values float32, row by row: the array itself, not a copy
 */
public record StateTensor(int[] shape, float[] values) {

    /**
     * A tensor.
     *
     * @throws IllegalArgumentException if the shape has another number of values
     */
    public StateTensor {
        if (StoredTensor.size(shape) != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values do not fill a tensor of shape " + Arrays.toString(shape));
        }
    }
}

package io.github.tessera.torchscript;

import java.util.Arrays;

/**
 * A tensor as a pickle describes it: where its values are, not the values.
 *
 * @param storageType PyTorch's name of the storage, such as FloatStorage
 * @param key the record data/KEY that holds the values
 * @param offset first value within the storage
 * @param shape extents
 * @param strides distances between neighbours, in values
 */
record StoredTensor(String storageType, String key, long offset, int[] shape, int[] strides) {
    int size() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}

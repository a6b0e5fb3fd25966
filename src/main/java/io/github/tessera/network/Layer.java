package io.github.tessera.network;

import io.github.tessera.progress.TesseraException;
import java.util.List;

/**
 * One operation of a graph: its shape rule, its tensors and its TorchScript expression, stated here and nowhere else.
 *
 * <p>Names and parameters are those of {@code torch.nn}; sizes not given are square.
 */
public sealed interface Layer permits Convolving, Pooling, Resizing, Pointwise, Joining {
    /** The expression that says, within {@link #code}, whether the network is being trained. */
    String TRAINING = "self.training";

    /** The name that {@code torch.nn} gives the module, or the function's where it has none. */
    String type();

    /**
     * The output's shape.
     *
     * @param in the inputs' shapes, in order
     * @throws IllegalArgumentException if the inputs do not fit
     */
    FeatureShape shape(List<FeatureShape> in);

    /** The tensors that the layer owns, in PyTorch's order; empty for most. */
    default List<TensorSpec> tensors() {
        return List.of();
    }

    /**
     * The TorchScript expression.
     *
     * @param in the inputs' variable names
     * @param own the expressions of this layer's tensors, in the order of {@link #tensors()}
     */
    String code(List<String> in, List<String> own);

    /**
     * Multiplications, each with its addition, for one image. As fvcore and thop count: kernels without their biases, a multiply-add
     * a tap; normalizations, means and interpolations a few a value; activations, maxima, sums and copies none.
     *
     * @param in the inputs' shapes, in order
     * @param out the output's shape
     */
    default long multiplyAdds(List<FeatureShape> in, FeatureShape out) {
        return 0;
    }

    /** What autograd keeps until the backward pass. */
    default Kept kept() {
        return Kept.NOTHING;
    }

    /** Bytes a value of the output that the layer makes beside it and that autograd keeps: indices, masks. */
    default int besides() {
        return 0;
    }

    /** How the layer widens the receptive field. */
    default Reach reach() {
        return Reach.POINT;
    }

    /** Whether one output value depends on the whole image, so that tiles cannot agree exactly with the whole (DESIGN D7, GLOBAL). */
    default boolean global() {
        return false;
    }

    /** Whether the operation returns a second value, the indices of the maxima. */
    default boolean returnsIndices() {
        return false;
    }

    /** Whether it is a module of its own in PyTorch's summaries (joins of two branches are not). */
    default boolean listed() {
        return true;
    }

    /** What autograd keeps of an operation, the layer's own tensors aside. */
    enum Kept {
        NOTHING,
        FIRST_INPUT,
        INPUTS,
        OUTPUT
    }

    /**
     * Kernel extent in input pixels (dilated), and the factor by which the grid becomes coarser (above 1) or finer (below 1).
     *
     * @param kernel K = k + (k - 1)(dilation - 1)
     * @param step stride, or 1 / stride of an upsampling
     */
    record Reach(double kernel, double step) {
        static final Reach POINT = new Reach(1, 1);
    }

    /**
     * An output extent, checked.
     *
     * @throws TesseraException if nothing is left of an input side of {@code size} pixels
     */
    static int positive(int extent, int size) {
        if (extent < 1 || size < 1) {
            throw new TesseraException(
                    "Nothing is left of " + size + " pixels: choose larger images, or fewer levels.");
        }
        return extent;
    }

    /** The TorchScript list of a value for both axes. */
    static String pair(int value) {
        return "[" + value + ", " + value + "]";
    }

    /** The TorchScript list of a tensor's height and width. */
    static String sizeOf(String variable) {
        return "[torch.size(%s, 2), torch.size(%s, 3)]".formatted(variable, variable);
    }
}

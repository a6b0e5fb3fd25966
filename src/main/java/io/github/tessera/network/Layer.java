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

    /** Which input pixels an output pixel sees. */
    default Reach reach() {
        return Reach.POINT;
    }

    /** How many of the inputs, from the first on, are seen; of the others only the size is read. */
    default int seen(int inputs) {
        return inputs;
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
     * Output pixel i sees the input pixels from floor(step x i + first) to floor(step x i + last), along both axes.
     *
     * @param step the factor by which the grid becomes coarser (above 1: a stride) or finer (below 1: 1 / stride)
     */
    record Reach(double step, double first, double last) {
        static final Reach POINT = new Reach(1, 0, 0);

        /** What rounding may take from a whole number. */
        private static final double ROUNDING = 1e-9;

        /** A window of so many pixels, dilation included, that begins {@code padding} pixels before its output's. */
        static Reach window(int extent, int stride, int padding) {
            return new Reach(stride, -padding, extent - 1 - padding);
        }

        int first(int output) {
            return (int) Math.floor(step * output + first + ROUNDING);
        }

        int last(int output) {
            return (int) Math.floor(step * output + last + ROUNDING);
        }
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

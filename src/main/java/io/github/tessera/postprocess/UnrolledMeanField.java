package io.github.tessera.postprocess;

import io.github.tessera.image.LabelImage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The iterations of {@link DenseCrf} read as the layers of a recurrent network, through which errors go back to the parameters: S. Zheng
 * et al., "Conditional random fields as recurrent neural networks", ICCV 2015. As there, the kernels' widths are not learnt.
 *
 * <p>Forward, with filters F_m and per pixel x = log p - mu sum over m of w_m F_m q: q' = softmax(x). Backward, with s = dL/dx for the
 * last x, q - 1(right class): the filters work on pixels and mu on classes, so they may change places, and all that is needed of a step is
 * b_m = F_m' s, where F' is the transposed filter, and, q being the beliefs before the step, the matrix C_m(k, l), the sum over pixels of
 * b_m(k) q(l). Then dL/dmu = -sum of w_m C_m, dL/dw_m = -sum over k, l of mu(k, l) C_m(k, l), and for the step before
 * g(l) = dL/dq(l) = -sum over k of mu(k, l) sum of w_m b_m(k), and s(l) = q(l) (g(l) - sum over k of q(k) g(k)).
 *
 * <p>So a gradient takes as many filterings again as refining does. The beliefs of each iteration are kept.
 */
final class UnrolledMeanField {
    /** More would take memory: of each, a matrix is kept for each kernel. */
    private static final int MOST_PIECES = 64;

    private final CrfExample example;
    private final int pixels;
    private final int classes;
    private final int known;
    private final int piece;
    private final Map<CrfKernel, KernelFilter> filters = new EnumMap<>(CrfKernel.class);

    /**
     * Builds the filters.
     *
     * @param settings whose widths and way to filter are used
     */
    UnrolledMeanField(CrfExample example, DenseCrfSettings settings, ParallelRanges ranges) {
        this.example = example;
        pixels = example.image().pixels();
        classes = example.unary().classes();
        known = example.known();
        piece = Math.max(MeanField.PIECE, (pixels + MOST_PIECES - 1) / MOST_PIECES);
        for (CrfKernel kernel : CrfKernel.values()) {
            if (kernel.fits(example.image())) {
                filters.put(kernel, kernel.filter(example.image(), settings, ranges));
            }
        }
    }

    /** Pixels that are compared. */
    int known() {
        return known;
    }

    /** Memory of the filters, in bytes, which stay; see {@link DenseCrf#bytes}. */
    static long filterBytes(long pixels, int channels) {
        return DenseCrf.bytes(pixels, channels, 0);
    }

    /** Memory in bytes that {@link #gradient} takes beyond the filters: T + 1 beliefs, one slope, and what the vertices hold. */
    static long bytes(long pixels, int channels, int classes, int iterations) {
        long vertices = DenseCrf.bytes(pixels, channels, classes) - filterBytes(pixels, channels);
        return 2 * vertices + (iterations + 2L) * pixels * classes * Float.BYTES;
    }

    /**
     * Mean of -log q(right class).
     *
     * @param settings as those that this was made with, but for weights, compatibility and iterations
     */
    double loss(DenseCrfSettings settings, ParallelRanges ranges) {
        MeanField field = field(settings, ranges);
        float[] beliefs = new float[pixels * classes];
        field.start(beliefs);
        for (int t = 0; t < settings.iterations(); t++) {
            field.step(beliefs, beliefs);
        }
        return loss(beliefs);
    }

    /**
     * Loss and gradient.
     *
     * @param settings as those that this was made with, but for weights, compatibility and iterations
     */
    CrfGradient gradient(DenseCrfSettings settings, ParallelRanges ranges) {
        int steps = settings.iterations();
        float[][] beliefs = new float[steps + 1][pixels * classes];
        MeanField field = field(settings, ranges);
        field.start(beliefs[0]);
        for (int t = 0; t < steps; t++) {
            field.step(beliefs[t], beliefs[t + 1]);
        }
        Backward backward = new Backward(settings, ranges, slope(beliefs[steps]));
        for (int t = steps - 1; t >= 0; t--) {
            backward.step(beliefs[t]);
        }
        return backward.gradient(loss(beliefs[steps]));
    }

    private MeanField field(DenseCrfSettings settings, ParallelRanges ranges) {
        List<MeanField.Message> messages = new ArrayList<>();
        filters.forEach((kernel, filter) -> {
            double weight = kernel.weight(settings);
            if (weight > 0) {
                messages.add(new MeanField.Message(filter.forward(classes), (float) weight));
            }
        });
        return new MeanField(messages, settings.compatibility(), example.unary(), ranges);
    }

    private double loss(float[] beliefs) {
        double sum = 0;
        for (int i = 0; i < pixels; i++) {
            int label = example.labels()[i] & 0xFF;
            sum -= label == LabelImage.IGNORED ? 0 : Math.log(beliefs[i * classes + label]);
        }
        return sum / known;
    }

    /** Of the loss by the last exponents, times the number of known pixels. */
    private float[] slope(float[] beliefs) {
        float[] slope = new float[beliefs.length];
        for (int i = 0; i < pixels; i++) {
            int label = example.labels()[i] & 0xFF;
            if (label != LabelImage.IGNORED) {
                System.arraycopy(beliefs, i * classes, slope, i * classes, classes);
                slope[i * classes + label] -= 1;
            }
        }
        return slope;
    }

    /** The way back. */
    private final class Backward {
        private final ParallelRanges ranges;
        private final double[][] costs;
        private final float[] slope; // (N, K), of the loss by the exponents, times the number of known pixels
        private final List<CrfKernel> kernels = new ArrayList<>();
        private final List<MeanField.Message> messages = new ArrayList<>();
        private final double[][] products; // for each message C, (K, K)

        Backward(DenseCrfSettings settings, ParallelRanges ranges, float[] slope) {
            this.ranges = ranges;
            this.slope = slope;
            costs = settings.compatibility().matrix(classes);
            filters.forEach((kernel, filter) -> {
                kernels.add(kernel);
                messages.add(new MeanField.Message(filter.backward(classes), (float) kernel.weight(settings)));
            });
            products = new double[messages.size()][classes * classes];
        }

        /** From the slope behind an iteration to that before it. */
        void step(float[] beliefs) {
            messages.forEach(message -> message.response().filter(slope, ranges));
            // Summed up in the pieces' order, whichever thread had them, so that threads do not change a bit.
            double[][][] sums = new double[(pixels + piece - 1) / piece][][];
            ranges.each(pixels, piece, (first, end) -> sums[first / piece] = part(beliefs, first, end));
            for (double[][] part : sums) {
                for (int m = 0; m < products.length; m++) {
                    for (int i = 0; i < products[m].length; i++) {
                        products[m][i] += part[m][i];
                    }
                }
            }
        }

        private double[][] part(float[] beliefs, int first, int end) {
            double[][] sums = new double[messages.size()][classes * classes];
            double[] gain = new double[classes];
            for (int from = first; from < end; from += MeanField.BLOCK) {
                int to = Math.min(end, from + MeanField.BLOCK);
                float[] all = new float[(to - from) * classes];
                for (int m = 0; m < sums.length; m++) {
                    float[] heard = new float[all.length];
                    messages.get(m).response().addTo(heard, from, to, 1);
                    multiply(heard, beliefs, from, sums[m]);
                    for (int at = 0; at < all.length; at++) {
                        all[at] += messages.get(m).weight() * heard[at];
                    }
                }
                for (int i = from; i < to; i++) {
                    before(all, (i - from) * classes, beliefs, i * classes, gain);
                }
            }
            return sums;
        }

        /** C(k, l) += b(k) q(l). */
        private void multiply(float[] heard, float[] beliefs, int from, double[] sums) {
            for (int at = 0; at < heard.length; at += classes) {
                for (int k = 0; k < classes; k++) {
                    double b = heard[at + k];
                    for (int l = 0; l < classes; l++) {
                        sums[k * classes + l] += b * beliefs[from * classes + at + l];
                    }
                }
            }
        }

        /** One pixel's slope before the iteration. */
        private void before(float[] all, int at, float[] beliefs, int pixel, double[] gain) {
            double mean = 0;
            for (int l = 0; l < classes; l++) {
                gain[l] = 0;
                for (int k = 0; k < classes; k++) {
                    gain[l] -= costs[k][l] * all[at + k];
                }
                mean += beliefs[pixel + l] * gain[l];
            }
            for (int l = 0; l < classes; l++) {
                slope[pixel + l] = (float) (beliefs[pixel + l] * (gain[l] - mean));
            }
        }

        CrfGradient gradient(double loss) {
            Map<CrfKernel, Double> weights = new EnumMap<>(CrfKernel.class);
            for (CrfKernel kernel : CrfKernel.values()) {
                weights.put(kernel, 0.0);
            }
            double[][] compatibility = new double[classes][classes];
            for (int m = 0; m < products.length; m++) {
                double weight = 0;
                for (int i = 0; i < products[m].length; i++) {
                    double share = products[m][i] / known;
                    weight -= costs[i / classes][i % classes] * share;
                    compatibility[i / classes][i % classes] -= messages.get(m).weight() * share;
                }
                weights.put(kernels.get(m), weight);
            }
            return new CrfGradient(known, loss, weights, compatibility);
        }
    }
}

package io.github.tessera.postprocess;

import io.github.tessera.progress.TesseraException;
import java.util.Arrays;

/**
 * mu(k, l): what it costs, times the kernels' weights, that a pixel is of class k where a pixel like it is of class l.
 *
 * <p>The Potts model (mu = 1 for unlike classes, 0 for like ones) treats all classes the same; a matrix may hold that a nucleus beside
 * cytoplasm is cheap and beside background dear. A matrix need not be symmetric.
 */
public final class Compatibility {
    /** Unlike classes cost 1, for any number of classes. */
    public static final Compatibility POTTS = new Compatibility(new double[0][]);

    private final double[][] costs;

    private Compatibility(double[][] costs) {
        this.costs = costs;
    }

    /**
     * A matrix.
     *
     * @param costs (K, K), finite; row k is that of the pixel's own class; copied
     */
    public static Compatibility of(double[][] costs) {
        for (double[] row : costs) {
            if (row.length != costs.length || !Arrays.stream(row).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException(costs.length + " classes: " + Arrays.toString(row));
            }
        }
        return new Compatibility(Arrays.stream(costs).map(double[]::clone).toArray(double[][]::new));
    }

    /** True if any number of classes will do. */
    public boolean potts() {
        return costs.length == 0;
    }

    /** K of a matrix; 0 for Potts, which is of any number. */
    int classes() {
        return costs.length;
    }

    /** The largest cost, whatever its sign. */
    double largest() {
        return Arrays.stream(costs)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(1);
    }

    /** mu as a matrix. */
    public double[][] matrix(int classes) {
        if (!potts()) {
            require(classes);
            return Arrays.stream(costs).map(double[]::clone).toArray(double[][]::new);
        }
        double[][] matrix = new double[classes][classes];
        for (int k = 0; k < classes; k++) {
            Arrays.fill(matrix[k], 1);
            matrix[k][k] = 0;
        }
        return matrix;
    }

    /** Refuses another number of classes than the matrix has. */
    void require(int classes) {
        if (!potts() && costs.length != classes) {
            throw new TesseraException("The compatibility matrix is of " + costs.length + " classes, but there are "
                    + classes + "; give a row and a column for each class.");
        }
    }

    /**
     * Turns what like pixels believe into what each class gains, up to a constant of the pixel that the softmax takes away again:
     * -sum over l of mu(k, l) m(l). For Potts that is m(k).
     *
     * @param messages (pixels, classes); changed in place
     */
    void gains(float[] messages, int classes) {
        if (potts()) {
            return;
        }
        float[] flat = new float[classes * classes];
        for (int k = 0; k < classes; k++) {
            for (int l = 0; l < classes; l++) {
                flat[l * classes + k] = (float) -costs[k][l];
            }
        }
        float[] gain = new float[classes];
        for (int at = 0; at < messages.length; at += classes) {
            Arrays.fill(gain, 0);
            for (int l = 0; l < classes; l++) {
                float message = messages[at + l];
                for (int k = 0; k < classes; k++) {
                    gain[k] += flat[l * classes + k] * message;
                }
            }
            System.arraycopy(gain, 0, messages, at, classes);
        }
    }
}

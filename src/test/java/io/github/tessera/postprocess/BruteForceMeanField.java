package io.github.tessera.postprocess;

import java.util.EnumMap;
import java.util.Map;

/** Mean field by its formulas, pair by pair, in double precision: what {@link DenseCrf} with the exact filter must give. */
final class BruteForceMeanField {
    private final Map<CrfKernel, double[][]> kernels;

    /**
     * Of known kernels.
     *
     * @param kernels (N, N) each, normalized
     */
    BruteForceMeanField(Map<CrfKernel, double[][]> kernels) {
        this.kernels = kernels;
    }

    /** Of the Gaussian kernels of an image. */
    BruteForceMeanField(GuideImage image, DenseCrfSettings settings) {
        kernels = new EnumMap<>(CrfKernel.class);
        kernels.put(CrfKernel.SMOOTHNESS, normalized(image, settings, false));
        if (image.channels().length > 0) {
            kernels.put(CrfKernel.APPEARANCE, normalized(image, settings, true));
        }
    }

    /**
     * Beliefs (N, K).
     *
     * @param logs (N, K)
     */
    double[][] run(double[][] logs, DenseCrfSettings settings) {
        int n = logs.length;
        int classes = logs[0].length;
        double[][] mu = settings.compatibility().matrix(classes);
        double[][] q = new double[n][];
        for (int i = 0; i < n; i++) {
            q[i] = softmax(logs[i]);
        }
        for (int iteration = 0; iteration < settings.iterations(); iteration++) {
            double[][] next = new double[n][];
            for (int i = 0; i < n; i++) {
                double[] message = new double[classes];
                for (int j = 0; j < n; j++) {
                    double w = 0;
                    for (CrfKernel kernel : kernels.keySet()) {
                        w += kernel.weight(settings) * kernels.get(kernel)[i][j];
                    }
                    for (int k = 0; k < classes; k++) {
                        message[k] += w * q[j][k];
                    }
                }
                double[] x = logs[i].clone();
                for (int k = 0; k < classes; k++) {
                    for (int l = 0; l < classes; l++) {
                        x[k] -= mu[k][l] * message[l];
                    }
                }
                next[i] = softmax(x);
            }
            q = next;
        }
        return q;
    }

    private static double[][] normalized(GuideImage image, DenseCrfSettings settings, boolean colours) {
        int n = image.pixels();
        double[][] k = new double[n][n];
        double[] sums = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                k[i][j] = kernel(image, settings, i, j, colours);
                sums[i] += k[i][j];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                k[i][j] /= Math.sqrt(sums[i] * sums[j]);
            }
        }
        return k;
    }

    private static double kernel(GuideImage image, DenseCrfSettings settings, int i, int j, boolean colours) {
        double reach = colours ? settings.appearanceWidth() : settings.smoothnessWidth();
        int dx = i % image.width() - j % image.width();
        int dy = i / image.width() - j / image.width();
        double square = (dx * dx + dy * dy) / (reach * reach);
        for (float[] channel : image.channels()) {
            square += colours ? Math.pow((channel[i] - channel[j]) / settings.colourWidth(), 2) : 0;
        }
        return Math.exp(-square / 2);
    }

    private static double[] softmax(double[] x) {
        double most = Double.NEGATIVE_INFINITY;
        for (double value : x) {
            most = Math.max(most, value);
        }
        double[] q = new double[x.length];
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            q[k] = Math.exp(x[k] - most);
            sum += q[k];
        }
        for (int k = 0; k < x.length; k++) {
            q[k] /= sum;
        }
        return q;
    }
}

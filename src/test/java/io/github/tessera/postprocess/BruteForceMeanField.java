package io.github.tessera.postprocess;

/** Mean field by its formulas, pair by pair, in double precision: what {@link DenseCrf} with the exact filter must give. */
final class BruteForceMeanField {
    private final int width;
    private final int height;
    private final float[][] channels;
    private final DenseCrfSettings settings;

    BruteForceMeanField(GuideImage image, DenseCrfSettings settings) {
        width = image.width();
        height = image.height();
        channels = image.channels();
        this.settings = settings;
    }

    /**
     * Beliefs (N, K).
     *
     * @param logs (N, K)
     */
    double[][] run(double[][] logs) {
        int n = width * height;
        int classes = logs[0].length;
        double[][] mu = settings.compatibility().matrix(classes);
        double[][] smooth = normalized(false);
        double[][] alike = normalized(true);
        double[][] q = new double[n][];
        for (int i = 0; i < n; i++) {
            q[i] = softmax(logs[i]);
        }
        for (int iteration = 0; iteration < settings.iterations(); iteration++) {
            double[][] next = new double[n][];
            for (int i = 0; i < n; i++) {
                double[] message = new double[classes];
                for (int j = 0; j < n; j++) {
                    double w = settings.smoothnessWeight() * smooth[i][j];
                    w += channels.length == 0 ? 0 : settings.appearanceWeight() * alike[i][j];
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

    private double[][] normalized(boolean colours) {
        int n = width * height;
        double[][] k = new double[n][n];
        double[] sums = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                k[i][j] = kernel(i, j, colours);
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

    private double kernel(int i, int j, boolean colours) {
        double reach = colours ? settings.appearanceWidth() : settings.smoothnessWidth();
        int dx = i % width - j % width;
        int dy = i / width - j / width;
        double square = (dx * dx + dy * dy) / (reach * reach);
        for (float[] channel : channels) {
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

package io.github.tessera.postprocess;

/**
 * What is learnt of {@link DenseCrfSettings}, as one vector: the kernels' weights in units of what they start from (of 1 if that is 0), and
 * the compatibility matrix but for its diagonal.
 *
 * <p>The diagonal is 0: what is added to all of a column, mu(., l), all classes of a pixel pay alike, and the softmax takes it away again.
 * So each matrix has one with a zero diagonal that does the same, and nothing is lost.
 */
final class CrfParameters {
    private static final CrfKernel[] KERNELS = CrfKernel.values();

    private final DenseCrfSettings start;
    private final int classes;
    private final boolean matrix;

    /**
     * Parameters that begin with those of the settings.
     *
     * @param classes K
     * @param matrix whether the compatibility is learnt, or stays as it is
     */
    CrfParameters(DenseCrfSettings start, int classes, boolean matrix) {
        this.start = start;
        this.classes = classes;
        this.matrix = matrix;
    }

    private double unit(CrfKernel kernel) {
        double weight = kernel.weight(start);
        return weight > 0 ? weight : 1;
    }

    private int size() {
        return KERNELS.length + (matrix ? classes * (classes - 1) : 0);
    }

    /** Where mu(k, l), k and l unlike, is in the vector: row by row. */
    private int place(int k, int l) {
        return KERNELS.length + k * (classes - 1) + (l < k ? l : l - 1);
    }

    /** The vector to start from. */
    double[] vector() {
        double[] vector = new double[size()];
        double[][] costs = start.compatibility().matrix(classes);
        for (int i = 0; i < KERNELS.length; i++) {
            vector[i] = KERNELS[i].weight(start) / unit(KERNELS[i]);
        }
        for (int k = 0; k < classes && matrix; k++) {
            for (int l = 0; l < classes; l++) {
                if (k != l) {
                    vector[place(k, l)] = costs[k][l] - costs[l][l];
                }
            }
        }
        return vector;
    }

    /** The gradient as it lies in the vector. */
    private double[] vector(CrfGradient gradient) {
        double[] vector = new double[size()];
        for (int i = 0; i < KERNELS.length; i++) {
            vector[i] = gradient.weights().get(KERNELS[i]) * unit(KERNELS[i]);
        }
        for (int k = 0; k < classes && matrix; k++) {
            for (int l = 0; l < classes; l++) {
                if (k != l) {
                    vector[place(k, l)] = gradient.compatibility()[k][l];
                }
            }
        }
        return vector;
    }

    /** Where a parameter is pulled to: a weight to its start, mu(k, l) to 1, as in the Potts model. */
    private double home(int i) {
        return i < KERNELS.length ? KERNELS[i].weight(start) / unit(KERNELS[i]) : 1;
    }

    /** Half the sum of all squared differences from home. */
    double strain(double[] vector) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += (vector[i] - home(i)) * (vector[i] - home(i)) / 2;
        }
        return sum;
    }

    /**
     * The gradient of loss + pull times {@link #strain}.
     *
     * @param gradient of the loss
     * @param pull from 0
     */
    double[] gradient(CrfGradient gradient, double[] vector, double pull) {
        double[] sum = vector(gradient);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += pull * (vector[i] - home(i));
        }
        return sum;
    }

    /** Weights below 0, which would make like pixels unlike, become 0: so a kernel of no use is left out, and costs no time. */
    static void project(double[] vector) {
        for (int i = 0; i < KERNELS.length; i++) {
            vector[i] = Math.max(0, vector[i]);
        }
    }

    /** The settings that a vector stands for. */
    DenseCrfSettings settings(double[] vector) {
        DenseCrfSettings settings = start;
        for (int i = 0; i < KERNELS.length; i++) {
            settings = KERNELS[i].withWeight(settings, vector[i] * unit(KERNELS[i]));
        }
        if (!matrix) {
            return settings;
        }
        double[][] costs = new double[classes][classes];
        for (int k = 0; k < classes; k++) {
            for (int l = 0; l < classes; l++) {
                costs[k][l] = k == l ? 0 : vector[place(k, l)];
            }
        }
        return settings.withCompatibility(Compatibility.of(costs));
    }
}

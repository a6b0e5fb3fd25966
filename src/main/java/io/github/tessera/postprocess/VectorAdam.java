package io.github.tessera.postprocess;

/** Adam for a few numbers: D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, with the paper's constants. */
final class VectorAdam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double rate;
    private final double[] first; // moments
    private final double[] second;
    private int steps;

    /**
     * Begins.
     *
     * @param rate above 0
     * @param size of the vectors
     */
    VectorAdam(double rate, int size) {
        this.rate = rate;
        first = new double[size];
        second = new double[size];
    }

    /**
     * Changes the parameters against their gradient.
     *
     * @param gradient finite
     */
    void step(double[] parameters, double[] gradient) {
        steps++;
        for (int i = 0; i < parameters.length; i++) {
            first[i] = BETA1 * first[i] + (1 - BETA1) * gradient[i];
            second[i] = BETA2 * second[i] + (1 - BETA2) * gradient[i] * gradient[i];
            double mean = first[i] / (1 - Math.pow(BETA1, steps));
            double square = second[i] / (1 - Math.pow(BETA2, steps));
            parameters[i] -= rate * mean / (Math.sqrt(square) + EPSILON);
        }
    }
}

package io.github.tessera.metric;

/**
 * Probabilities of the classes at some pixels, of one output or several. A single output is that of class 1, and what it leaves is that of
 * class 0.
 *
 * @param outputs (K, at least {@code count}); values beyond 0 and 1 count as 0 and 1
 * @param count pixels
 */
public record Probabilities(float[][] outputs, int count) {
    /** Classes that have a probability: two for one output. */
    public int classes() {
        return Math.max(2, outputs.length);
    }

    /** The probability of a class at a pixel, from 0 to 1; 0 where it is no number. */
    public float of(int index, int pixel) {
        if (outputs.length > 1) {
            return within(outputs[index][pixel]);
        }
        float second = within(outputs[0][pixel]);
        return index == 0 ? 1 - second : second;
    }

    private static float within(float value) {
        return value > 0 ? Math.min(1, value) : 0;
    }
}

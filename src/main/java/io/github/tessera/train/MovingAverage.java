package io.github.tessera.train;

/** An exponential moving average, without the bias towards 0 of its first values (Kingma and Ba, "Adam", 2015, section 3). */
public final class MovingAverage {
    private final double past;
    private double sum;
    private int count;

    /**
     * Without a value yet.
     *
     * @param past the share of what came before, from 0 to below 1
     */
    public MovingAverage(double past) {
        this.past = past;
    }

    /** Adds a value; the average with it. */
    public double add(double value) {
        sum = past * sum + (1 - past) * value;
        count++;
        return sum / (1 - Math.pow(past, count));
    }
}

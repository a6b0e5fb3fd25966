package io.github.tessera.metric;

/**
 * A mean over images of what cannot be told of their pixels together; images without a value are left out.
 *
 * @param sum of the values
 * @param images that have one
 */
public record Average(double sum, int images) implements Poolable<Average> {
    /** Of one image; NaN for none. */
    public static Average of(double value) {
        return Double.isNaN(value) ? new Average(0, 0) : new Average(value, 1);
    }

    @Override
    public Average plus(Average other) {
        return new Average(sum + other.sum, images + other.images);
    }

    /** The mean; NaN without images. */
    public double value() {
        return images == 0 ? Double.NaN : sum / images;
    }
}

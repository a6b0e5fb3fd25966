package io.github.tessera.metric;

import io.github.tessera.image.LabelImage;

/**
 * A true and a predicted segmentation of one plane.
 *
 * @param truth class indices as unsigned bytes, row by row; {@value LabelImage#IGNORED} is ignored
 * @param prediction class indices of the same pixels; {@value LabelImage#IGNORED} is ignored
 * @param width columns
 * @param height rows
 */
public record LabelPair(byte[] truth, byte[] prediction, int width, int height) {
    /** Checks the lengths. */
    public LabelPair {
        if ((long) width * height != truth.length || prediction.length != truth.length) {
            throw new IllegalArgumentException(truth.length + " true, " + prediction.length + " predicted pixels for "
                    + width + "x" + height + " pixels");
        }
    }

    /** True where a pixel counts for nothing: it is ignored in truth or prediction. */
    boolean ignored(int pixel) {
        return (truth[pixel] & 0xff) == LabelImage.IGNORED || (prediction[pixel] & 0xff) == LabelImage.IGNORED;
    }
}

package io.github.tessera.metric;

import java.util.BitSet;

/**
 * The inner boundary of a class: its pixels that have a pixel of another class, or the outside of the image, as one of their four
 * neighbours.
 *
 * <p>That is the mask without its erosion by a cross, with nothing beyond the image: what MedPy and MONAI take for the surface. A pixel that
 * is ignored is no boundary and makes none: where a region to ignore cuts through the class, the cut is not counted.
 */
final class Boundary {
    private final LabelPair pair;
    private final byte[] labels;
    private final byte label;

    private Boundary(LabelPair pair, byte[] labels, int index) {
        this.pair = pair;
        this.labels = labels;
        label = (byte) index;
    }

    /** Boundary pixels of the true mask of a class, by their indices. */
    static BitSet ofTruth(LabelPair pair, int index) {
        return new Boundary(pair, pair.truth(), index).pixels();
    }

    /** Boundary pixels of the predicted mask of a class, by their indices. */
    static BitSet ofPrediction(LabelPair pair, int index) {
        return new Boundary(pair, pair.prediction(), index).pixels();
    }

    private BitSet pixels() {
        BitSet boundary = new BitSet(labels.length);
        int width = pair.width();
        int pixel = 0;
        for (int y = 0; y < pair.height(); y++) {
            boolean edge = y == 0 || y == pair.height() - 1;
            for (int x = 0; x < width; x++, pixel++) {
                if (labels[pixel] == label
                        && !pair.ignored(pixel)
                        && (edge || x == 0 || x == width - 1 || meetsOutside(pixel, width))) {
                    boundary.set(pixel);
                }
            }
        }
        return boundary;
    }

    private boolean meetsOutside(int pixel, int width) {
        return outside(pixel - 1) || outside(pixel + 1) || outside(pixel - width) || outside(pixel + width);
    }

    private boolean outside(int pixel) {
        return labels[pixel] != label && !pair.ignored(pixel);
    }
}

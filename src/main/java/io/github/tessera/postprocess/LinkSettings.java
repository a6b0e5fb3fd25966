package io.github.tessera.postprocess;

import io.github.tessera.progress.TesseraException;

/**
 * When the objects of neighbouring planes are one.
 *
 * @param through what they go on
 * @param overlap the part of the smaller one that must lie over or under the other, from 0 (one pixel is enough) to 1; NaN for
 *     0.7 through slices and 0.3 through frames
 */
public record LinkSettings(ObjectLinking through, double overlap) {
    /** The overlap that is usual for slices, or for frames. */
    public static final double USUAL_OVERLAP = Double.NaN;

    /** Planes that have nothing to do with each other. */
    public static final LinkSettings NONE = new LinkSettings(ObjectLinking.NONE, USUAL_OVERLAP);

    /** Much, for objects that lie under each other must not become one: of 51 packed nuclei 40 came back whole, 36 with one half. */
    private static final double THROUGH_SLICES = 0.7;

    /** Little, for objects move, and each goes on as one at most. */
    private static final double THROUGH_FRAMES = 0.3;

    /**
     * Checks the number.
     *
     * @throws TesseraException if it is out of range
     */
    public LinkSettings {
        if (overlap < 0 || overlap > 1) {
            throw new TesseraException(
                    "The overlap " + overlap + " of linked objects is out of range: use a number from 0 to 1.");
        }
    }

    double throughSlices() {
        return Double.isNaN(overlap) ? THROUGH_SLICES : overlap;
    }

    double throughFrames() {
        return Double.isNaN(overlap) ? THROUGH_FRAMES : overlap;
    }

    /**
     * Checks that an image has planes to link through.
     *
     * @param image its name
     * @param slices of each frame
     * @throws TesseraException naming the image if it has only slices where frames are linked, or the other way round
     */
    public void requireFit(String image, int slices, int frames) {
        if (through == ObjectLinking.SLICES && slices == 1 && frames > 1) {
            throw wrongWay(image, frames + " time frames and no slices", "slices");
        }
        if (through == ObjectLinking.FRAMES && frames == 1 && slices > 1) {
            throw wrongWay(image, slices + " slices and no time frames", "time frames");
        }
    }

    private static TesseraException wrongWay(String image, String has, String needs) {
        return new TesseraException(
                "The image " + image + " has " + has + " to link objects through: link through the others,"
                        + " or tell ImageJ that they are " + needs + " (Image > Properties).");
    }
}

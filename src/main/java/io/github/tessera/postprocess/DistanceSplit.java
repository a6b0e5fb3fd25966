package io.github.tessera.postprocess;

import ij.plugin.filter.EDM;
import ij.plugin.filter.MaximumFinder;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.tessera.image.Heap;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;

/**
 * Cuts connected objects at their necks, by ImageJ's watershed of the distance to what is not the object.
 *
 * <p>Each object is cut by itself, so that no other changes the result; the edge of the image is no background. ImageJ leaves a line
 * one pixel wide between the parts: its pixels are given back to the nearest part, and the object loses none.
 *
 * @param tolerance see {@link ObjectSettings}
 */
record DistanceSplit(double tolerance) {
    /** ImageJ's distance map keeps coordinates in 16 bits. */
    private static final int LARGEST_SIDE = 1 << 16;

    /** How much ImageJ at most adds to a distance to make up for peaks between pixels: half a diagonal. */
    private static final double ADDED = Math.sqrt(0.5);

    /** What ImageJ needs for each pixel of an object's bounds: distances, two lists, coordinates, numbers, types and masks. */
    private static final long BYTES = 24;

    private static final byte WHOLE = 1;

    /**
     * Numbers the parts.
     *
     * @return the number of each pixel's part, 0 where there is none
     */
    int[] split(ConnectedComponents objects, int width, int height, Progress progress) {
        int[] ids = objects.ids();
        int count = objects.count();
        for (Component object : objects.components()) {
            progress.check();
            progress.update(object.id(), objects.count());
            Tile box = object.around(1, width, height);
            if (Math.max(box.width(), box.height()) >= LARGEST_SIDE) {
                progress.log("An object of " + box.width() + " x " + box.height()
                        + " pixels is not split by distance: ImageJ's distance map ends at " + LARGEST_SIDE
                        + " pixels.");
            } else if (object.size() < box.width() * box.height()) {
                count += cut(objects.mask(object, box), box, ids, width, count, progress);
            }
        }
        return ids;
    }

    /** Numbers an object's parts, of which the first keeps the number; returns how many there are besides. */
    private int cut(byte[] mask, Tile box, int[] ids, int width, int count, Progress progress) {
        Heap.require(
                BYTES * mask.length,
                "An object that is to be split by distance is " + box.width() + " x " + box.height() + " pixels",
                () -> ", or do not split objects");
        FloatProcessor distances = new EDM().makeFloatEDM(new ByteProcessor(box.width(), box.height(), mask), 0, false);
        if (distances == null) {
            throw stopped(progress);
        }
        if (highest(distances) + ADDED - 1 <= tolerance) {
            return 0; // A neck has a distance of 1 at least: no bulge is that much higher.
        }
        ByteProcessor parts = new MaximumFinder()
                .findMaxima(distances, tolerance, ImageProcessor.NO_THRESHOLD, MaximumFinder.SEGMENTED, false, true);
        if (parts == null) {
            throw stopped(progress);
        }
        byte[] pixels = (byte[]) parts.getPixels();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = pixels[i] == 0 ? 0 : WHOLE;
        }
        ConnectedComponents found = ConnectedComponents.label(pixels, box.width(), box.height());
        if (found.count() < 2) {
            return 0;
        }
        int[] numbers = found.ids();
        new Growth(numbers, mask, ConnectedComponents.INSIDE, box.width(), box.height()).run();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] > 1) {
                ids[(box.y() + i / box.width()) * width + box.x() + i % box.width()] = count + numbers[i] - 1;
            }
        }
        return found.count() - 1;
    }

    private static double highest(FloatProcessor distances) {
        float highest = 0;
        for (float distance : (float[]) distances.getPixels()) {
            highest = Math.max(highest, distance);
        }
        return highest;
    }

    /** ImageJ gives nothing back after Esc, or where the thread was interrupted. */
    private static CancelledException stopped(Progress progress) {
        progress.check();
        return new CancelledException();
    }
}

package io.github.tessera.postprocess;

import ij.plugin.filter.RankFilters;
import ij.process.ByteProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;

/**
 * Morphological clean-up of label images.
 *
 * <p>In this order: each class is opened, holes are filled, small objects are removed, all objects of a class but the largest are removed,
 * and what removed objects leave behind inside one class is filled, if holes are. Objects are 8-connected, holes 4-connected, as
 * {@link ObjectFinder} finds them. Pixels that are removed become background; with holes filled, those that one class encloses become that
 * class. Ignored pixels stay as they are. Cleaning a second time changes nothing.
 *
 * @param minimumSize pixels that an object has at least, smaller ones are removed; 0 and 1 keep all
 * @param fillHoles whether background enclosed by one class becomes that class
 * @param opening radius in pixels, as in Process > Filters, of the disc by which each class is opened: what is narrower than the disc is
 *     removed; 0 for none. Beyond the edge of the image a class may go on, so there half a disc is enough; ignored pixels are of no class
 * @param keepLargest whether of each class only the largest object stays, of equally large ones the first row by row
 */
public record CleanUp(int minimumSize, boolean fillHoles, int opening, boolean keepLargest) {
    /** The labels as they are. */
    public static final CleanUp NONE = new CleanUp(0, false, 0, false);

    private static final int MOST_OPENING = 1000;

    /**
     * Checks the numbers.
     *
     * @throws TesseraException naming the one that is out of range
     */
    public CleanUp {
        objects(minimumSize, fillHoles); // checks the size
        if (opening < 0 || opening > MOST_OPENING) {
            throw new TesseraException("The radius of the opening of " + opening
                    + " pixels is out of range: use a number from 0 to " + MOST_OPENING + ".");
        }
    }

    private static ObjectSettings objects(int minimumSize, boolean fillHoles) {
        return new ObjectSettings(minimumSize, fillHoles, ObjectSplit.NONE, ObjectSettings.DEFAULT_TOLERANCE);
    }

    /**
     * Cleans one plane.
     *
     * @param labels class indices row by row, as unsigned bytes, 0 being background and 255 ignored; not changed
     * @param width columns
     * @param height rows
     * @return new labels
     * @throws TesseraException if the memory is too small
     * @throws io.github.tessera.progress.CancelledException if cancelled
     */
    public byte[] clean(byte[] labels, int width, int height, Progress progress) {
        byte[] opened = opening == 0 ? labels : opened(labels, width, height, progress);
        ObjectMap map = new ObjectFinder(objects(minimumSize, fillHoles)).find(opened, width, height, progress);
        byte[] cleaned = map.labels();
        if (keepLargest) {
            removeAllButLargest(map);
        }
        if (fillHoles) {
            new Holes(cleaned, width, height).fillByClass(progress);
        }
        return cleaned;
    }

    /** Each class is opened by itself, so that none grows into another. */
    private byte[] opened(byte[] labels, int width, int height, Progress progress) {
        byte[] opened = new byte[labels.length];
        boolean[] present = new boolean[LabelImage.IGNORED + 1];
        for (int i = 0; i < labels.length; i++) {
            present[labels[i] & 0xFF] = true;
            opened[i] = labels[i] == (byte) LabelImage.IGNORED ? labels[i] : 0;
        }
        for (int k = 1; k < LabelImage.IGNORED; k++) {
            if (present[k]) {
                byte[] mask = mask(labels, (byte) k);
                ByteProcessor ip = new ByteProcessor(width, height, mask);
                rank(ip, RankFilters.MIN, progress);
                rank(ip, RankFilters.MAX, progress);
                for (int i = 0; i < labels.length; i++) {
                    opened[i] = mask[i] == 0 ? opened[i] : (byte) k;
                }
            }
        }
        return opened;
    }

    /** ImageJ leaves the filter half done where the thread was interrupted. */
    private void rank(ByteProcessor ip, int filter, Progress progress) {
        progress.check();
        new RankFilters().rank(ip, opening, filter);
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException();
        }
    }

    private static byte[] mask(byte[] labels, byte label) {
        byte[] mask = new byte[labels.length];
        for (int i = 0; i < labels.length; i++) {
            mask[i] = labels[i] == label ? ConnectedComponents.INSIDE : 0;
        }
        return mask;
    }

    private static void removeAllButLargest(ObjectMap map) {
        Component[] largest = new Component[LabelImage.IGNORED + 1];
        for (Component object : map.objects()) {
            Component other = largest[object.classIndex()];
            largest[object.classIndex()] = other == null || object.size() > other.size() ? object : other;
        }
        byte[] labels = map.labels();
        for (int i = 0; i < labels.length; i++) {
            if (map.ids()[i] != 0 && map.ids()[i] != largest[labels[i] & 0xFF].id()) {
                labels[i] = 0;
            }
        }
    }
}

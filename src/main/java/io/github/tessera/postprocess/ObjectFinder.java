package io.github.tessera.postprocess;

import io.github.tessera.image.Heap;
import io.github.tessera.progress.Progress;

/**
 * Finds the objects of a segmented plane.
 *
 * <p>In this order: holes are filled, objects that touch are told apart, small ones are removed, and what they leave behind inside
 * one other object becomes that object's, if holes are to be filled. Objects are 8-connected, holes 4-connected.
 *
 * @param settings what counts as an object
 */
public record ObjectFinder(ObjectSettings settings) {
    /** What each pixel needs besides its label: a number, the cleaned label, and one of what is looked at just then. */
    private static final long BYTES = Integer.BYTES + 2;

    /**
     * Finds the objects of one plane.
     *
     * @param labels class indices row by row, as unsigned bytes, 0 being background and 255 ignored; not changed
     * @param width columns
     * @param height rows
     * @return cleaned labels, and objects numbered from 1 in the order of their first pixels, row by row
     * @throws io.github.tessera.progress.TesseraException if they do not fit into memory
     * @throws io.github.tessera.progress.CancelledException if cancelled
     */
    public ObjectMap find(byte[] labels, int width, int height, Progress progress) {
        if (width < 1 || height < 1 || labels.length != (long) width * height) {
            throw new IllegalArgumentException(labels.length + " labels for " + width + "x" + height + " pixels");
        }
        Heap.require(
                BYTES * labels.length,
                "The plane in which objects are to be found is " + width + " x " + height + " pixels",
                () -> ", or segment a part of the image");
        byte[] classes = labels.clone();
        Holes holes = new Holes(classes, width, height);
        int[] ids = split(classes, width, height, holes, progress);
        if (removeSmall(classes, ids) && settings.fillHoles()) {
            holes.fillByObject(ids, progress);
        }
        return ObjectMap.numbered(classes, ids, width, height);
    }

    private int[] split(byte[] classes, int width, int height, Holes holes, Progress progress) {
        if (settings.split() == ObjectSplit.BORDERS) {
            int[] ids = BorderSplit.split(classes, width, height);
            if (settings.fillHoles()) {
                // By object, for what lies between several touching objects is no hole of theirs.
                holes.fillByObject(ids, progress);
            }
            return ids;
        }
        if (settings.fillHoles()) {
            holes.fillByClass(progress);
        }
        ConnectedComponents objects = ConnectedComponents.label(classes, width, height);
        return settings.split() == ObjectSplit.NONE
                ? objects.ids()
                : new DistanceSplit(settings.tolerance()).split(objects, width, height, progress);
    }

    /** Makes background of objects below the smallest size; tells whether there were any. */
    private boolean removeSmall(byte[] classes, int[] ids) {
        if (settings.minimumSize() <= 1) {
            return false;
        }
        int[] sizes = new int[ObjectMap.greatest(ids) + 1];
        for (int id : ids) {
            sizes[id]++;
        }
        boolean removed = false;
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] != 0 && sizes[ids[i]] < settings.minimumSize()) {
                classes[i] = 0;
                ids[i] = 0;
                removed = true;
            }
        }
        return removed;
    }
}

package io.github.tessera.predict;

import io.github.tessera.postprocess.ObjectFinder;
import io.github.tessera.postprocess.ObjectMap;
import io.github.tessera.postprocess.ObjectSettings;
import io.github.tessera.postprocess.ObjectSplit;
import io.github.tessera.progress.Progress;

/**
 * Single objects of a plane.
 *
 * @param numbers of the objects, row by row; 0 where there is none
 * @param labels class indices of the same pixels
 */
record ObjectPlanes(int[] numbers, byte[] labels) {
    /** Objects as they are found in labels. */
    static ObjectPlanes found(byte[] labels, int width, int height, ObjectSplit split, Progress progress) {
        ObjectSettings settings = new ObjectSettings(0, false, split, ObjectSettings.DEFAULT_TOLERANCE);
        ObjectMap map = new ObjectFinder(settings).find(labels, width, height, progress);
        return new ObjectPlanes(map.ids(), map.labels());
    }

    /** Objects of the one class that there is. */
    static ObjectPlanes numbered(int[] numbers) {
        byte[] labels = new byte[numbers.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (numbers[i] > 0 ? 1 : 0);
        }
        return new ObjectPlanes(numbers, labels);
    }

    /** The numbers of one class's objects alone. */
    int[] ofClass(int index) {
        int[] own = new int[numbers.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = (labels[i] & 0xff) == index ? numbers[i] : 0;
        }
        return own;
    }
}

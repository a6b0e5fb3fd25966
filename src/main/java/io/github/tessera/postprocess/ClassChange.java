package io.github.tessera.postprocess;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of one class in the planes of an image.
 *
 * @param classIndex from 0 to 255; background and ignored pixels make no objects
 */
public record ClassChange(int classIndex, Amount before, Amount after) {
    private static final int CLASSES = 256;

    /**
     * How much there is of a class.
     *
     * @param pixels from 0
     * @param objects 8-connected within a plane, from 0
     */
    public record Amount(long pixels, long objects) {
        /** Pixels an object, NaN where there is none. */
        public double meanSize() {
            return objects == 0 ? Double.NaN : (double) pixels / objects;
        }

        private static Amount of(List<PlaneCounts> planes, int classIndex) {
            return new Amount(
                    planes.stream().mapToLong(plane -> plane.pixels(classIndex)).sum(),
                    planes.stream()
                            .mapToLong(plane -> plane.objects(classIndex))
                            .sum());
        }
    }

    /** Those of the classes that there were before or are after, in their order, over all planes together. */
    public static List<ClassChange> of(List<PlaneCounts> before, List<PlaneCounts> after) {
        List<ClassChange> changes = new ArrayList<>();
        for (int k = 0; k < CLASSES; k++) {
            ClassChange change = new ClassChange(k, Amount.of(before, k), Amount.of(after, k));
            if (change.before.pixels + change.after.pixels > 0) {
                changes.add(change);
            }
        }
        return changes;
    }
}

package io.github.tessera.metric;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The aggregated Jaccard index, AJI, of one or more images: one IoU over all objects, where what is missed, split, merged or invented
 * enlarges the union.
 *
 * <p>Algorithm 1 of Kumar et al., "A dataset and a technique for generalized nuclear segmentation for computational pathology", 2017: each
 * true object adds its intersection and its union with the predicted object of largest IoU, of equal ones the one with the lowest number;
 * one that meets no prediction adds its size to the union. Predicted objects that no true object has chosen add their sizes to the union. As
 * in the paper, several true objects may choose the same predicted one (the MoNuSeg challenge's script, and AJI+, use each only once).
 *
 * @param intersection pixels
 * @param union pixels
 */
public record AggregatedJaccard(long intersection, long union) {
    /** The sums of one image. */
    public static AggregatedJaccard of(ContingencyTable table) {
        int[] partners = partners(table);
        long[] truthSizes = table.truthSizes();
        long[] predictionSizes = table.predictionSizes();
        BitSet used = new BitSet();
        long intersection = 0;
        long union = 0;
        for (int row = 0; row < truthSizes.length; row++) {
            int cell = partners[row];
            if (cell >= 0) {
                intersection += table.shared(cell);
                union += table.union(cell);
                used.set(table.column(cell));
            } else if (table.isTruthObject(row)) {
                union += truthSizes[row];
            }
        }
        for (int column = 0; column < predictionSizes.length; column++) {
            if (table.isPredictedObject(column) && !used.get(column)) {
                union += predictionSizes[column];
            }
        }
        return new AggregatedJaccard(intersection, union);
    }

    /** For each true object the cell of largest IoU, -1 where it meets no prediction and for the background. */
    private static int[] partners(ContingencyTable table) {
        int[] partners = new int[table.truthSizes().length];
        Arrays.fill(partners, -1);
        for (int cell = 0; cell < table.cells(); cell++) {
            int row = table.row(cell);
            if (table.isObjects(cell) && (partners[row] < 0 || table.iou(cell) > table.iou(partners[row]))) {
                partners[row] = cell;
            }
        }
        return partners;
    }

    /** These and those of other images. */
    public AggregatedJaccard plus(AggregatedJaccard other) {
        return new AggregatedJaccard(intersection + other.intersection, union + other.union);
    }

    /** Intersection / union, from 0 to 1; NaN where there is no object at all. */
    public double value() {
        return union == 0 ? Double.NaN : (double) intersection / union;
    }
}

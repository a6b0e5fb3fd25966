package io.github.tessera.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How many pixels each true object shares with each predicted one, kept for those pairs only that share any; immutable.
 *
 * <p>{@link ObjectOverlaps} counts it. Number 0, the background, is a row and a column like any other here; what matches objects leaves it
 * out. Of an object only pixels that were counted belong to its size.
 */
public final class ContingencyTable {
    private final int[] truthNumbers;
    private final int[] predictionNumbers;
    private final long[] truthSizes;
    private final long[] predictionSizes;
    private final int[] rows; // index into truthNumbers, rising
    private final int[] columns; // index into predictionNumbers, rising within a row
    private final long[] shared;
    private final long[] ignoredSizes; // of each predicted object, pixels that were not counted

    /**
     * A table of cells.
     *
     * @param truth number of each cell's true object, rising
     * @param prediction number of its predicted object, rising among cells of the same true object
     * @param shared its pixels, above 0
     */
    ContingencyTable(int[] truth, int[] prediction, long[] shared) {
        truthNumbers = distinct(truth);
        predictionNumbers = distinct(prediction);
        truthSizes = new long[truthNumbers.length];
        predictionSizes = new long[predictionNumbers.length];
        rows = new int[shared.length];
        columns = new int[shared.length];
        this.shared = shared.clone();
        ignoredSizes = new long[predictionNumbers.length];
        for (int cell = 0; cell < shared.length; cell++) {
            rows[cell] = Arrays.binarySearch(truthNumbers, truth[cell]);
            columns[cell] = Arrays.binarySearch(predictionNumbers, prediction[cell]);
            truthSizes[rows[cell]] += shared[cell];
            predictionSizes[columns[cell]] += shared[cell];
        }
    }

    private ContingencyTable(ContingencyTable table, long[] ignoredSizes) {
        truthNumbers = table.truthNumbers;
        predictionNumbers = table.predictionNumbers;
        truthSizes = table.truthSizes;
        predictionSizes = table.predictionSizes;
        rows = table.rows;
        columns = table.columns;
        shared = table.shared;
        this.ignoredSizes = ignoredSizes;
    }

    /**
     * The same with what was not counted of predicted objects.
     *
     * @param prediction their numbers, each once; those of which nothing was counted are left out
     * @param pixels of each, as many
     */
    ContingencyTable withIgnored(int[] prediction, long[] pixels) {
        long[] sizes = new long[predictionNumbers.length];
        for (int i = 0; i < prediction.length; i++) {
            int column = Arrays.binarySearch(predictionNumbers, prediction[i]);
            if (column >= 0) {
                sizes[column] = pixels[i];
            }
        }
        return new ContingencyTable(this, sizes);
    }

    private static int[] distinct(int[] numbers) {
        return Arrays.stream(numbers).sorted().distinct().toArray();
    }

    /** All pixels counted. */
    public long pixels() {
        return Arrays.stream(shared).sum();
    }

    /** True objects, the background not among them. */
    public int truthObjects() {
        return objects(truthNumbers);
    }

    /** Predicted objects, the background not among them. */
    public int predictedObjects() {
        return objects(predictionNumbers);
    }

    private static int objects(int[] numbers) {
        return numbers.length > 0 && numbers[0] == 0 ? numbers.length - 1 : numbers.length;
    }

    /** Pixels that belong to this true and to this predicted object, by their numbers; 0 for numbers that do not occur. */
    public long shared(int truth, int prediction) {
        for (int cell = 0; cell < cells(); cell++) {
            if (truthNumbers[rows[cell]] == truth && predictionNumbers[columns[cell]] == prediction) {
                return shared[cell];
            }
        }
        return 0;
    }

    /** The table of the pixels alone that belong to a true object. */
    public ContingencyTable foreground() {
        int[] kept = IntStream.range(0, cells())
                .filter(cell -> truthNumbers[rows[cell]] != 0)
                .toArray();
        return new ContingencyTable(
                Arrays.stream(kept).map(cell -> truthNumbers[rows[cell]]).toArray(),
                Arrays.stream(kept)
                        .map(cell -> predictionNumbers[columns[cell]])
                        .toArray(),
                Arrays.stream(kept).mapToLong(cell -> shared[cell]).toArray());
    }

    /** Pairs that share pixels, row by row. */
    int cells() {
        return shared.length;
    }

    /** A cell's pixels. */
    long shared(int cell) {
        return shared[cell];
    }

    /** The index of a cell's true object, from 0. */
    int row(int cell) {
        return rows[cell];
    }

    /** The index of a cell's predicted object, from 0. */
    int column(int cell) {
        return columns[cell];
    }

    /** True where neither of a cell's objects is background. */
    boolean isObjects(int cell) {
        return isTruthObject(rows[cell]) && isPredictedObject(columns[cell]);
    }

    boolean isTruthObject(int row) {
        return truthNumbers[row] != 0;
    }

    boolean isPredictedObject(int column) {
        return predictionNumbers[column] != 0;
    }

    /** True where more of a predicted object was ignored than counted. */
    boolean isMostlyIgnored(int column) {
        return ignoredSizes[column] > predictionSizes[column];
    }

    /** Pixels in a cell's true object, its predicted one, or both. */
    long union(int cell) {
        return truthSizes[rows[cell]] + predictionSizes[columns[cell]] - shared[cell];
    }

    /** Intersection over union of a cell's objects, above 0 to 1. */
    double iou(int cell) {
        return (double) shared[cell] / union(cell);
    }

    /** Pixels of each true object, the background among them; not to be changed. */
    long[] truthSizes() {
        return truthSizes;
    }

    /** Pixels of each predicted object, the background among them; not to be changed. */
    long[] predictionSizes() {
        return predictionSizes;
    }
}

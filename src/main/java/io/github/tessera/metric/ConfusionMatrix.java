package io.github.tessera.metric;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds up p_ij, the pixels of truth i that were predicted as j, over any number of images. For one thread at a time.
 *
 * <p>Labels are class indices as unsigned bytes. A pixel that is {@value LabelImage#IGNORED} in truth or prediction is not counted.
 */
public final class ConfusionMatrix {
    private final int classes;
    private final long[] counts; // row by row, one row a true class

    /**
     * An empty matrix.
     *
     * @param classes from 1 to 255
     */
    public ConfusionMatrix(int classes) {
        if (classes < 1 || classes > LabelImage.IGNORED) {
            throw new IllegalArgumentException(classes + " classes");
        }
        this.classes = classes;
        counts = new long[classes * classes];
    }

    /**
     * Counts every pixel of one image or tile.
     *
     * @param truth class indices
     * @param prediction class indices of the same pixels
     * @throws TesseraException if a label is neither a class nor ignored; then nothing of this image is counted
     */
    public void add(byte[] truth, byte[] prediction) {
        if (truth.length != prediction.length) {
            throw new IllegalArgumentException(truth.length + " true, but " + prediction.length + " predicted pixels");
        }
        long[] fresh = new long[counts.length];
        for (int i = 0; i < truth.length; i++) {
            int row = truth[i] & 0xff;
            int column = prediction[i] & 0xff;
            if (row < classes && column < classes) {
                fresh[row * classes + column]++;
            } else {
                checkLabel("truth", row);
                checkLabel("prediction", column);
            }
        }
        add(fresh);
    }

    /** Adds what another matrix of as many classes has counted. */
    public void merge(ConfusionMatrix other) {
        if (other.classes != classes) {
            throw new IllegalArgumentException(other.classes + " classes onto " + classes);
        }
        add(other.counts);
    }

    private void add(long[] more) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += more[i];
        }
    }

    private void checkLabel(String where, int label) {
        if (label >= classes && label != LabelImage.IGNORED) {
            throw new TesseraException("The " + where + " has a pixel of value " + label + ", but there are only "
                    + classes + " classes: use values from 0 to " + (classes - 1) + ", and " + LabelImage.IGNORED
                    + " for pixels to leave out.");
        }
    }

    /** Number of classes. */
    public int classes() {
        return classes;
    }

    /** Pixels of class {@code truth} that were predicted as class {@code prediction}. */
    public long count(int truth, int prediction) {
        return counts[truth * classes + prediction];
    }

    /** All pixels counted. */
    public long pixels() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** One class against all others. */
    public ClassCounts counts(int index) {
        long row = 0;
        long column = 0;
        for (int i = 0; i < classes; i++) {
            row += count(index, i);
            column += count(i, index);
        }
        long hit = count(index, index);
        return new ClassCounts(hit, column - hit, row - hit, pixels() - row - column + hit);
    }

    /**
     * The measures as they stand now.
     *
     * @param names a name for each class
     */
    public MetricsReport report(List<String> names) {
        if (names.size() != classes) {
            throw new IllegalArgumentException(names.size() + " names for " + classes + " classes");
        }
        List<ClassCounts> perClass = new ArrayList<>(classes);
        for (int i = 0; i < classes; i++) {
            perClass.add(counts(i));
        }
        return new MetricsReport(names, perClass);
    }
}

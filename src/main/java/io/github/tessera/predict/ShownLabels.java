package io.github.tessera.predict;

/**
 * Labels of an evaluated image, as many as are enough to show them.
 *
 * @param step 1 where labels of all pixels are kept; else they are of every so manieth in every so manieth row
 * @param width labels in a row
 * @param truth class indices, row by row, 255 ignored
 * @param prediction class indices of the same pixels
 */
public record ShownLabels(int step, int width, byte[] truth, byte[] prediction) {
    /**
     * Of all labels of an area.
     *
     * @param width of the area
     * @param step of those to be kept
     */
    static ShownLabels of(byte[] truth, byte[] prediction, int width, int step) {
        return new ShownLabels(
                step, (width + step - 1) / step, every(truth, width, step), every(prediction, width, step));
    }

    /** Rows of labels. */
    public int height() {
        return truth.length / width;
    }

    private static byte[] every(byte[] labels, int width, int step) {
        if (step == 1) {
            return labels;
        }
        int columns = (width + step - 1) / step;
        int rows = (labels.length / width + step - 1) / step;
        byte[] kept = new byte[columns * rows];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = labels[i / columns * step * width + i % columns * step];
        }
        return kept;
    }
}

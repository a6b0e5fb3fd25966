package io.github.tessera.data;

/**
 * Pixels and labels of a crop at places between those of the image: pixels bilinear, labels those of the nearest pixel. Serves one
 * thread.
 */
final class Resampling {
    private final int width;
    private final int height;
    private final CropTransform transform;
    private final CropTransform.Block block;
    private final double[] x;
    private final double[] y;
    private final int[] upperLeft;
    private final float[] right;
    private final float[] lower;

    Resampling(CropTransform transform, CropTransform.Block block) {
        width = transform.width();
        height = transform.height();
        this.transform = transform;
        this.block = block;
        x = new double[width];
        y = new double[width];
        upperLeft = new int[width];
        right = new float[width];
        lower = new float[width];
    }

    /** Finds the places of one row of the crop. */
    private void locate(int row) {
        transform.places(row, block, x, y);
        for (int i = 0; i < width; i++) {
            int left = (int) x[i];
            int top = (int) y[i];
            upperLeft[i] = top * block.width() + left;
            right[i] = (float) (x[i] - left);
            lower[i] = (float) (y[i] - top);
        }
    }

    /** Which pixel of the block is nearest to a pixel of the row at hand. */
    private int nearest(int column) {
        return upperLeft[column] + (right[column] >= 0.5f ? 1 : 0) + (lower[column] >= 0.5f ? block.width() : 0);
    }

    /** The pixel of the block, counted row by row, whose label a pixel of the crop gets. */
    int source(int column, int row) {
        locate(row);
        return nearest(column);
    }

    /** For each pixel of the crop the nearest one of the block, both counted row by row. */
    int[] sources() {
        int[] sources = new int[width * height];
        for (int row = 0; row < height; row++) {
            locate(row);
            for (int i = 0; i < width; i++) {
                sources[row * width + i] = nearest(i);
            }
        }
        return sources;
    }

    /** Fills height x width labels from the block's. */
    void labels(float[] from, float[] to) {
        for (int row = 0; row < height; row++) {
            locate(row);
            labels(row, from, to);
        }
    }

    /** Fills channels x height x width pixels from the block's. */
    void pixels(int channels, float[] from, float[] to) {
        for (int row = 0; row < height; row++) {
            locate(row);
            pixels(row, channels, from, to);
        }
    }

    /** Fills labels and pixels. */
    void all(float[] fromLabels, float[] toLabels, int channels, float[] from, float[] to) {
        for (int row = 0; row < height; row++) {
            locate(row);
            labels(row, fromLabels, toLabels);
            pixels(row, channels, from, to);
        }
    }

    private void pixels(int row, int channels, float[] from, float[] to) {
        for (int c = 0; c < channels; c++) {
            pixels(from, c * block.width() * block.height(), to, (c * height + row) * width);
        }
    }

    private void labels(int row, float[] from, float[] to) {
        for (int i = 0; i < width; i++) {
            to[row * width + i] = from[nearest(i)];
        }
    }

    private void pixels(float[] from, int start, float[] to, int toStart) {
        int below = block.width();
        for (int i = 0; i < width; i++) {
            int p = start + upperLeft[i];
            float upper = from[p] + right[i] * (from[p + 1] - from[p]);
            float under = from[p + below] + right[i] * (from[p + below + 1] - from[p + below]);
            to[toStart + i] = upper + lower[i] * (under - upper);
        }
    }
}

package io.github.tessera.data;

/**
 * Pixels and labels of a crop at places between those of the image: pixels bilinear, labels those of the nearest pixel. Serves one
 * thread.
 */
final class Resampling {
    private final int side;
    private final CropTransform transform;
    private final CropTransform.Block block;
    private final double[] x;
    private final double[] y;
    private final int[] upperLeft;
    private final float[] right;
    private final float[] lower;

    Resampling(CropTransform transform, CropTransform.Block block) {
        side = transform.side();
        this.transform = transform;
        this.block = block;
        x = new double[side];
        y = new double[side];
        upperLeft = new int[side];
        right = new float[side];
        lower = new float[side];
    }

    /** Finds the places of one row of the crop. */
    private void locate(int row) {
        transform.places(row, block, x, y);
        int width = block.width();
        for (int i = 0; i < side; i++) {
            int left = (int) x[i];
            int top = (int) y[i];
            upperLeft[i] = top * width + left;
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

    /** Fills side x side labels from height x width ones of the block. */
    void labels(float[] from, float[] to) {
        for (int row = 0; row < side; row++) {
            locate(row);
            labels(row, from, to);
        }
    }

    /** Fills labels, and channels x side x side pixels from channels x height x width ones of the block. */
    void all(float[] fromLabels, float[] toLabels, int channels, float[] from, float[] to) {
        int plane = block.width() * block.height();
        for (int row = 0; row < side; row++) {
            locate(row);
            labels(row, fromLabels, toLabels);
            for (int c = 0; c < channels; c++) {
                pixels(from, c * plane, to, (c * side + row) * side);
            }
        }
    }

    private void labels(int row, float[] from, float[] to) {
        for (int i = 0; i < side; i++) {
            to[row * side + i] = from[nearest(i)];
        }
    }

    private void pixels(float[] from, int start, float[] to, int toStart) {
        int below = block.width();
        for (int i = 0; i < side; i++) {
            int p = start + upperLeft[i];
            float upper = from[p] + right[i] * (from[p + 1] - from[p]);
            float under = from[p + below] + right[i] * (from[p + below + 1] - from[p + below]);
            to[toStart + i] = upper + lower[i] * (under - upper);
        }
    }
}

package io.github.tessera.metric;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The exact Euclidean distance of each pixel's centre to the nearest marked pixel's centre, for pixels of any width and height.
 *
 * <p>Felzenszwalb and Huttenlocher, "Distance transforms of sampled functions", 2012: the squared distance along a column is known at once;
 * along a row the least of the parabolas that stand on these is their lower envelope. The marked rows of each column are kept
 * instead of an image of distances, so the memory grows with the marked pixels, and only rows that are asked for are computed.
 */
final class DistanceTransform {
    private final int width;
    private final double pixelWidth;
    private final double pixelHeight;
    private final int[] start; // of each column in rows, and their end
    private final int[] rows; // marked rows, column by column, rising

    // The envelope from left to right: columns whose parabolas are lowest somewhere, their heights, and where each
    // begins to be so.
    private final int[] vertex;
    private final double[] base;
    private final double[] from;

    /**
     * Prepares the transform.
     *
     * @param marked indices of pixels, at least one
     * @param width columns
     * @param pixelWidth in any unit, above 0
     * @param pixelHeight in the same unit, above 0
     */
    DistanceTransform(BitSet marked, int width, double pixelWidth, double pixelHeight) {
        this.width = width;
        this.pixelWidth = pixelWidth;
        this.pixelHeight = pixelHeight;
        start = new int[width + 1];
        marked.stream().forEach(pixel -> start[pixel % width + 1]++);
        Arrays.parallelPrefix(start, Integer::sum);
        rows = new int[start[width]];
        int[] end = start.clone();
        marked.stream().forEach(pixel -> rows[end[pixel % width]++] = pixel / width);
        vertex = new int[width];
        base = new double[width];
        from = new double[width];
    }

    /**
     * The squared distances of one row's pixels.
     *
     * @param y the row, inside the image or not
     * @param squared is filled, one value a column
     */
    void row(int y, double[] squared) {
        int count = envelope(y);
        int at = 0;
        for (int x = 0; x < width; x++) {
            while (at + 1 < count && from[at + 1] <= x) {
                at++;
            }
            squared[x] = square((x - vertex[at]) * pixelWidth) + base[at];
        }
    }

    /** Finds the envelope's parabolas and returns how many there are. */
    private int envelope(int y) {
        int count = 0;
        for (int x = 0; x < width; x++) {
            if (start[x] == start[x + 1]) {
                continue;
            }
            double height = square(nearest(x, y) * pixelHeight);
            double begin = Double.NEGATIVE_INFINITY;
            while (count > 0) {
                begin = crossing(vertex[count - 1], base[count - 1], x, height);
                if (begin > from[count - 1]) {
                    break;
                }
                count--; // the new one is below it wherever it was lowest
            }
            vertex[count] = x;
            base[count] = height;
            from[count] = count == 0 ? Double.NEGATIVE_INFINITY : begin;
            count++;
        }
        return count;
    }

    /** Where the parabola on the right gets below the one on the left, in columns. */
    private double crossing(int left, double leftBase, int right, double rightBase) {
        double squaredWidth = square(pixelWidth);
        return ((right - left) * (double) (right + left) * squaredWidth + rightBase - leftBase)
                / (2 * squaredWidth * (right - left));
    }

    /** Rows from y to the nearest marked pixel of a column that has one. */
    private int nearest(int x, int y) {
        int found = Arrays.binarySearch(rows, start[x], start[x + 1], y);
        if (found >= 0) {
            return 0;
        }
        int below = -found - 1;
        int up = below > start[x] ? y - rows[below - 1] : Integer.MAX_VALUE;
        int down = below < start[x + 1] ? rows[below] - y : Integer.MAX_VALUE;
        return Math.min(up, down);
    }

    private static double square(double value) {
        return value * value;
    }
}

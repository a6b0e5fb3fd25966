package io.github.tessera.data;

import io.github.tessera.progress.Progress;

/**
 * Borders of numbered objects.
 *
 * <p>A pixel of an object belongs to the border if a pixel of another object or of the background lies at most the border's width
 * from it, from centre to centre (Euclidean). With a width of 1 these are the pixels that share a side with something else; two
 * objects that touch get a border between them, as wide on either side. The edge of the image is no border, and neither is what is
 * ignored.
 */
final class ObjectBorders {
    private static final byte BORDER = 2;

    private final int[] objects;
    private final int width;
    private final int height;
    private final int background;
    private final int ignored;

    /**
     * Prepares drawing.
     *
     * @param objects the number of each pixel's object, row by row
     * @param background the number that is no object
     * @param ignored the number of pixels of which nothing is known; below 0 if there are none
     */
    ObjectBorders(int[] objects, int width, int background, int ignored) {
        this.objects = objects;
        this.width = width;
        this.height = objects.length / width;
        this.background = background;
        this.ignored = ignored;
    }

    /** Sets the labels of the border's pixels to 2; the others stay as they are. */
    void draw(byte[] labels, int pixels, Progress progress) {
        int[] reach = new int[pixels + 1];
        for (int dy = 0; dy <= pixels; dy++) {
            reach[dy] = (int) Math.sqrt((double) pixels * pixels - dy * dy);
        }
        for (int y = 0; y < height; y++) {
            progress.check();
            for (int x = 0; x < width; x++) {
                // Of what lies within reach, the nearest pixel is always an edge pixel of its object: the others need
                // no look.
                if (objects[y * width + x] != ignored && isEdge(x, y)) {
                    drawAround(x, y, reach, labels);
                }
            }
        }
    }

    /** Whether one of the eight neighbours is of something else. */
    private boolean isEdge(int x, int y) {
        int own = objects[y * width + x];
        for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
            for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
                if (objects[v * width + u] != own) {
                    return true;
                }
            }
        }
        return false;
    }

    private void drawAround(int x, int y, int[] reach, byte[] labels) {
        int own = objects[y * width + x];
        int far = reach.length - 1;
        for (int v = Math.max(0, y - far); v <= Math.min(height - 1, y + far); v++) {
            int wide = reach[Math.abs(v - y)];
            for (int u = Math.max(0, x - wide); u <= Math.min(width - 1, x + wide); u++) {
                int other = objects[v * width + u];
                if (other != own && other != background && other != ignored) {
                    labels[v * width + u] = BORDER;
                }
            }
        }
    }
}

package io.github.tessera.image;

import ij.process.ImageProcessor;

/**
 * The rows of an image as PNG stores them: a byte for the filter, then the bytes of the pixels, each less what the filter expects of
 * the bytes to the left (a), above (b) and above left (c).
 */
final class PngRow {
    private static final int SUB = 1;
    private static final int UP = 2;
    private static final int AVERAGE = 3;
    private static final int PAETH = 4;
    private static final int FILTERS = 5;

    private final Object pixels;
    private final int width;
    private final int pixelBytes;
    private final boolean plain;
    private final byte[][] filtered;
    // Before the first pixel lies one of zeros, as the specification has it.
    private byte[] above;
    private byte[] current;

    /**
     * The rows of an image of 8 or 16 bits, or RGB.
     *
     * @param plain whether to leave the rows unfiltered
     */
    PngRow(ImageProcessor image, boolean plain) {
        pixels = image.getPixels();
        width = image.getWidth();
        pixelBytes = pixels instanceof int[] ? 3 : pixels instanceof short[] ? 2 : 1;
        this.plain = plain;
        int bytes = width * pixelBytes;
        above = new byte[pixelBytes + bytes];
        current = new byte[pixelBytes + bytes];
        filtered = new byte[FILTERS][1 + bytes];
        for (int filter = 0; filter < FILTERS; filter++) {
            filtered[filter][0] = (byte) filter;
        }
    }

    /** One row, to be asked for from the top; valid until the next one. */
    byte[] filtered(int y) {
        byte[] swap = above;
        above = current;
        current = swap;
        load(y);
        System.arraycopy(current, pixelBytes, filtered[0], 1, width * pixelBytes);
        if (plain) {
            return filtered[0];
        }
        subtract();
        byte[] best = filtered[0];
        int least = sum(best);
        for (int filter = SUB; filter < FILTERS; filter++) {
            int sum = sum(filtered[filter]);
            if (sum < least) {
                least = sum;
                best = filtered[filter];
            }
        }
        return best;
    }

    private void load(int y) {
        int from = y * width;
        if (pixels instanceof byte[] bytes) {
            System.arraycopy(bytes, from, current, pixelBytes, width);
        } else if (pixels instanceof short[] shorts) {
            for (int i = 0, to = pixelBytes; i < width; i++, to += 2) {
                current[to] = (byte) (shorts[from + i] >> 8);
                current[to + 1] = (byte) shorts[from + i];
            }
        } else {
            int[] colours = (int[]) pixels;
            for (int i = 0, to = pixelBytes; i < width; i++, to += 3) {
                int colour = colours[from + i];
                current[to] = (byte) (colour >> 16);
                current[to + 1] = (byte) (colour >> 8);
                current[to + 2] = (byte) colour;
            }
        }
    }

    // One loop a filter: the simple ones then run on several bytes at once.
    private void subtract() {
        byte[] sub = filtered[SUB];
        byte[] up = filtered[UP];
        byte[] average = filtered[AVERAGE];
        byte[] paeth = filtered[PAETH];
        int bytes = width * pixelBytes;
        for (int i = 0; i < bytes; i++) {
            sub[i + 1] = (byte) (current[i + pixelBytes] - current[i]);
        }
        for (int i = 0; i < bytes; i++) {
            up[i + 1] = (byte) (current[i + pixelBytes] - above[i + pixelBytes]);
        }
        for (int i = 0; i < bytes; i++) {
            int mean = ((current[i] & 0xFF) + (above[i + pixelBytes] & 0xFF)) >> 1;
            average[i + 1] = (byte) (current[i + pixelBytes] - mean);
        }
        for (int i = 0; i < bytes; i++) {
            int expected = paeth(current[i] & 0xFF, above[i + pixelBytes] & 0xFF, above[i] & 0xFF);
            paeth[i + 1] = (byte) (current[i + pixelBytes] - expected);
        }
    }

    private static int paeth(int a, int b, int c) {
        int fromA = Math.abs(b - c);
        int fromB = Math.abs(a - c);
        int fromC = Math.abs(a + b - 2 * c);
        return fromA <= fromB && fromA <= fromC ? a : fromB <= fromC ? b : c;
    }

    private static int sum(byte[] row) {
        int sum = 0;
        for (int i = 1; i < row.length; i++) {
            sum += Math.abs(row[i]);
        }
        return sum;
    }
}

package io.github.tessera.image;

import java.awt.Rectangle;
import java.util.Arrays;
import java.util.Optional;

/**
 * A mask as COCO codes it: how many pixels are outside, then inside, then outside and so on, down the columns from the left one.
 *
 * @param counts none below 0; the sum is width times height
 */
record RunLengths(int width, int height, int[] counts) {
    private static final int FIRST_SIGN = 48;
    private static final int BITS = 5;
    private static final int MORE = 1 << BITS;
    private static final int SIGN = 1 << (BITS - 1);
    private static final int MOST_SIGNS = 7;

    /** Checks the sum. */
    RunLengths {
        long sum = 0;
        for (int count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("has a run of " + count + " pixels");
            }
            sum += count;
        }
        if (sum != (long) width * height) {
            throw new IllegalArgumentException("has runs of " + sum + " pixels in all, but " + width + " x " + height
                    + " are " + (long) width * height);
        }
    }

    /**
     * The counts of COCO's compressed form: each number in signs from '0' to 'o' of five bits, lowest first, where the sixth bit says
     * that more follow and the highest bit of the last one is the sign; from the fourth number on, what is told is the
     * difference to the number two before.
     *
     * @throws IllegalArgumentException if the text is not of this form
     */
    static int[] decompress(String text) {
        int[] counts = new int[text.length()];
        int n = 0;
        for (int at = 0; at < text.length(); n++) {
            long value = 0;
            int shift = 0;
            int sign;
            do {
                if (at == text.length() || shift == MOST_SIGNS * BITS) {
                    throw new IllegalArgumentException("has run lengths that are cut off");
                }
                sign = text.charAt(at++) - FIRST_SIGN;
                if (sign < 0 || sign >= 2 * MORE) {
                    throw new IllegalArgumentException("has run lengths with the sign " + text.charAt(at - 1));
                }
                value |= (long) (sign & (MORE - 1)) << shift;
                shift += BITS;
            } while ((sign & MORE) != 0);
            if ((sign & SIGN) != 0) {
                value |= -1L << shift;
            }
            value += n > 2 ? counts[n - 2] : 0;
            if (value < 0 || value > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("has a run of " + value + " pixels");
            }
            counts[n] = (int) value;
        }
        return Arrays.copyOf(counts, n);
    }

    /** The mask of a region in an image of that size. */
    static RunLengths of(Region region, int width, int height) {
        Rectangle bounds = region.bounds();
        int[] counts = new int[16];
        int n = 1; // so far: no pixel outside, and a run inside to come
        int reached = 0;
        for (int x = bounds.x; x < bounds.x + bounds.width; x++) {
            for (int y = bounds.y; y < bounds.y + bounds.height; y++) {
                if (region.inside()[(y - bounds.y) * bounds.width + x - bounds.x] == 0) {
                    continue;
                }
                int at = x * height + y;
                if (at > reached || n == 1) {
                    counts = n + 2 > counts.length ? Arrays.copyOf(counts, 2 * counts.length) : counts;
                    counts[n - 1] = at - reached;
                    n += 2;
                }
                counts[n - 2]++;
                reached = at + 1;
            }
        }
        counts[n - 1] = width * height - reached;
        return new RunLengths(width, height, Arrays.copyOf(counts, counts[n - 1] == 0 ? n - 1 : n));
    }

    /** The pixels inside, or none. */
    Optional<Region> region(String className) {
        Rectangle bounds = bounds();
        if (bounds.isEmpty()) {
            return Optional.empty();
        }
        byte[] inside = new byte[bounds.width * bounds.height];
        forEachRun((x, top, bottom) -> {
            for (int y = top; y < bottom; y++) {
                inside[(y - bounds.y) * bounds.width + x - bounds.x] = 1;
            }
        });
        return Optional.of(new Region(className, bounds, inside));
    }

    private Rectangle bounds() {
        int[] box = {width, height, 0, 0}; // left, top, right, bottom
        forEachRun((x, top, bottom) -> {
            box[0] = Math.min(box[0], x);
            box[1] = Math.min(box[1], top);
            box[2] = x + 1;
            box[3] = Math.max(box[3], bottom);
        });
        return new Rectangle(box[0], box[1], box[2] - box[0], box[3] - box[1]);
    }

    private void forEachRun(ColumnRun run) {
        long at = 0;
        for (int i = 0; i < counts.length; i++) {
            long end = at + counts[i];
            while (i % 2 == 1 && at < end) {
                int x = (int) (at / height);
                long stop = Math.min(end, (x + 1L) * height);
                run.accept(x, (int) (at - (long) x * height), (int) (stop - (long) x * height));
                at = stop;
            }
            at = end;
        }
    }

    private interface ColumnRun {
        void accept(int x, int top, int bottom);
    }
}

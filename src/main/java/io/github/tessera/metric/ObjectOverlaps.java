package io.github.tessera.metric;

import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Counts how many pixels the objects of a true and a predicted segmentation share. For one thread at a time.
 *
 * <p>A segmentation is the number of each pixel's object, 0 where there is none. Planes or strips of one image are added one after the
 * other, as long as an object keeps its number throughout; two images need two of these, for their numbers mean different objects.
 * The memory grows with the pairs of objects that overlap and not with the pixels.
 */
public final class ObjectOverlaps {
    private static final int FIRST_SLOTS = 64; // a power of 2, as every later number of slots
    private static final long LOW = 0xffff_ffffL;
    /** In the place of the true object: below 0, so that these keys come first. */
    private static final long IGNORED = -1L << Integer.SIZE;

    // An open hash table: a slot is free while it counts no pixel. Maps of boxed numbers would be slow where labels
    // change often.
    private long[] keys = new long[FIRST_SLOTS];
    private long[] pixels = new long[FIRST_SLOTS];
    private int pairs;

    /** Counts every pixel. */
    public void add(int[] truth, int[] prediction) {
        add(truth, prediction, pixel -> false);
    }

    /**
     * Counts the pixels that are not to be ignored. Of an object that is partly ignored the rest counts as the object; one that is ignored
     * as a whole does not exist. How much of a predicted object is ignored is kept for panoptic quality.
     *
     * @param truth number of each pixel's true object, 0 where there is none
     * @param prediction the same of the predicted objects
     * @param ignored whether the pixel of an index is left out, whatever numbers it has
     * @throws TesseraException if a number that counts is below 0; part of the pixels is counted then
     */
    public void add(int[] truth, int[] prediction, IntPredicate ignored) {
        if (truth.length != prediction.length) {
            throw new IllegalArgumentException(truth.length + " true, but " + prediction.length + " predicted pixels");
        }
        int i = 0;
        while (i < truth.length) {
            if (ignored.test(i)) {
                if (prediction[i] > 0) {
                    count(IGNORED | prediction[i], 1);
                }
                i++;
                continue;
            }
            int start = i;
            int one = truth[i];
            int other = prediction[i];
            do {
                i++;
            } while (i < truth.length && truth[i] == one && prediction[i] == other && !ignored.test(i));
            checkNumber("truth", one);
            checkNumber("prediction", other);
            count(((long) one << Integer.SIZE) | other, i - start);
        }
    }

    private static void checkNumber(String where, int number) {
        if (number < 0) {
            throw new TesseraException("The " + where + " has an object of number " + number
                    + ", but objects are numbered from 1, and 0 is background; number them anew.");
        }
    }

    private void count(long key, long more) {
        int slot = slot(key);
        if (pixels[slot] == 0) {
            keys[slot] = key;
            pairs++;
        }
        pixels[slot] += more;
        if (pairs > keys.length / 2) {
            grow();
        }
    }

    /** Where a pair is, or is to be put. */
    private int slot(long key) {
        // Fibonacci hashing (Knuth): the upper bits of the product depend on all bits of the key.
        int slot = (int) ((key * 0x9E37_79B9_7F4A_7C15L) >>> (Long.numberOfLeadingZeros(keys.length) + 1));
        while (pixels[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldPixels = pixels;
        keys = new long[oldKeys.length * 2];
        pixels = new long[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldPixels[i] > 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                pixels[slot] = oldPixels[i];
            }
        }
    }

    /** What is counted so far. */
    public ContingencyTable table() {
        long[] sorted = new long[pairs];
        int n = 0;
        for (int i = 0; i < keys.length; i++) {
            if (pixels[i] > 0) {
                sorted[n++] = keys[i];
            }
        }
        Arrays.sort(sorted);
        int[] truth = new int[pairs];
        int[] prediction = new int[pairs];
        long[] counted = new long[pairs];
        int ignored = 0;
        for (int i = 0; i < pairs; i++) {
            truth[i] = (int) (sorted[i] >>> Integer.SIZE);
            prediction[i] = (int) (sorted[i] & LOW);
            counted[i] = pixels[slot(sorted[i])];
            ignored += sorted[i] < 0 ? 1 : 0;
        }
        return new ContingencyTable(
                        Arrays.copyOfRange(truth, ignored, pairs),
                        Arrays.copyOfRange(prediction, ignored, pairs),
                        Arrays.copyOfRange(counted, ignored, pairs))
                .withIgnored(Arrays.copyOf(prediction, ignored), Arrays.copyOf(counted, ignored));
    }
}

package io.github.tessera.data;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where the pixels of a class are: an image by its chance among those that hold the class, then any of its pixels. Of each image only
 * the count up to each block of pixels is kept; the block itself is read when it is needed.
 */
final class ClassPixels {
    /** A part of the cells in which labels too large for memory are worked out. */
    private static final int BLOCK = 64;

    /** One pixel. */
    record Pixel(int image, int x, int y) {}

    /** One image that holds the class; {@code counts[b]} pixels of it lie in the blocks, row by row, up to {@code b}. */
    private record Holder(int image, double chance, long[] counts) {
        long all() {
            return counts[counts.length - 1];
        }
    }

    private final List<CropSource> sources;
    private final Oversampling oversampling;
    private final List<Holder> holders = new ArrayList<>();
    private double chances;

    ClassPixels(List<CropSource> sources, Oversampling oversampling, int size, Progress progress) {
        this.sources = sources;
        this.oversampling = oversampling;
        for (int i = 0; i < sources.size(); i++) {
            Holder holder = new Holder(i, sources.get(i).weight(size), counts(sources.get(i), progress));
            if (holder.all() > 0) {
                holders.add(holder);
                chances += holder.chance();
            }
        }
        if (holders.isEmpty()) {
            throw new TesseraException("Crops that hold a class are asked for, but no image to learn from holds "
                    + (oversampling.label() == Oversampling.FOREGROUND
                            ? "any class but the first"
                            : "class number " + oversampling.label())
                    + "; check the masks, or choose another class or a share of 0.");
        }
    }

    private static int blocks(int extent) {
        return (extent + BLOCK - 1) / BLOCK;
    }

    private long[] counts(CropSource source, Progress progress) {
        int width = source.width();
        int across = blocks(width);
        long[] counts = new long[across * blocks(source.height())];
        float[] band = new float[BLOCK * width];
        for (int top = 0; top < source.height(); top += BLOCK) {
            progress.check();
            int height = Math.min(BLOCK, source.height() - top);
            source.labels(0, top, width, height, band);
            for (int i = 0; i < height * width; i++) {
                counts[top / BLOCK * across + i % width / BLOCK] += oversampling.wants((int) band[i]) ? 1 : 0;
            }
        }
        Arrays.parallelPrefix(counts, Long::sum);
        return counts;
    }

    Pixel draw(SplittableRandom random) {
        double place = random.nextDouble() * chances;
        int index = 0;
        while (index < holders.size() - 1 && place >= holders.get(index).chance()) {
            place -= holders.get(index).chance();
            index++;
        }
        Holder holder = holders.get(index);
        long number = random.nextLong(holder.all());
        int block = firstAbove(holder.counts(), number);
        CropSource source = sources.get(holder.image());
        int across = blocks(source.width());
        int left = block % across * BLOCK;
        int top = block / across * BLOCK;
        int width = Math.min(BLOCK, source.width() - left);
        int height = Math.min(BLOCK, source.height() - top);
        float[] labels = new float[width * height];
        source.labels(left, top, width, height, labels);
        long before = block == 0 ? 0 : holder.counts()[block - 1];
        int i = -1;
        for (long rest = number - before; rest >= 0; rest--) {
            do {
                i++;
            } while (!oversampling.wants((int) labels[i]));
        }
        return new Pixel(holder.image(), left + i % width, top + i / width);
    }

    /** The first block with more pixels up to it than the number. */
    private static int firstAbove(long[] counts, long number) {
        int low = 0;
        int high = counts.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (counts[middle] > number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Whether a crop's labels hold the class. */
    boolean held(float[] labels) {
        for (float label : labels) {
            if (oversampling.wants((int) label)) {
                return true;
            }
        }
        return false;
    }
}

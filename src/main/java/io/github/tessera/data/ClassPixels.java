package io.github.tessera.data;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where the pixels of a class are: an image by its chance among those that hold the class, then any of its pixels. Of each image only
 * the count up to each row is kept; the row itself is read when it is needed.
 */
final class ClassPixels {
    private static final int BAND_PIXELS = 1 << 16;

    /** One pixel. */
    record Pixel(int image, int x, int y) {}

    /** One image that holds the class; {@code counts[y]} pixels of it lie in the rows up to {@code y}. */
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

    private long[] counts(CropSource source, Progress progress) {
        long[] counts = new long[source.height()];
        int rows = Math.max(1, BAND_PIXELS / source.width());
        float[] band = new float[rows * source.width()];
        long sum = 0;
        for (int top = 0; top < counts.length; top += rows) {
            progress.check();
            int height = Math.min(rows, counts.length - top);
            source.labels(0, top, source.width(), height, band);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < source.width(); x++) {
                    sum += oversampling.wants((int) band[y * source.width() + x]) ? 1 : 0;
                }
                counts[top + y] = sum;
            }
        }
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
        int y = firstAbove(holder.counts(), number);
        CropSource source = sources.get(holder.image());
        float[] row = new float[source.width()];
        source.labels(0, y, source.width(), 1, row);
        long before = y == 0 ? 0 : holder.counts()[y - 1];
        int x = -1;
        for (long left = number - before; left >= 0; left--) {
            do {
                x++;
            } while (!oversampling.wants((int) row[x]));
        }
        return new Pixel(holder.image(), x, y);
    }

    /** The first row with more pixels up to it than the number. */
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

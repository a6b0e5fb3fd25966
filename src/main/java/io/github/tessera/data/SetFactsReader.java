package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.blocks.PrimitiveBlocks;

/** Collects the {@link SetFacts} of images: of many the first of every few, of large ones the middle. */
public final class SetFactsReader {
    private static final int MOST_IMAGES = 64;

    /** Longest side that is looked at in one image. */
    private static final int MOST_SIDE = 2048;

    private static final int CELL = 256;

    private final List<LabelledImage> images;
    private final int classes;
    private final ClassProfiles profiles;
    private final ObjectSize objects = new ObjectSize();
    private final List<List<Brightness.Moments>> moments = new ArrayList<>();
    private int cells;
    private int emptyCells;

    /** A reader of images of one number of channels, at least one, with labels below {@code classes}. */
    public SetFactsReader(List<LabelledImage> images, int classes) {
        this.images = images;
        this.classes = classes;
        profiles = new ClassProfiles(classes);
    }

    /**
     * Reads them.
     *
     * @param progress told how far, and asked whether to go on
     */
    public SetFacts read(Progress progress) {
        progress.status("Looking at the images");
        List<LabelledImage> chosen = chosen();
        for (int i = 0; i < chosen.size(); i++) {
            progress.check();
            progress.update(i, chosen.size());
            read(chosen.get(i));
        }
        int[] sides = images.stream()
                .mapToInt(image -> Math.min(image.width(), image.height()))
                .sorted()
                .toArray();
        return new SetFacts(
                images.size(),
                sides[(sides.length - 1) / 2],
                images.stream().mapToLong(i -> (long) i.width() * i.height()).sum(),
                images.get(0).channels(),
                images.stream().mapToInt(LabelledImage::bitDepth).max().orElseThrow(),
                shares(),
                objects.typical(),
                cells == 0 ? 0 : (double) emptyCells / cells,
                Brightness.of(moments),
                profiles.directions());
    }

    private List<LabelledImage> chosen() {
        int count = Math.min(MOST_IMAGES, images.size());
        return IntStream.range(0, count)
                .mapToObj(i -> images.get((int) ((long) i * images.size() / count)))
                .toList();
    }

    private void read(LabelledImage image) {
        int width = Math.min(MOST_SIDE, image.width());
        int height = Math.min(MOST_SIDE, image.height());
        int left = (image.width() - width) / 2;
        int top = (image.height() - height) / 2;
        byte[] labels = image.labels(new Tile(left, top, width, height));
        profiles.add(labels, width, height);
        objects.add(labels, width, height);
        countCells(labels, width, height);
        var pixels = PrimitiveBlocks.of(image.pixels(), PrimitiveBlocks.OnFallback.ACCEPT);
        double range = image.bitDepth() == 32 ? 1 : Math.pow(2, image.bitDepth()) - 1;
        List<Brightness.Moments> channels = new ArrayList<>();
        float[] values = new float[width * height];
        for (int c = 0; c < image.channels(); c++) {
            pixels.copy(new int[] {left, top, c}, values, new int[] {width, height, 1});
            channels.add(Brightness.Moments.of(values, range));
        }
        moments.add(channels);
    }

    private void countCells(byte[] labels, int width, int height) {
        for (int top = 0; top < height; top += CELL) {
            for (int left = 0; left < width; left += CELL) {
                int right = Math.min(width, left + CELL);
                boolean marked = false;
                for (int y = top; y < Math.min(height, top + CELL) && !marked; y++) {
                    for (int x = left; x < right && !marked; x++) {
                        byte label = labels[y * width + x];
                        marked = label != 0 && (label & 0xFF) != LabelImage.IGNORED;
                    }
                }
                cells++;
                emptyCells += marked ? 0 : 1;
            }
        }
    }

    private List<Double> shares() {
        double all = IntStream.range(0, classes).mapToLong(profiles::pixels).sum();
        return IntStream.range(0, classes)
                .mapToObj(k -> all == 0 ? 0 : profiles.pixels(k) / all)
                .toList();
    }
}

package io.github.tessera.data;

import io.github.tessera.image.CellImages;
import io.github.tessera.image.Heap;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;
import java.util.function.LongPredicate;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * Keeps the labels of a plane in memory where there is room for them, and has them worked out from the mask whenever they are asked for
 * where there is not. They are the same either way.
 *
 * @param comfortable whether there is room for so many bytes
 */
record LabelMemory(LongPredicate comfortable) {
    /** As much as leaves most of the free memory to others. */
    static final LabelMemory AUTO = new LabelMemory(Heap::comfortable);

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** Large enough that a margin around it costs little. */
    private static final int ROWS = 256;

    private static final int COLUMNS = 4096;

    /** Whether the labels of a plane are kept. */
    boolean keeps(int width, int height) {
        long bytes = (long) width * height;
        return bytes <= LONGEST_ARRAY && comfortable.test(bytes);
    }

    /**
     * The labels of a plane. All of them are read once, kept or not, so that it is told now if something is wrong with them.
     *
     * @param source gives them; its file must stay as it is if they are not kept
     * @param progress asked now and then whether to go on
     * @return (x, y)
     */
    RandomAccessibleInterval<UnsignedByteType> plane(
            int width, int height, CellImages.Source source, Progress progress) {
        boolean keeps = keeps(width, height);
        byte[] kept = new byte[keeps ? width * height : 0];
        for (int y = 0; y < height; y += ROWS) {
            for (int x = 0; x < width; x += COLUMNS) {
                progress.check();
                Tile area = new Tile(x, y, Math.min(COLUMNS, width - x), Math.min(ROWS, height - y));
                byte[] labels = new byte[area.width() * area.height()];
                source.read(area, labels);
                for (int row = 0; keeps && row < area.height(); row++) {
                    System.arraycopy(labels, row * area.width(), kept, (y + row) * width + x, area.width());
                }
            }
        }
        return keeps ? ArrayImgs.unsignedBytes(kept, width, height) : CellImages.bytes(width, height, source);
    }
}

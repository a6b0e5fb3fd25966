package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.junit.jupiter.api.Test;

class CellImagesTest {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 300;

    /** Counts the pixels of the image row by row. */
    private static void count(Tile area, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((area.y() + i / area.width()) * WIDTH + area.x() + i % area.width());
        }
    }

    @Test
    void bytesAreThoseOfTheirPlace() {
        RandomAccessibleInterval<UnsignedByteType> image = CellImages.bytes(WIDTH, HEIGHT, CellImagesTest::count);
        assertArrayEquals(new long[] {WIDTH, HEIGHT}, image.dimensionsAsLongArray());
        byte[] all = new byte[WIDTH * HEIGHT];
        PrimitiveBlocks.of(image, PrimitiveBlocks.OnFallback.FAIL).copy(new int[2], all, new int[] {WIDTH, HEIGHT});
        for (int i = 0; i < all.length; i++) {
            assertEquals((byte) i, all[i]);
        }
    }

    @Test
    void eachCellIsMadeOnceWhileItIsKept() {
        AtomicInteger calls = new AtomicInteger();
        RandomAccessibleInterval<UnsignedByteType> image = CellImages.bytes(WIDTH, HEIGHT, (area, bytes) -> {
            calls.incrementAndGet();
            count(area, bytes);
        });
        assertEquals(0, calls.get());
        IntStream.range(0, WIDTH * HEIGHT).parallel().forEach(i -> image.getAt(i % WIDTH, i / WIDTH));
        assertEquals(6, calls.get());
    }

    @Test
    void whatTheSourceThrowsReachesTheReader() {
        RandomAccessibleInterval<UnsignedByteType> image = CellImages.bytes(WIDTH, HEIGHT, (area, bytes) -> {
            throw new TesseraException("The mask a.tif is coloured.");
        });
        assertThrows(TesseraException.class, () -> image.getAt(0, 0));
        assertThrows(TesseraException.class, () -> image.getAt(0, 0));
    }

    @Test
    void theCellUsedLongestAgoIsDropped() {
        AtomicInteger loads = new AtomicInteger();
        CellCache<ByteArray> cache = new CellCache<>(2, index -> {
            loads.incrementAndGet();
            return new Cell<>(new int[] {1}, new long[] {index}, new ByteArray(new byte[] {(byte) index}));
        });
        for (long index : new long[] {1, 2, 1, 3, 1, 2}) {
            assertEquals((byte) index, cache.get(index).getData().getCurrentStorageArray()[0]);
        }
        assertEquals(4, loads.get());
    }

    @Test
    void memoryIsSpokenForBeforeItIsUsed() {
        String message = assertThrows(
                        TesseraException.class,
                        () -> Heap.require(1L << 50, "The image a.png is large", () -> " or cut it"))
                .getMessage();
        assertTrue(
                message.matches("The image a.png is large and needs 1073741825 MB of memory, but only \\d+ MB are left;"
                        + " give ImageJ more \\(Edit > Options > Memory & Threads\\) or cut it\\."),
                message);
        Heap.require(1, "The image a.png is small", () -> "");
        assertTrue(Heap.comfortable(1));
        assertEquals(false, Heap.comfortable(1L << 50));
    }
}

package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;

class CellImagesTest {
    /** 600 x 300 pixels of two channels: the column, and 600 times the row. */
    private static RandomAccessibleInterval<FloatType> plane() {
        float[] pixels = new float[2 * 600 * 300];
        for (int i = 0; i < 600 * 300; i++) {
            pixels[i] = i % 600;
            pixels[600 * 300 + i] = i - i % 600;
        }
        return ArrayImgs.floats(pixels, 600, 300, 2);
    }

    private static void sum(float[] values, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[i] + values[bytes.length + i]);
        }
    }

    @Test
    void bytesAreWorkedOutFromAllChannels() {
        RandomAccessibleInterval<UnsignedByteType> image = CellImages.bytes(plane(), CellImagesTest::sum);
        assertArrayEquals(new long[] {600, 300}, image.dimensionsAsLongArray());
        byte[] all = new byte[600 * 300];
        PrimitiveBlocks.of(image, PrimitiveBlocks.OnFallback.FAIL).copy(new int[2], all, new int[] {600, 300});
        for (int i = 0; i < all.length; i++) {
            assertEquals((byte) i, all[i]);
        }
    }

    @Test
    void eachCellIsMadeOnceWhileItIsKept() {
        AtomicInteger calls = new AtomicInteger();
        RandomAccessibleInterval<UnsignedByteType> image = CellImages.bytes(plane(), (values, bytes) -> {
            calls.incrementAndGet();
            sum(values, bytes);
        });
        assertEquals(0, calls.get());
        IntStream.range(0, 600 * 300).parallel().forEach(i -> image.getAt(i % 600, i / 600));
        assertEquals(6, calls.get());
    }

    @Test
    void whatTheCodingThrowsReachesTheReader() {
        RandomAccessibleInterval<UnsignedByteType> image = CellImages.bytes(plane(), (values, bytes) -> {
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

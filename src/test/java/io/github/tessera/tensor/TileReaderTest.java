package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.Planes;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.list.ListImg;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TileReaderTest {
    private static float[] read(RandomAccessibleInterval<FloatType> plane, int x, int y, int width, int height) {
        int channels = (int) plane.dimension(2);
        float[] block = new float[channels * width * height];
        new TileReader(plane, IntensityMap.identity(channels)).read(x, y, width, height, block, 0);
        return block;
    }

    /** Where a position lies after mirroring without repeating the edge. */
    private static int mirror(int i, int n) {
        int j = i;
        while (j < 0 || j >= n) {
            j = j < 0 ? -j : 2 * (n - 1) - j;
        }
        return j;
    }

    @Test
    void edgesAreMirroredWithoutRepeatingTheEdgePixel() {
        RandomAccessibleInterval<FloatType> plane = ArrayImgs.floats(new float[] {1, 2, 3, 4, 5, 6}, 3, 2, 1);
        assertArrayEquals(new float[] {3, 2, 1, 2, 3, 2, 1, 2}, read(plane, -2, 0, 8, 1));
        assertArrayEquals(new float[] {4, 1, 4, 1}, read(plane, 0, -1, 1, 4));
    }

    @Test
    void theMirrorReachesAnyDistance() {
        float[] values = new float[5 * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        float[] block = read(ArrayImgs.floats(values, 5, 4, 1), -23, -31, 60, 70);
        for (int y = 0; y < 70; y++) {
            for (int x = 0; x < 60; x++) {
                assertEquals(mirror(y - 31, 4) * 5 + mirror(x - 23, 5), block[y * 60 + x]);
            }
        }
    }

    @Test
    void anExtentOfOnePixelIsRepeated() {
        assertArrayEquals(new float[] {7, 7, 7, 7}, read(ArrayImgs.floats(new float[] {7}, 1, 1, 1), -1, -1, 2, 2));
        assertArrayEquals(
                new float[] {2, 2, 1, 1, 2, 2}, read(ArrayImgs.floats(new float[] {1, 2}, 1, 2, 1), 0, -1, 2, 3));
    }

    @Test
    void aBlockIsNormalizedInTheOrderChannelRowColumn() {
        RandomAccessibleInterval<FloatType> plane = ArrayImgs.floats(new float[] {1, 2, 3, 4, 10, 20, 30, 40}, 2, 2, 2);
        float[] into = new float[10];
        new TileReader(plane, new IntensityMap(new float[] {2, 0.1f}, new float[] {1, -1})).read(0, 0, 2, 2, into, 1);
        assertArrayEquals(new float[] {0, 3, 5, 7, 9, 0, 1, 2, 3, 0}, into, 1e-6f);
    }

    static List<ImageProcessor> everyImageType() {
        return List.of(
                new ByteProcessor(3, 2, new byte[] {1, 2, 3, 4, 5, 6}),
                new ShortProcessor(3, 2, new short[] {1, 2, 3, 4, 5, 6}, null),
                new FloatProcessor(3, 2, new float[] {1, 2, 3, 4, 5, 6}),
                new ColorProcessor(3, 2, new int[] {0x10101, 0x20202, 0x30303, 0x40404, 0x50505, 0x60606}));
    }

    @ParameterizedTest
    @MethodSource("everyImageType")
    void everyImageTypeIsReadByTheFastCopy(ImageProcessor processor) {
        // The reader refuses planes without a fast copy, see below.
        float[] block = read(Planes.of(new ImagePlus("a", processor), 0), -1, -1, 4, 2);
        float[] first = new float[8];
        System.arraycopy(block, block.length - 8, first, 0, 8);
        assertArrayEquals(new float[] {5, 4, 5, 6, 2, 1, 2, 3}, first);
    }

    @Test
    void aPlaneWithoutAFastCopyIsRefused() {
        RandomAccessibleInterval<FloatType> slow = new ListImg<>(new long[] {2, 2, 1}, new FloatType());
        assertThrows(IllegalArgumentException.class, () -> read(slow, 0, 0, 2, 2));
    }

    @Test
    void oneReaderServesSeveralThreads() {
        float[] values = new float[64 * 64];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        TileReader reader = new TileReader(ArrayImgs.floats(values, 64, 64, 1), IntensityMap.identity(1));
        IntStream.range(0, 2000).parallel().forEach(i -> {
            float[] block = new float[16];
            reader.read(i % 60, i / 60, 4, 4, block, 0);
            for (int k = 0; k < 16; k++) {
                assertEquals(values[(i / 60 + k / 4) * 64 + i % 60 + k % 4], block[k]);
            }
        });
    }
}

package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RescalingTest {
    private static float[] scaled(float[] pixels, int fromWidth, int fromHeight, int width, int height) {
        RandomAccessibleInterval<FloatType> result = new Rescaling(fromWidth, fromHeight, width, height)
                .intensities("a", ArrayImgs.floats(pixels, fromWidth, fromHeight, 1), false, Progress.NONE);
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = result.getAt(i % width, i / width, 0).get();
        }
        return values;
    }

    private static float[] noise(int count) {
        SplittableRandom random = new SplittableRandom(7);
        float[] noise = new float[count];
        for (int i = 0; i < count; i++) {
            noise[i] = (float) random.nextDouble(-5, 100);
        }
        return noise;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @Test
    void halvesAreMeansOfFour() {
        assertArrayEquals(new float[] {2.5f, 4.5f}, scaled(new float[] {1, 2, 3, 4, 3, 4, 5, 6}, 4, 2, 2, 1));
    }

    @Test
    void aPixelThatIsCoveredInPartCountsInPart() {
        // Each of two new pixels covers one and a half old ones.
        assertArrayEquals(
                new float[] {(3 + 0.5f * 6) / 1.5f, (0.5f * 6 + 9) / 1.5f},
                scaled(new float[] {3, 6, 9}, 3, 1, 2, 1),
                1e-5f);
    }

    @Test
    void twiceAsManyLieAtQuartersBetweenCentres() {
        assertArrayEquals(new float[] {0, 2, 6, 8}, scaled(new float[] {0, 8}, 2, 1, 4, 1), 1e-6f);
    }

    @Test
    void theSameSizeIsTheSamePlane() {
        Rescaling same = Rescaling.to(new PixelSize(0.5, 0.5), new PixelSize(0.5, 0.5), 30, 20);
        RandomAccessibleInterval<FloatType> plane = ArrayImgs.floats(30, 20, 2);
        RandomAccessibleInterval<UnsignedByteType> labels = ArrayImgs.unsignedBytes(30, 20);
        assertTrue(same.isIdentity());
        assertSame(plane, same.intensities("a", plane, false, Progress.NONE));
        assertSame(labels, same.labels("a", labels, Progress.NONE));
    }

    @ParameterizedTest
    @CsvSource({"17, 5", "1, 1", "40, 31", "200, 77", "41, 29", "39, 31"})
    void aConstantStaysConstantAndShrinkingKeepsTheMeanAndTheRange(int width, int height) {
        float[] constant = new float[40 * 30];
        java.util.Arrays.fill(constant, 37.5f);
        for (float value : scaled(constant, 40, 30, width, height)) {
            assertEquals(37.5f, value, 1e-4f);
        }
        float[] noise = noise(40 * 30);
        float[] result = scaled(noise, 40, 30, width, height);
        for (float value : result) {
            assertTrue(value >= -5.001 && value <= 100.001, "" + value);
        }
        if (width <= 40 && height <= 30) {
            assertEquals(mean(noise), mean(result), 1e-3);
        }
    }

    @Test
    void aFineGridBecomesItsMeanInsteadOfStripes() {
        float[] stripes = new float[100];
        for (int i = 0; i < 100; i++) {
            stripes[i] = i % 2 * 100;
        }
        for (float value : scaled(stripes, 100, 1, 10, 1)) {
            assertEquals(50, value, 1e-3);
        }
    }

    @Test
    void channelsStayApart() {
        RandomAccessibleInterval<FloatType> result = new Rescaling(2, 1, 1, 1)
                .intensities("a", ArrayImgs.floats(new float[] {1, 3, 10, 30}, 2, 1, 2), false, Progress.NONE);
        assertEquals(2, result.getAt(0, 0, 0).get());
        assertEquals(20, result.getAt(0, 0, 1).get());
    }

    @Test
    void labelsStayOfTheSetAndInPlace() {
        byte[] labels = new byte[64 * 48];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i % 64 < 32 ? 3 : i / 64 < 24 ? 7 : 255);
        }
        for (int[] size : List.of(new int[] {16, 12}, new int[] {100, 77}, new int[] {3, 5})) {
            Rescaling rescaling = new Rescaling(64, 48, size[0], size[1]);
            RandomAccessibleInterval<UnsignedByteType> result =
                    rescaling.labels("a", ArrayImgs.unsignedBytes(labels, 64, 48), Progress.NONE);
            Set<Integer> found = new TreeSet<>();
            for (int y = 0; y < size[1]; y++) {
                for (int x = 0; x < size[0]; x++) {
                    int label = result.getAt(x, y).get();
                    found.add(label);
                    boolean left = (x + 0.5) / size[0] < 0.5;
                    boolean upper = (y + 0.5) / size[1] < 0.5;
                    assertEquals(left ? 3 : upper ? 7 : 255, label);
                }
            }
            assertEquals(Set.of(3, 7, 255), found);
        }
    }

    @Test
    void sizesAreRoundedAndThePixelSizeTold() {
        Rescaling rescaling = Rescaling.to(new PixelSize(1, 1), new PixelSize(0.3, 0.5), 101, 51);
        assertEquals(new Rescaling(101, 51, 30, 26), rescaling);
        PixelSize exact = rescaling.pixelSize(new PixelSize(0.3, 0.5));
        assertEquals(0.3 * 101 / 30, exact.width(), 1e-12);
        assertEquals(0.5 * 51 / 26, exact.height(), 1e-12);
        assertEquals(
                1,
                Rescaling.to(new PixelSize(100, 100), new PixelSize(1, 1), 10, 10)
                        .width());
    }

    @Test
    void aStackIsRescaledWithItsNames() {
        PlaneStack stack = new PlaneStack(
                "a.tif",
                8,
                List.of(ArrayImgs.floats(10, 8, 1), ArrayImgs.floats(10, 8, 1)),
                PlaneNumbers.all(2, 2, 1),
                Optional.of(new PixelSize(1, 1)),
                new PlaneSpacing(3, 4, "min"));
        PlaneStack result = stack.rescaled(new PixelSize(2, 2), Progress.NONE);
        assertEquals(
                List.of(5, 4, 2),
                List.of(result.width(), result.height(), result.planes().size()));
        assertEquals(Optional.of(new PixelSize(2, 2)), result.pixelSize());
        assertEquals(new PlaneSpacing(3, 4, "min"), result.spacing());
        assertEquals("a.tif slice 2", result.name(1));
        assertSame(stack, stack.rescaled(new PixelSize(1, 1), Progress.NONE));
    }

    @Test
    void whatIsWholeStaysWhole() {
        for (int bits : new int[] {8, 16, 32}) {
            PlaneStack stack = new PlaneStack(
                    "a.tif",
                    bits,
                    List.of(ArrayImgs.floats(new float[] {1, 2}, 2, 1, 1)),
                    PlaneNumbers.all(1, 1, 1),
                    Optional.of(new PixelSize(1, 1)),
                    PlaneSpacing.NONE);
            PlaneStack result = stack.rescaled(new PixelSize(2, 2), Progress.NONE);
            assertEquals(
                    bits == 32 ? 1.5f : 2, result.planes().get(0).getAt(0, 0, 0).get());
        }
    }

    @Test
    void refusalsNameTheImage() {
        PlaneStack unknown = new PlaneStack("a.tif", 8, List.of(ArrayImgs.floats(10, 8, 1)));
        String message = assertThrows(
                        TesseraException.class, () -> unknown.rescaled(new PixelSize(1, 1), Progress.NONE))
                .getMessage();
        assertTrue(message.startsWith("The image a.tif does not tell how large its pixels are;"), message);
        String tooLarge = assertThrows(TesseraException.class, () -> new Rescaling(10, 8, 100_000, 80_000)
                        .intensities("b.tif", ArrayImgs.floats(10, 8, 1), false, Progress.NONE))
                .getMessage();
        assertTrue(tooLarge.startsWith("The image b.tif becomes 100000 x 80000 pixels at that pixel size"), tooLarge);
        assertThrows(
                TesseraException.class, () -> Rescaling.to(new PixelSize(1e-9, 1), new PixelSize(1, 1), 1000, 1000));
    }

    @Test
    void escEndsIt() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class, () -> new Rescaling(10, 8, 5, 4)
                .intensities("a", ArrayImgs.floats(10, 8, 1), false, cancelled));
    }
}

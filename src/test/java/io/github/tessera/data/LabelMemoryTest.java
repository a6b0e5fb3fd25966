package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.Region;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.awt.Rectangle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels too large for the memory are those that would be kept. */
class LabelMemoryTest {
    /** Three cells by three, the last ones cut, and more than one rectangle of the first reading. */
    private static final int WIDTH = 600;

    private static final int HEIGHT = 530;
    private static final LabelMemory ROOM = new LabelMemory(bytes -> true);
    private static final LabelMemory NONE = new LabelMemory(bytes -> false);
    private static final MaskSettings SETTINGS = MaskSettings.defaults();

    @TempDir
    Path folder;

    private static PlaneStack stack(String name, int channels, float[]... planes) {
        List<RandomAccessibleInterval<FloatType>> all = new ArrayList<>();
        for (float[] plane : planes) {
            all.add(ArrayImgs.floats(plane, WIDTH, HEIGHT, channels));
        }
        return new PlaneStack(name, 8, all);
    }

    private static PlaneStack image(int planes) {
        float[][] all = new float[planes][WIDTH * HEIGHT];
        return stack("a.tif", 1, all);
    }

    /** Blobs of numbers: what lies in one block of 7 x 7 pixels is equal, and a fifth of the blocks is 0. */
    private static float[] blobs(int seed, int numbers) {
        float[] values = new float[WIDTH * HEIGHT];
        for (int i = 0; i < values.length; i++) {
            int block = (i / WIDTH / 7) * 1000 + i % WIDTH / 7;
            int number = new SplittableRandom(seed + 31L * block).nextInt(numbers * 5 / 4);
            values[i] = number < numbers ? number : 0;
        }
        return values;
    }

    private static byte[] pixels(RandomAccessibleInterval<UnsignedByteType> labels) {
        byte[] all = new byte[WIDTH * HEIGHT];
        PrimitiveBlocks.of(labels, PrimitiveBlocks.OnFallback.FAIL).copy(new int[2], all, new int[] {WIDTH, HEIGHT});
        return all;
    }

    private static void requireEqual(Labels kept, Labels again) {
        assertEquals(kept.meaning().signs(), again.meaning().signs());
        assertEquals(kept.meaning().heading(), again.meaning().heading());
        assertEquals(kept.planes().size(), again.planes().size());
        for (int p = 0; p < kept.planes().size(); p++) {
            assertTrue(kept.planes().get(p) instanceof ArrayImg);
            assertFalse(again.planes().get(p) instanceof ArrayImg);
            byte[] expected = pixels(kept.planes().get(p));
            assertArrayEquals(expected, pixels(again.planes().get(p)));
            // Cells in any order give what they give in theirs.
            RandomAccessibleInterval<UnsignedByteType> plane = again.planes().get(p);
            assertEquals(
                    expected[expected.length - 1],
                    plane.getAt(WIDTH - 1, HEIGHT - 1).getByte());
            assertEquals(expected[300 * WIDTH + 299], plane.getAt(299, 300).getByte());
        }
        assertEquals(PixelCounts.of(kept.planes(), 3, Progress.NONE), PixelCounts.of(again.planes(), 3, Progress.NONE));
    }

    private static <T extends PlaneLabels> Labels read(MaskLabels<T> reader, PlaneStack image, PlaneStack mask) {
        return reader.labels(reader.read(image, MaskFile.of(mask), Progress.NONE));
    }

    private static void requireEqual(Function<LabelMemory, MaskLabels<?>> kind, PlaneStack image, PlaneStack mask) {
        requireEqual(read(kind.apply(ROOM), image, mask), read(kind.apply(NONE), image, mask));
    }

    @Test
    void valuesAreTheSame() {
        PlaneStack mask = stack("m.tif", 1, blobs(1, 5), blobs(2, 5));
        requireEqual(memory -> new CodedLabels(SETTINGS, memory), image(2), mask);
        float[] binary = blobs(3, 2);
        for (int i = 0; i < binary.length; i++) {
            binary[i] *= 255;
        }
        requireEqual(memory -> new CodedLabels(SETTINGS.withClassValue(0), memory), image(1), stack("b", 1, binary));
    }

    @Test
    void regionsAreTheSame() {
        SplittableRandom random = new SplittableRandom(8);
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Rectangle bounds = new Rectangle(
                    random.nextInt(WIDTH - 200), random.nextInt(HEIGHT - 200), 1 + random.nextInt(200), 150);
            byte[] inside = new byte[bounds.width * bounds.height];
            random.nextBytes(inside);
            regions.add(new Region(List.of("a", "b", "ignore").get(i % 3), bounds, inside));
        }
        MaskSettings rest = SETTINGS.withRestBackground(true);
        List<DrawnPlane> planes = List.of(new DrawnPlane("a", WIDTH, HEIGHT, regions, Map.of()));
        requireEqual(
                new RegionReader(rest, List.of(), ROOM, Progress.NONE).labels(planes),
                new RegionReader(rest, List.of(), NONE, Progress.NONE).labels(planes));
    }

    @Test
    void coloursAreTheSame() {
        List<Integer> voc = ClassTable.voc().colours();
        float[] classes = blobs(4, 6);
        float[] rgb = new float[3 * WIDTH * HEIGHT];
        for (int i = 0; i < classes.length; i++) {
            int colour = voc.get((int) classes[i]);
            for (int c = 0; c < 3; c++) {
                rgb[c * classes.length + i] = colour >> (16 - 8 * c) & 0xFF;
            }
        }
        requireEqual(memory -> new CodedLabels(SETTINGS, memory), image(1), stack("m.tif", 3, rgb));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneHotLayersAreTheSame(boolean rest) {
        float[] classes = blobs(5, 4);
        float[][] layers = new float[3][WIDTH * HEIGHT];
        float[] channels = new float[3 * WIDTH * HEIGHT];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] > 0) {
                layers[(int) classes[i] - 1][i] = 9;
                channels[((int) classes[i] - 1) * classes.length + i] = 255;
            }
        }
        MaskSettings settings = SETTINGS.withKind(LabelKind.ONE_HOT).withRestBackground(rest);
        requireEqual(memory -> new OneHotLabels(settings, memory), image(1), stack("s.tif", 1, layers));
        requireEqual(memory -> new OneHotLabels(settings, memory), image(1), stack("c.tif", 3, channels));
    }

    @Test
    void objectsAreTheSame() {
        MaskSettings settings = SETTINGS.withKind(LabelKind.OBJECTS).withIgnoreValue(17);
        requireEqual(memory -> new ObjectLabels(settings, memory), image(1), stack("o.tif", 1, blobs(6, 1000)));
    }

    /** A border reaches from one cell into the next: each cell is worked out with what lies around it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 100})
    void bordersAreThoseOfTheWholeImage(int border) {
        MaskSettings settings =
                SETTINGS.withKind(LabelKind.BORDERS).withBorder(border).withIgnoreValue(3);
        float[] objects = border < 4 ? blobs(7, 40) : largeObjects();
        PlaneStack mask = stack("o.tif", 1, objects);
        requireEqual(memory -> new ObjectLabels(settings, memory), image(1), mask);
        int[] numbers = new int[objects.length];
        byte[] labels = new byte[objects.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) objects[i];
            labels[i] = (byte) (numbers[i] == 3 ? 255 : Math.min(1, numbers[i]));
        }
        new ObjectBorders(numbers, WIDTH, 0, 3).draw(labels, border, Progress.NONE);
        Labels kept = read(new ObjectLabels(settings, ROOM), image(1), mask);
        assertArrayEquals(labels, pixels(kept.planes().get(0)));
    }

    /** Three objects wider than any border, and a speck of another in one of them and of nothing in another. */
    private static float[] largeObjects() {
        float[] objects = new float[WIDTH * HEIGHT];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = i % WIDTH < 280 ? 1 : i / WIDTH < 300 ? 2 : 4;
        }
        objects[100 * WIDTH + 130] = 5;
        objects[400 * WIDTH + 513] = 0;
        return objects;
    }

    @Test
    void filesOfClassesAreTheSame() {
        float[] classes = blobs(8, 3);
        List<LabelFile> files = new ArrayList<>();
        for (String name : List.of("cell", "glass", "ignore")) {
            byte[] pixels = new byte[WIDTH * HEIGHT];
            for (int i = 0; i < pixels.length; i++) {
                boolean inside = name.equals("cell")
                        ? classes[i] == 1
                        : name.equals("glass") ? classes[i] == 2 : i % WIDTH > 500;
                pixels[i] = (byte) (inside ? 1 : 0);
            }
            Path file = folder.resolve(name + ".png");
            ImageFiles.savePng(List.of(pixels), WIDTH, HEIGHT, file);
            files.add(new LabelFile(file, name));
        }
        List<Labels> both = new ArrayList<>();
        for (LabelMemory memory : List.of(ROOM, NONE)) {
            ClassFileLabels reader =
                    new ClassFileLabels(SETTINGS.withRestBackground(true), List.of("cell", "glass", "ignore"), memory);
            both.add(reader.labels(reader.read(image(1), files, Progress.NONE)));
        }
        requireEqual(both.get(0), both.get(1));
    }

    /** What is wrong with a mask is told when it is read, not when its pixels are needed. */
    @Test
    void faultsAreToldInTheSameWords() {
        float[] fraction = blobs(9, 3);
        fraction[400 * WIDTH + 3] = 0.5f;
        float[] second = new float[WIDTH * HEIGHT];
        second[520 * WIDTH + 599] = 2;
        float[] third = second.clone();
        for (LabelMemory memory : List.of(ROOM, NONE)) {
            assertEquals(
                    "The mask f.tif holds the value 0.5; masks hold whole numbers from 0 to 65535, so convert it to 8"
                            + " or 16 bits.",
                    refusal(new CodedLabels(SETTINGS, memory), stack("f.tif", 1, fraction)));
            assertTrue(
                    refusal(new ObjectLabels(SETTINGS.withKind(LabelKind.BORDERS), memory), stack("f.tif", 1, fraction))
                            .startsWith("The mask f.tif holds the value 0.5;"));
            assertEquals(
                    "The pixel x=599, y=520 is both in the mask o.tif slice 1 and in the mask o.tif slice 2; a pixel"
                            + " belongs to one class, so take it out of the other.",
                    refusal(
                            new OneHotLabels(SETTINGS.withKind(LabelKind.ONE_HOT), memory),
                            stack("o.tif", 1, second, third)));
        }
        float[] wrong = blobs(4, 2);
        wrong[525 * WIDTH + 7] = 0x35;
        MaskSettings colours = SETTINGS.withKind(LabelKind.COLOURS);
        List<String> messages = new ArrayList<>();
        for (LabelMemory memory : List.of(ROOM, NONE)) {
            CodedLabels reader = new CodedLabels(colours, memory);
            List<CodedMask> read = reader.read(image(1), MaskFile.of(stack("c.tif", 1, wrong)), Progress.NONE);
            messages.add(assertThrows(TesseraException.class, () -> reader.labels(read))
                    .getMessage());
        }
        assertEquals(messages.get(0), messages.get(1));
    }

    private static String refusal(MaskLabels<?> reader, PlaneStack mask) {
        return assertThrows(TesseraException.class, () -> reader.read(image(1), MaskFile.of(mask), Progress.NONE))
                .getMessage();
    }

    @Test
    void aMaskThatChangesMeanwhileIsTold() {
        float[] values = blobs(1, 3);
        CodedLabels reader = new CodedLabels(SETTINGS, NONE);
        Labels labels = read(reader, image(1), stack("m.tif", 1, values));
        Arrays.fill(values, 7);
        String message = assertThrows(
                        TesseraException.class, () -> labels.planes().get(0).getAt(5, 5))
                .getMessage();
        assertTrue(message.startsWith("The mask m.tif has been changed since its classes were read;"), message);
    }

    @Test
    void readingCanBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        for (LabelMemory memory : List.of(ROOM, NONE)) {
            for (MaskLabels<?> reader : List.of(
                    new CodedLabels(SETTINGS, memory),
                    new ObjectLabels(SETTINGS.withKind(LabelKind.BORDERS), memory))) {
                PlaneStack mask = stack("m.tif", 1, blobs(1, 3));
                assertThrows(CancelledException.class, () -> reader.read(image(1), MaskFile.of(mask), cancelled));
            }
        }
    }
}

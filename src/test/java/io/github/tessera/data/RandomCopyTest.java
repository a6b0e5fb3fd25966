package io.github.tessera.data;

import static io.github.tessera.data.TileFixtures.contents;
import static io.github.tessera.data.TileFixtures.values;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.tessera.data.TileFixtures.Kind;
import io.github.tessera.data.TileFixtures.Log;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.TileFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The laws of copies that are changed at random. */
class RandomCopyTest {
    private static final String PLACES =
            "flip, turn, rotation 180, scale 0.5, shear 20 at 0.5, resizedcrop 0.4 at 0.5, elastic 8";

    @TempDir
    Path folder;

    private final Log log = new Log();

    private static CopySettings settings(String exact, int random, String augmentation) {
        return new CopySettings(
                true,
                ExactCopy.parse(exact),
                random,
                AugmentationSettings.parse(augmentation),
                1,
                TileFormat.TIFF,
                false);
    }

    private void save(String name, ImagePlus image) {
        ImageFiles.saveTiff(image, folder.resolve(name));
    }

    private FolderResult write(String in, String out, CopySettings settings) {
        return AugmentedCopies.write(folder.resolve(in), Optional.empty(), folder.resolve(out), settings, log);
    }

    private FolderResult writeBoth(String out, CopySettings settings) {
        return AugmentedCopies.write(
                folder.resolve("in"), Optional.of(folder.resolve("masks in")), folder.resolve(out), settings, log);
    }

    private ImagePlus open(String name) {
        return ImageFiles.open(folder.resolve(name));
    }

    /** An image whose pixels tell their column, and a mask that does so too. */
    private void saveRamps(String name, int width, int height) {
        FloatProcessor image = new FloatProcessor(width, height);
        ShortProcessor mask = new ShortProcessor(width, height);
        for (int i = 0; i < width * height; i++) {
            image.setf(i, 3 * (i % width) - 2 * (i / width));
            mask.set(i, 1000 + 3 * (i % width) - 2 * (i / width));
        }
        save("in/" + name, new ImagePlus("i", image));
        save("masks in/" + name, new ImagePlus("m", mask));
    }

    @Test
    void masksStayInStepWhateverIsDrawn() {
        saveRamps("a.tif", 70, 40);
        writeBoth("out", settings("", 12, PLACES));
        Set<Integer> widths = new HashSet<>();
        for (int copy = 1; copy <= 12; copy++) {
            ImageProcessor image =
                    open(String.format("out/images/a_a%03d.tif", copy)).getProcessor();
            ImageProcessor mask =
                    open(String.format("out/masks/a_a%03d.tif", copy)).getProcessor();
            assertEquals(image.getWidth(), mask.getWidth());
            assertEquals(2800, mask.getPixelCount());
            widths.add(mask.getWidth());
            for (int i = 0; i < 2800; i++) {
                // Half a column and half a row away at most.
                assertEquals(image.getf(i) + 1000, mask.get(i), 2.5 + 1e-3, "copy " + copy + ", pixel " + i);
            }
        }
        assertEquals(Set.of(70, 40), widths, "turned by quarters too");
    }

    @Test
    void masksHaveNoValueThatTheyDidNotHave() {
        SplittableRandom random = new SplittableRandom(3);
        int[] numbers = {0, 7, 300, 65535};
        int[] colours = {0xFF000000, 0xFF0102FE, 0xFFFFFFFF, 0xFFC08040};
        ShortProcessor labels = new ShortProcessor(50, 40);
        ColorProcessor coloured = new ColorProcessor(50, 40);
        for (int i = 0; i < 2000; i++) {
            int value = random.nextInt(4);
            labels.set(i, numbers[value]);
            coloured.set(i, colours[value]);
        }
        save("in/a.tif", Kind.BYTE.noise(50, 40));
        save("in/b.tif", Kind.BYTE.noise(50, 40));
        save("masks in/a.tif", new ImagePlus("m", labels));
        save("masks in/b.tif", new ImagePlus("m", coloured));
        writeBoth("out", settings("turn90", 6, "strong"));
        assertTrue(log.text().contains("Cutout is left out of the copies"), log.text());
        for (int copy = 1; copy <= 6; copy++) {
            assertEquals(
                    Set.of(0, 7, 300, 65535),
                    set(values(open("out/masks/a_a00" + copy + ".tif")).get(0)));
            assertEquals(
                    Set.of(0, 0x0102FE, 0xFFFFFF, 0xC08040),
                    set(values(open("out/masks/b_a00" + copy + ".tif")).get(0)));
        }
    }

    private static Set<Integer> set(int[] values) {
        Set<Integer> set = new HashSet<>();
        for (int value : values) {
            set.add(value);
        }
        return set;
    }

    @Test
    void theSameSeedGivesTheSameFiles() throws IOException {
        for (String name : List.of("a", "b")) {
            save("in/" + name + ".tif", Kind.RGB.noise(40, 30));
        }
        CopySettings settings = settings("", 3, "strong");
        write("in", "one", settings);
        // An image more changes no other's copies.
        save("in/aa.tif", Kind.RGB.noise(40, 30));
        write("in", "two", settings);
        Map<String, String> one = contents(folder.resolve("one/images"));
        Map<String, String> two = contents(folder.resolve("two/images"));
        two.keySet().removeIf(name -> name.startsWith("aa"));
        assertEquals(one, two);
        assertNotEquals(one.get("a_a001.tif"), one.get("b_a001.tif"));
        assertNotEquals(one.get("a_a001.tif"), one.get("a_a002.tif"));
        CopySettings other =
                new CopySettings(true, List.of(), 3, AugmentationSettings.parse("strong"), 2, TileFormat.TIFF, false);
        write("in", "three", other);
        assertNotEquals(
                one.get("a_a001.tif"), contents(folder.resolve("three/images")).get("a_a001.tif"));
    }

    @Test
    void slicesAreChangedAlikeButForTheirNoise() {
        ImageStack stack = new ImageStack(40, 40);
        for (int s = 0; s < 3; s++) {
            stack.addSlice(Kind.SHORT.noise(40, 40).getProcessor());
        }
        save("in/a.tif", new ImagePlus("s", stack));
        write("in", "places", settings("", 2, PLACES + ", contrast 0.5, brightness 0.3"));
        List<int[]> alike = values(open("places/images/a_a002.tif"));
        assertArrayEquals(alike.get(0), alike.get(2));
        write("in", "noise", settings("", 1, "noise 0.5"));
        List<int[]> noisy = values(open("noise/images/a_a001.tif"));
        assertNotEquals(noisy.get(0)[7], noisy.get(1)[7]);
        assertNotEquals(noisy.get(1)[7], noisy.get(2)[7]);
    }

    @Test
    void intensitiesStayWithinTheBitDepth() {
        for (Kind kind : List.of(Kind.BYTE, Kind.SHORT, Kind.RGB, Kind.CHANNELS, Kind.FLOAT)) {
            save(kind + "/a.tif", kind.noise(60, 60));
            write(kind.name(), kind + " out", settings("", 2, "contrast 3, noise 1"));
            List<int[]> image = values(kind.noise(60, 60));
            List<int[]> copy = values(open(kind + " out/images/a_a002.tif"));
            assertEquals(image.size(), copy.size());
            assertFalse(List.of(image.get(0)).contains(copy.get(0)));
            if (kind == Kind.BYTE || kind == Kind.SHORT) {
                Set<Integer> found = set(copy.get(0));
                assertTrue(found.contains(0) && found.contains(kind == Kind.BYTE ? 255 : 65535), "held at both ends");
            }
        }
    }
}

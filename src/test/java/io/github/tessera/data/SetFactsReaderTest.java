package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntBiFunction;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;

/** Facts of images that are drawn here, so that they are known. */
class SetFactsReaderTest {
    private static final int SIDE = 96;

    private static LabelledImage image(int width, int height, ToIntBiFunction<Integer, Integer> label, int brightness) {
        byte[] labels = new byte[width * height];
        float[] pixels = new float[width * height];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) label.applyAsInt(i % width, i / width);
            pixels[i] = brightness + i % 2 * 20;
        }
        return new LabelledImage(
                "image", ArrayImgs.floats(pixels, width, height, 1), 8, ArrayImgs.unsignedBytes(labels, width, height));
    }

    private static SetFacts facts(int classes, List<LabelledImage> images) {
        return new SetFactsReader(images, classes).read(Progress.NONE);
    }

    private static List<LabelledImage> images(int count, ToIntBiFunction<Integer, Integer> label) {
        List<LabelledImage> images = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            images.add(image(SIDE, SIDE, label, 100));
        }
        return images;
    }

    private static int disk(int x, int y, double radius) {
        return Math.hypot(x - 48, y - 48) < radius ? 1 : 0;
    }

    @Test
    void aDiskIsAsLargeAsItsDiameter() {
        SetFacts facts = facts(2, images(1, (x, y) -> disk(x, y, 20)));
        assertEquals(40, facts.objectSize(), 2);
        assertEquals(Math.PI * 400 / (SIDE * SIDE), facts.shares().get(1), 0.005);
        assertEquals(1, facts.shares().get(0) + facts.shares().get(1), 1e-9);
    }

    @Test
    void aNetworkIsAsLargeAsItsLinesAreThick() {
        assertEquals(2.55 * 4, facts(2, images(1, (x, y) -> x % 32 < 4 ? 1 : 0)).objectSize(), 1.5);
    }

    @Test
    void sizesCountByAreaAndSlipsNotAtAll() {
        SetFacts facts = facts(2, images(1, (x, y) -> disk(x, y, 20) + (y < 6 && x % 8 < 6 ? 1 : 0)));
        assertEquals(40, facts.objectSize(), 2);
        assertTrue(Double.isNaN(
                facts(2, images(1, (x, y) -> x == 3 && y < 5 ? 1 : 0)).objectSize()));
        assertEquals(SIDE, facts(2, images(1, (x, y) -> 1)).objectSize());
    }

    @Test
    void sizesOfImages() {
        SetFacts facts = facts(
                2,
                List.of(
                        image(40, 60, (x, y) -> x % 2, 9),
                        image(100, 50, (x, y) -> 0, 9),
                        image(90, 80, (x, y) -> 0, 9)));
        assertEquals(3, facts.images());
        assertEquals(50, facts.side());
        assertEquals(2400 + 5000 + 7200, facts.pixels());
        assertEquals(1, facts.channels());
        assertEquals(8, facts.bitDepth());
    }

    @Test
    void whatIsIgnoredIsInNoShareAndNotEmptied() {
        SetFacts facts = facts(3, images(2, (x, y) -> y < 48 ? 255 : x < 24 ? 2 : 0));
        assertEquals(List.of(0.75, 0.0, 0.25), facts.shares());
        assertEquals(0.25, facts.rarest());
        assertEquals(0, facts.empty());
    }

    @Test
    void squaresWithoutAnythingAreCounted() {
        SetFacts facts = facts(2, List.of(image(512, 512, (x, y) -> x < 20 && y < 20 ? 1 : 0, 50)));
        assertEquals(0.75, facts.empty());
    }

    @Test
    void aSkyIsUp() {
        Random random = new Random(1);
        List<LabelledImage> scenes = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            int horizon = 30 + random.nextInt(30);
            int house = random.nextInt(80);
            scenes.add(image(SIDE, SIDE, (x, y) -> y > horizon ? 1 : x > house && x < house + 15 ? 2 : 0, 90));
        }
        Directions directions = facts(3, scenes).directions();
        assertTrue(directions.upright());
        assertFalse(directions.sided());
        assertTrue(directions.layered());
    }

    @Test
    void whatLiesAnywhereHasNoDirection() {
        Random random = new Random(2);
        List<LabelledImage> cells = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            int left = random.nextInt(70);
            int top = random.nextInt(70);
            cells.add(image(SIDE, SIDE, (x, y) -> disk(x - left + 35, y - top + 35, 25), 90));
        }
        assertEquals(Directions.NONE, facts(2, cells).directions());
    }

    @Test
    void ofTwoImagesNobodyKnows() {
        assertFalse(facts(2, images(2, (x, y) -> y > 30 ? 1 : 0)).directions().upright());
    }

    @Test
    void layersAreNeitherUpNorDownButNoQuarterTurn() {
        Directions layers =
                facts(2, images(10, (x, y) -> y > 30 && y < 65 ? 1 : 0)).directions();
        assertFalse(layers.upright());
        assertTrue(layers.layered());
        Directions sided = facts(2, images(10, (x, y) -> x > 60 ? 1 : 0)).directions();
        assertTrue(sided.sided());
        assertFalse(sided.upright());
    }

    private static Brightness brightness(IntUnaryOperator ofImage) {
        List<LabelledImage> images = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            images.add(image(SIDE, SIDE, (x, y) -> x % 2, ofImage.applyAsInt(n)));
        }
        return facts(2, images).brightness();
    }

    @Test
    void brightnessVariesOrNot() {
        Brightness alike = brightness(n -> 100);
        assertEquals(110 / 255.0, alike.means().get(0), 1e-6);
        assertEquals(10 / 255.0, alike.deviations().get(0), 1e-6);
        assertEquals(0, alike.between(), 1e-9);
        assertEquals(0, alike.contrasts(), 1e-6);
        // Means of 90 and 130, each image with a deviation of 10.
        Brightness different = brightness(n -> n % 2 * 40 + 80);
        assertEquals(2, different.between(), 1e-6);
        assertEquals(0, different.contrasts(), 1e-6);
        assertEquals(Math.sqrt(500) / 255, different.deviations().get(0), 1e-6);
    }

    @Test
    void contrastsVary() {
        List<List<Brightness.Moments>> images =
                List.of(List.of(new Brightness.Moments(0.5, 0.1)), List.of(new Brightness.Moments(0.5, 0.1 * Math.E)));
        assertEquals(0.5, Brightness.of(images).contrasts(), 1e-9);
    }

    @Test
    void blankAndBrokenPixelsAreNoFault() {
        float[] pixels = {Float.NaN, Float.POSITIVE_INFINITY, 3, 3};
        LabelledImage odd = new LabelledImage(
                "odd", ArrayImgs.floats(pixels, 2, 2, 1), 32, ArrayImgs.unsignedBytes(new byte[4], 2, 2));
        Brightness brightness = facts(2, List.of(odd)).brightness();
        assertEquals(List.of(3.0), brightness.means());
        assertEquals(0, brightness.between());
        assertEquals(0, brightness.contrasts());
    }

    @Test
    void canBeStopped() {
        Progress stopped = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        SetFactsReader reader = new SetFactsReader(images(1, (x, y) -> 0), 2);
        assertThrows(CancelledException.class, () -> reader.read(stopped));
    }
}

package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import io.github.tessera.image.ImageObject;
import io.github.tessera.image.ImageObjects;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.awt.Rectangle;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelObjectsTest {
    private static ImagePlus bytes(int width, int... values) {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) values[i];
        }
        return new ImagePlus("x.tif", new ByteProcessor(width, values.length / width, pixels));
    }

    private static LabelObjects of(ImagePlus image, LabelValues values) {
        return LabelObjects.of(image, values, Progress.NONE);
    }

    private static List<String> names(LabelObjects labels, boolean perClass) {
        ImageObjects objects = labels.objects("x", perClass);
        return objects.objects()
                .apply(0)
                .map(object -> object.name() + " " + object.region().pixels())
                .toList();
    }

    @Test
    void twoValuesAreAMask() {
        LabelObjects mask = of(bytes(5, 255, 255, 0, 0, 255), LabelValues.AUTO);
        assertFalse(mask.numbered());
        assertEquals(List.of("background", "foreground"), mask.classes());
        assertEquals(List.of("foreground 1 2", "foreground 2 1"), names(mask, false));
        assertEquals(List.of("foreground 3"), names(mask, true));
        assertEquals(List.of("foreground 255 3"), names(of(mask.image(), LabelValues.OBJECTS), false));
        assertEquals(List.of(), names(of(bytes(2, 0, 0), LabelValues.AUTO), false));
    }

    @Test
    void moreValuesAreNumbersOfObjectsWhateverTheirParts() {
        LabelObjects objects = of(bytes(7, 3, 3, 7, 7, 0, 3, 3), LabelValues.AUTO);
        assertTrue(objects.numbered());
        assertEquals(List.of("foreground 3 4", "foreground 7 2"), names(objects, false));
        ImageObject first =
                objects.objects("x", false).objects().apply(0).findFirst().orElseThrow();
        assertEquals(new Rectangle(0, 0, 7, 1), first.region().bounds());
        assertEquals(List.of("foreground 6"), names(objects, true));
    }

    @Test
    void classesWithoutNamesAreNumbered() {
        LabelObjects classes = of(bytes(6, 1, 1, 3, 3, 255, 1), LabelValues.CLASSES);
        assertEquals("class 3", classes.classes().get(3));
        assertEquals(4, classes.classes().size());
        assertEquals(List.of("class 1 1 2", "class 3 1 2", "class 1 2 1", "ignore 1"), names(classes, false));
    }

    @Test
    void everyDepthIsRead() {
        float[] numbers = {0, 70_000, 70_000, 5, 5};
        assertEquals(
                List.of("foreground 5 2", "foreground 70000 2"),
                names(of(new ImagePlus("f", new FloatProcessor(5, 1, numbers)), LabelValues.AUTO), false));
        short[] words = {0, (short) 60_000, (short) 60_000, 5, 5};
        assertEquals(
                List.of("foreground 5 2", "foreground 60000 2"),
                names(of(new ImagePlus("s", new ShortProcessor(5, 1, words, null)), LabelValues.AUTO), false));
    }

    @Test
    void whatIsNoLabelImageIsRefusedWithTheCure() {
        refused(
                new ImagePlus("rgb", new ColorProcessor(2, 2)),
                "The image rgb has 3 channels, but a label image has one");
        refused(new ImagePlus("p", new FloatProcessor(1, 1, new float[] {0.5f})), "The image p holds the value 0.5");
        refused(new ImagePlus("p", new FloatProcessor(1, 1, new float[] {Float.NaN})), "holds the value NaN");
        byte[] noise = new byte[400];
        new Random(1).nextBytes(noise);
        ImagePlus grey = new ImagePlus("grey", new ByteProcessor(20, 20, noise));
        refused(grey, "The image grey does not look like a label image, for its values change from pixel to pixel");
        assertTrue(of(grey, LabelValues.OBJECTS).numbered());
        ImageStack channels = new ImageStack(1, 1);
        channels.addSlice(new ByteProcessor(1, 1));
        channels.addSlice(new ByteProcessor(1, 1));
        ImagePlus two = new ImagePlus("two", channels);
        two.setDimensions(2, 1, 1);
        refused(two, "The image two has 2 channels");
        ImagePlus large = new ImagePlus("s", new ShortProcessor(2, 1, new short[] {300, 7}, null));
        String message = assertThrows(TesseraException.class, () -> of(large, LabelValues.CLASSES))
                .getMessage();
        assertTrue(message.contains("holds the value 300, and classes go up to 255"), message);
    }

    private static void refused(ImagePlus image, String sentence) {
        String message = assertThrows(TesseraException.class, () -> of(image, LabelValues.AUTO))
                .getMessage();
        assertTrue(message.contains(sentence), message);
    }
}

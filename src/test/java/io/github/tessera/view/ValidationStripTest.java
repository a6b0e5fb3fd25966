package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ij.process.ColorProcessor;
import io.github.tessera.data.ClassTable;
import io.github.tessera.image.LabelImage;
import io.github.tessera.train.ValidationTile;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pixels of tiles that are made by hand. */
class ValidationStripTest {
    private static final int SIDE = 32;
    private static final int AREA = SIDE * SIDE;
    private static final HeatMap HEAT = new HeatMap();

    /** Left half dark, right half bright; quarters from the upper left one on: right, missed, too much, right. */
    private static ValidationTile binary() {
        float[] pixels = new float[AREA];
        byte[] truth = new byte[AREA];
        byte[] prediction = new byte[AREA];
        byte[] probabilities = new byte[2 * AREA];
        for (int i = 0; i < AREA; i++) {
            boolean right = i % SIDE >= SIDE / 2;
            boolean low = i / SIDE >= SIDE / 2;
            pixels[i] = right ? 1 : -1;
            truth[i] = (byte) (right ? 1 : 0);
            prediction[i] = (byte) (low ? 1 : 0);
            probabilities[AREA + i] = (byte) (low ? 255 : 51);
            probabilities[i] = (byte) (255 - (probabilities[AREA + i] & 0xFF));
        }
        truth[0] = (byte) LabelImage.IGNORED;
        return new ValidationTile("a", SIDE, 1, pixels, truth, prediction, probabilities);
    }

    private static List<ColorProcessor> panels(ValidationTile tile, ClassTable classes) {
        return new TilePanels(tile, classes.palette(), ValidationStrip.MOST).all();
    }

    private static int rgb(ColorProcessor picture, int x, int y) {
        return picture.get(x, y) & 0xFFFFFF;
    }

    @Test
    void twoClassesShowImageTruthProbabilityAndErrors() {
        List<ColorProcessor> panels = panels(binary(), ClassTable.binary());
        int foreground = ClassTable.binary().colours().get(1);
        ColorProcessor input = panels.get(0);
        assertEquals(0, rgb(input, 5, 5));
        assertEquals(0xFFFFFF, rgb(input, 25, 5));
        ColorProcessor truth = panels.get(1);
        assertEquals(0x808080, rgb(truth, 0, 0), "ignored");
        assertEquals(0, rgb(truth, 5, 5));
        assertEquals(foreground, rgb(truth, 25, 5));
        ColorProcessor probability = panels.get(2);
        assertEquals(HEAT.colour(51), probability.get(5, 5));
        assertEquals(HEAT.colour(255), probability.get(5, 25));
        ColorProcessor prediction = panels.get(3);
        assertEquals(0, rgb(prediction, 5, 5), "rightly nothing: the image");
        assertEquals(TilePanels.MISSED, prediction.get(25, 5));
        assertEquals(TilePanels.EXTRA, prediction.get(5, 25));
        int tint = rgb(prediction, 25, 25);
        assertEquals(0xFF, tint >> 16);
        assertNotEquals(0xFFFFFF, tint, "rightly the class: its tint");
        assertEquals(0, rgb(prediction, 0, 0), "what is not learnt from is no error");
    }

    @Test
    void ofMoreClassesTheProbabilityOfTheRightOneIsShownAndErrorsAreHatched() {
        byte[] truth = new byte[AREA];
        byte[] prediction = new byte[AREA];
        byte[] probabilities = new byte[3 * AREA];
        Arrays.fill(truth, (byte) 2);
        Arrays.fill(prediction, 0, AREA / 2, (byte) 1);
        Arrays.fill(prediction, AREA / 2, AREA, (byte) 2);
        Arrays.fill(probabilities, AREA, 2 * AREA, (byte) 100);
        Arrays.fill(probabilities, 2 * AREA, 3 * AREA, (byte) 140);
        ClassTable classes = ClassTable.numbered(3);
        List<ColorProcessor> panels = panels(
                new ValidationTile("a", SIDE, 2, new float[2 * AREA], truth, prediction, probabilities), classes);
        assertEquals(HEAT.colour(140), panels.get(2).get(3, 3));
        ColorProcessor shown = panels.get(3);
        assertEquals(TilePanels.WRONG, shown.get(0, 0));
        assertEquals(TilePanels.WRONG, shown.get(3, 1));
        assertEquals(classes.colours().get(1), rgb(shown, 2, 0));
        assertNotEquals(TilePanels.WRONG, shown.get(0, SIDE - 1));
    }

    @Test
    void threeChannelsAreColours() {
        float[] pixels = new float[3 * AREA];
        Arrays.fill(pixels, 0, AREA / 2, 1); // the upper half is red
        ValidationTile tile =
                new ValidationTile("a", SIDE, 3, pixels, new byte[AREA], new byte[AREA], new byte[2 * AREA]);
        ColorProcessor input = panels(tile, ClassTable.binary()).get(0);
        assertEquals(0xFF0000, rgb(input, 4, 4));
        assertEquals(0, rgb(input, 4, 28));
    }

    @Test
    void largeTilesAreReduced() {
        int side = 300;
        ValidationTile tile = new ValidationTile(
                "a",
                side,
                1,
                new float[side * side],
                new byte[side * side],
                new byte[side * side],
                new byte[2 * side * side]);
        panels(tile, ClassTable.binary())
                .forEach(p -> assertArrayEquals(new int[] {128, 128}, new int[] {p.getWidth(), p.getHeight()}));
    }

    @Test
    void theSizeOfTheStripDoesNotDependOnWhatIsPredicted() {
        ValidationTile one = binary();
        ValidationTile other =
                new ValidationTile("a", SIDE, 1, one.pixels(), one.truth(), new byte[AREA], new byte[2 * AREA]);
        ColorProcessor first = ValidationStrip.of(List.of(one, one), ClassTable.binary());
        ColorProcessor second = ValidationStrip.of(List.of(other, one), ClassTable.binary());
        assertEquals(first.getWidth(), second.getWidth());
        assertEquals(first.getHeight(), second.getHeight());
        int row = 20 + 4 * SIDE + 6; // small tiles are enlarged
        assertEquals(0xFFFFFF, rgb(first, 6 + 4 * 25, 20 + 5), "the image of the first row");
        assertEquals(0xFFFFFF, rgb(first, 6 + 4 * 25, row + 5), "and of the second");
        assertEquals(0, rgb(first, 6 + 4 * SIDE / 2 - 1, row + 5), "with sharp edges");
    }
}

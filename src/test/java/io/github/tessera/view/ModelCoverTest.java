package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ij.process.ImageProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.train.ValidationTile;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ModelCoverTest {
    private static final int SIDE = 16;
    private static final int AREA = SIDE * SIDE;
    private static final int QUARTER = ModelCover.SIDE / 4;

    /** Dark above, bright below; all of it is said to be of the class. */
    private static ValidationTile tile(int channels) {
        float[] pixels = new float[channels * AREA];
        Arrays.fill(pixels, -1);
        for (int c = 0; c < channels; c++) {
            Arrays.fill(pixels, c * AREA + AREA / 2, (c + 1) * AREA, 2 + c);
        }
        byte[] ones = new byte[AREA];
        Arrays.fill(ones, (byte) 1);
        return new ValidationTile("a", SIDE, channels, pixels, ones.clone(), ones, new byte[2 * AREA]);
    }

    private static int[] at(ValidationTile tile, int x, int y) {
        ImageProcessor picture = ModelCover.of(tile, Palette.standard()).getProcessor();
        assertEquals(ModelCover.SIDE, picture.getWidth());
        assertEquals(ModelCover.SIDE, picture.getHeight());
        return picture.getPixel(x, y, null);
    }

    private static int[] plain(ValidationTile tile, boolean below) {
        return at(tile, QUARTER, below ? 3 * QUARTER : QUARTER);
    }

    private static int[] labelled(ValidationTile tile, boolean below) {
        return at(tile, 3 * QUARTER, below ? 3 * QUARTER : QUARTER);
    }

    @Test
    void theLeftHalfIsTheImageStretchedAndTheRightHasTheLabelsOverIt() {
        assertEquals("[0, 0, 0]", Arrays.toString(plain(tile(1), false)));
        assertEquals("[255, 255, 255]", Arrays.toString(plain(tile(1), true)));
        // 0.45 of the class's colour, FFC400, over black and over white.
        assertEquals("[115, 88, 0]", Arrays.toString(labelled(tile(1), false)));
        assertEquals("[255, 228, 140]", Arrays.toString(labelled(tile(1), true)));
    }

    @Test
    void threeChannelsAreColoursOfOneScaleAndOfOthersTheFirstIsShown() {
        int[] colour = plain(tile(3), true);
        assertEquals(153, colour[0], "3 of 5 levels");
        assertNotEquals(colour[0], colour[1]);
        assertEquals(255, colour[2]);
        assertEquals("[255, 255, 255]", Arrays.toString(plain(tile(2), true)));
    }

    @Test
    void whatIsBeyondTheImageHasNoLabel() {
        ValidationTile tile = tile(1);
        Arrays.fill(tile.truth(), (byte) LabelImage.IGNORED);
        assertEquals("[0, 0, 0]", Arrays.toString(labelled(tile, false)));
    }

    @Test
    void anEvenImageIsDrawnToo() {
        ValidationTile tile = tile(1);
        Arrays.fill(tile.pixels(), 3);
        assertEquals("[0, 0, 0]", Arrays.toString(plain(tile, true)));
    }
}

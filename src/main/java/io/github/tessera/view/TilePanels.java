package io.github.tessera.view;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.train.ValidationTile;
import java.util.Arrays;
import java.util.List;
import net.imglib2.img.array.ArrayImgs;

/** The four small pictures of a validation tile. */
final class TilePanels {
    private static final double OPACITY = 0.4;
    private static final int RGB = 3;
    private static final int HATCH = 4;

    /** Where two classes are told apart: what is taken for the class and is not. */
    static final int EXTRA = 0xFFFF2E9A;

    /** What is the class and is not found; the two differ to colour-blind people too. */
    static final int MISSED = 0xFF30C8FF;

    /** Among more classes: hatched over the class that is taken for another. */
    static final int WRONG = 0xFFFFFFFF;

    private static final int NOT_LEARNT = 0xFF808080;

    private final Palette palette;
    private final HeatMap heat = new HeatMap();
    private final ValidationTile tile;
    private final Reduction reduction;
    private final ByteProcessor truth;
    private final ByteProcessor prediction;
    private final ColorProcessor input;

    TilePanels(ValidationTile tile, Palette palette, int side) {
        this.tile = tile;
        this.palette = palette;
        reduction = Reduction.toSide(tile.side(), tile.side(), side);
        truth = labels(tile.truth());
        prediction = labels(tile.prediction());
        input = input();
    }

    List<ColorProcessor> all() {
        return List.of(input, truth(), probability(), prediction());
    }

    private ByteProcessor labels(byte[] labels) {
        return reduction.labels(ArrayImgs.unsignedBytes(labels, tile.side(), tile.side()));
    }

    /** Three channels are colours; of others the first is shown, for two or four are seldom meant as such. */
    private ColorProcessor input() {
        int channels = tile.channels() == RGB ? RGB : 1;
        var plane = ArrayImgs.floats(tile.pixels(), tile.side(), tile.side(), tile.channels());
        var shown = channels == tile.channels()
                ? plane
                : ArrayImgs.floats(
                        Arrays.copyOf(tile.pixels(), tile.side() * tile.side()), tile.side(), tile.side(), 1);
        return reduction.picture(shown, shown);
    }

    private ColorProcessor truth() {
        ColorProcessor picture = new ColorProcessor(reduction.width(), reduction.height());
        for (int i = 0; i < picture.getPixelCount(); i++) {
            picture.set(i, colour(truth.get(i)));
        }
        return picture;
    }

    private int colour(int label) {
        return label == LabelImage.IGNORED
                ? NOT_LEARNT
                : 0xFF000000 | palette.colours().get(label);
    }

    private int classes() {
        return tile.probabilities().length / (tile.side() * tile.side());
    }

    /** Of two classes that of the second; of more that of the right one, so that what is not learnt yet stays dark. */
    private ColorProcessor probability() {
        ColorProcessor picture = new ColorProcessor(reduction.width(), reduction.height());
        ByteProcessor[] levels = new ByteProcessor[classes()];
        int area = tile.side() * tile.side();
        for (int k = 0; k < levels.length; k++) {
            levels[k] = labels(Arrays.copyOfRange(tile.probabilities(), k * area, (k + 1) * area));
        }
        for (int i = 0; i < picture.getPixelCount(); i++) {
            int label = levels.length == 2 ? 1 : truth.get(i);
            picture.set(i, label < levels.length ? heat.colour(levels[label].get(i)) : NOT_LEARNT);
        }
        return picture;
    }

    /** The classes as a tint over the image, and what is wrong in colours of its own. */
    private ColorProcessor prediction() {
        ColorProcessor picture = (ColorProcessor) input.duplicate();
        new LabelPainter(palette, OPACITY).fill(picture, prediction);
        boolean two = classes() == 2;
        for (int i = 0; i < picture.getPixelCount(); i++) {
            if (truth.get(i) != LabelImage.IGNORED && truth.get(i) != prediction.get(i)) {
                picture.set(i, two ? (truth.get(i) == 0 ? EXTRA : MISSED) : hatched(i, colour(prediction.get(i))));
            }
        }
        return picture;
    }

    private int hatched(int i, int colour) {
        boolean line = (i % reduction.width() + i / reduction.width()) % HATCH < HATCH / 2;
        return line ? WRONG : colour;
    }
}

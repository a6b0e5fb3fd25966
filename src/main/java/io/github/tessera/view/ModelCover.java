package io.github.tessera.view;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.train.ValidationTile;
import java.awt.Color;
import java.util.Arrays;

/** A model's picture: one crop that it did not learn from, with what it makes of it laid over the right half. */
public final class ModelCover {
    /** Its side in pixels. */
    public static final int SIDE = 256;

    private static final double OPACITY = 0.45;
    private static final double SATURATED = 0.0035;

    private ModelCover() {}

    /**
     * Draws the picture, without a display.
     *
     * @param tile of one channel, of three, which are red, green and blue, or of others, of which the first is shown
     * @param palette colour of each class index
     */
    public static ImagePlus of(ValidationTile tile, Palette palette) {
        ColorProcessor picture = image(tile);
        ColorProcessor labelled = (ColorProcessor) picture.duplicate();
        ByteProcessor labels = new ByteProcessor(tile.side(), tile.side(), prediction(tile));
        new LabelPainter(palette, OPACITY).fill(labelled, LabelPainter.scale(labels, SIDE, SIDE));
        labelled.setRoi(SIDE / 2, 0, SIDE / 2, SIDE);
        picture.insert(labelled.crop(), SIDE / 2, 0);
        picture.setColor(Color.WHITE);
        picture.drawLine(SIDE / 2, 0, SIDE / 2, SIDE - 1);
        return new ImagePlus("cover", picture);
    }

    /** What is beyond the image is not segmented. */
    private static byte[] prediction(ValidationTile tile) {
        byte[] labels = tile.prediction().clone();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = tile.truth()[i] == (byte) LabelImage.IGNORED ? 0 : labels[i];
        }
        return labels;
    }

    private static ColorProcessor image(ValidationTile tile) {
        int area = tile.side() * tile.side();
        int shown = tile.channels() == 3 ? 3 : 1;
        float[] sorted = Arrays.copyOf(tile.pixels(), shown * area);
        Arrays.sort(sorted);
        int cut = (int) (SATURATED * sorted.length);
        double low = sorted[cut];
        double high = sorted[sorted.length - 1 - cut];
        byte[][] channels = new byte[3][];
        for (int c = 0; c < 3; c++) {
            channels[c] = c < shown ? channel(tile, c, low, high) : channels[0];
        }
        ColorProcessor image = new ColorProcessor(SIDE, SIDE);
        image.setRGB(channels[0], channels[1], channels[2]);
        return image;
    }

    private static byte[] channel(ValidationTile tile, int channel, double low, double high) {
        int area = tile.side() * tile.side();
        float[] pixels = Arrays.copyOfRange(tile.pixels(), channel * area, (channel + 1) * area);
        ImageProcessor processor = new FloatProcessor(tile.side(), tile.side(), pixels);
        processor.setMinAndMax(low, high > low ? high : low + 1);
        ImageProcessor bytes = processor.convertToByteProcessor(true);
        bytes.setInterpolationMethod(ImageProcessor.BILINEAR);
        return (byte[]) bytes.resize(SIDE, SIDE, true).getPixels();
    }
}

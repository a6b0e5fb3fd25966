package io.github.tessera.view;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import java.awt.Color;

/** Paints labels into small RGB pictures: classes as a tint, another label image as thin outlines. */
final class LabelPainter {
    private final Palette palette;
    private final double opacity;

    LabelPainter(Palette palette, double opacity) {
        this.palette = palette;
        this.opacity = opacity;
    }

    /** The labels at another size: each pixel takes the label under its centre. */
    static ByteProcessor scale(ByteProcessor labels, int width, int height) {
        ByteProcessor scaled = new ByteProcessor(width, height);
        for (int y = 0; y < height; y++) {
            int fromY = (int) ((y + 0.5) * labels.getHeight() / height);
            for (int x = 0; x < width; x++) {
                scaled.set(x, y, labels.get((int) ((x + 0.5) * labels.getWidth() / width), fromY));
            }
        }
        return scaled;
    }

    /** Tints every pixel that has a class other than the background; both are of one size. */
    void fill(ColorProcessor picture, ByteProcessor labels) {
        for (int i = 0; i < picture.getPixelCount(); i++) {
            int label = labels.get(i);
            if (label != 0 && label != LabelImage.IGNORED) {
                picture.set(i, mix(picture.get(i), palette.color(label)));
            }
        }
    }

    private int mix(int below, Color above) {
        int red = mix(below >> 16 & 0xff, above.getRed());
        int green = mix(below >> 8 & 0xff, above.getGreen());
        int blue = mix(below & 0xff, above.getBlue());
        return 0xff000000 | red << 16 | green << 8 | blue;
    }

    private int mix(int below, int above) {
        return (int) Math.round(below + opacity * (above - below));
    }

    /** Draws a line along the inner edge of every area of one label. */
    static void outline(ColorProcessor picture, ByteProcessor labels, int thickness, Color color) {
        int width = labels.getWidth();
        int height = labels.getHeight();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int label = labels.get(x, y);
                if (label != 0 && label != LabelImage.IGNORED && isEdge(labels, x, y, label, thickness)) {
                    picture.set(x, y, 0xff000000 | color.getRGB());
                }
            }
        }
    }

    private static boolean isEdge(ByteProcessor labels, int x, int y, int label, int thickness) {
        for (int d = 1; d <= thickness; d++) {
            if (differs(labels, x - d, y, label)
                    || differs(labels, x + d, y, label)
                    || differs(labels, x, y - d, label)
                    || differs(labels, x, y + d, label)) {
                return true;
            }
        }
        return false;
    }

    // Beyond the image is no edge: an object that is cut by it stays open there.
    private static boolean differs(ByteProcessor labels, int x, int y, int label) {
        boolean inside = x >= 0 && y >= 0 && x < labels.getWidth() && y < labels.getHeight();
        return inside && labels.get(x, y) != label;
    }
}

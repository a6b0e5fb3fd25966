package io.github.tessera.view;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import io.github.tessera.tile.Tile;
import java.awt.Rectangle;

/**
 * The part of an image to work on: the active area selection, or everything.
 *
 * @param bounds a rectangle inside the image
 * @param mask of the whole image, not 0 inside; null for the whole rectangle
 */
record WorkArea(Tile bounds, ByteProcessor mask) {
    static WorkArea of(ImagePlus image) {
        Roi roi = image.getRoi();
        Rectangle all = new Rectangle(0, 0, image.getWidth(), image.getHeight());
        if (roi == null || !roi.isArea()) {
            return new WorkArea(new Tile(0, 0, all.width, all.height), null);
        }
        Rectangle inside = roi.getBounds().intersection(all);
        if (inside.isEmpty()) {
            return new WorkArea(new Tile(0, 0, all.width, all.height), null);
        }
        Tile bounds = new Tile(inside.x, inside.y, inside.width, inside.height);
        if (roi.getType() == Roi.RECTANGLE && roi.getCornerDiameter() == 0) {
            return new WorkArea(bounds, null);
        }
        ByteProcessor mask = new ByteProcessor(all.width, all.height);
        mask.setValue(255);
        mask.fill(roi);
        return new WorkArea(bounds, mask);
    }

    /** How many pixels it has. */
    long pixels() {
        if (mask == null) {
            return (long) bounds.width() * bounds.height();
        }
        return (long) mask.getPixelCount() - mask.getHistogram()[0];
    }

    /** Makes background of what lies outside, in the labels of a part of the image. */
    void clearOutside(byte[] labels, Tile part) {
        if (mask == null) {
            return;
        }
        for (int i = 0; i < labels.length; i++) {
            if (mask.get(part.x() + i % part.width(), part.y() + i / part.width()) == 0) {
                labels[i] = 0;
            }
        }
    }

    /** The part at its place in the whole image, zeros around it; the array itself where it is the whole. */
    byte[] placed(byte[] part, int width, int height) {
        if (mask == null && part.length == width * height) {
            return part;
        }
        byte[] whole = new byte[width * height];
        forEachInside(width, (from, to) -> whole[to] = part[from]);
        return whole;
    }

    float[] placed(float[] part, int width, int height) {
        if (mask == null && part.length == width * height) {
            return part;
        }
        float[] whole = new float[width * height];
        forEachInside(width, (from, to) -> whole[to] = part[from]);
        return whole;
    }

    private void forEachInside(int width, Move move) {
        for (int y = 0; y < bounds.height(); y++) {
            for (int x = 0; x < bounds.width(); x++) {
                int to = (bounds.y() + y) * width + bounds.x() + x;
                if (mask == null || mask.get(to) != 0) {
                    move.pixel(y * bounds.width() + x, to);
                }
            }
        }
    }

    private interface Move {
        void pixel(int from, int to);
    }
}

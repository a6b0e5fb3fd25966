package io.github.tessera.view;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.Blitter;
import ij.process.ByteProcessor;
import io.github.tessera.postprocess.Component;
import io.github.tessera.postprocess.ObjectMap;
import io.github.tessera.tile.Tile;
import java.awt.Rectangle;
import java.util.Arrays;

/**
 * The part of an image to work on: the active area selection, or everything.
 *
 * @param bounds a rectangle inside the image
 * @param mask of the whole image, not 0 inside; null for the whole rectangle
 */
public record WorkArea(Tile bounds, ByteProcessor mask) {
    /** That of an image in ImageJ; everything where the selection is no area, or lies outside. */
    public static WorkArea of(ImagePlus image) {
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

    /** The same, seen from a part of the image inside the rectangle. */
    WorkArea within(Tile part) {
        Tile all = new Tile(0, 0, part.width(), part.height());
        if (mask == null) {
            return new WorkArea(all, null);
        }
        ByteProcessor cut = new ByteProcessor(part.width(), part.height());
        cut.copyBits(mask, -part.x(), -part.y(), Blitter.COPY);
        return new WorkArea(all, cut);
    }

    /** The part at its place in the whole image, zeros around it; the array itself where it is the whole. */
    byte[] placed(byte[] part, int width, int height) {
        if (mask == null && part.length == width * height) {
            return part;
        }
        byte[] whole = new byte[width * height];
        put(part, whole, width);
        return whole;
    }

    float[] placed(float[] part, int width, int height) {
        if (mask == null && part.length == width * height) {
            return part;
        }
        float[] whole = new float[width * height];
        put(part, whole, width);
        return whole;
    }

    /** Puts the part at its place in a whole image, whose outside stays as it is. */
    void put(byte[] part, byte[] whole, int width) {
        forEachInside(width, (from, to) -> whole[to] = part[from]);
    }

    void put(float[] part, float[] whole, int width) {
        forEachInside(width, (from, to) -> whole[to] = part[from]);
    }

    /** Labels of a whole image with another label outside the part; the array itself where there is no outside. */
    byte[] surrounded(byte[] labels, int width, int outside) {
        if (pixels() == labels.length) {
            return labels;
        }
        byte[] result = new byte[labels.length];
        Arrays.fill(result, (byte) outside);
        forEachInside(width, (from, to) -> result[to] = labels[to]);
        return result;
    }

    /** Whether an object of the part touches what is outside, or the image's edge, by sides or corners, so that a part of it may be missing. */
    boolean cuts(Component object, ObjectMap objects) {
        Tile box = object.bounds();
        if (box.x() == bounds.x()
                || box.y() == bounds.y()
                || box.right() == bounds.right()
                || box.bottom() == bounds.bottom()) {
            return true;
        }
        for (int y = box.y(); mask != null && y < box.bottom(); y++) {
            for (int x = box.x(); x < box.right(); x++) {
                if (objects.ids()[y * objects.width() + x] == object.id() && hasOutside(x, y)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether one of the eight pixels around one that is not at the image's edge is outside. */
    private boolean hasOutside(int x, int y) {
        for (int i = 0; i < 9; i++) {
            if (mask.get(x - 1 + i % 3, y - 1 + i / 3) == 0) {
                return true;
            }
        }
        return false;
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

package io.github.tessera.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What is done to one crop, drawn from random numbers: where each of its pixels is found in the image, and how intensities change.
 *
 * <p>Places are offsets from the crop's centre. A pixel at {@code p} is found at {@code A (p + e(p)) + s}: the elastic displacement
 * {@code e}, the matrix {@code A} of all that is linear, the shift {@code s}.
 */
final class CropTransform {
    /** Rotations among the eight ways of a square, by 0, 90, 180 and 270 degrees. */
    private static final int[] ROTATIONS = {0, 6, 3, 5};

    private final int side;
    private final List<Consumer<CropPixels>> changes = new ArrayList<>();
    private boolean flips;
    private boolean turns;
    private boolean resampled;
    private double xx = 1;
    private double xy;
    private double yx;
    private double yy = 1;
    private double shiftX;
    private double shiftY;
    private ElasticField field;

    CropTransform(int side) {
        this.side = side;
    }

    /** Draws from the settings. */
    static CropTransform draw(AugmentationSettings settings, int side, SplittableRandom random) {
        CropTransform crop = new CropTransform(side);
        for (AugmentationSettings.Transform transform : settings.transforms()) {
            if (transform.probability() == 1 || random.nextDouble() < transform.probability()) {
                transform.augmentation().draw(crop, transform.range(), random);
            }
        }
        return crop;
    }

    int side() {
        return side;
    }

    void flip() {
        flips = true;
    }

    void turn() {
        turns = true;
    }

    /** Objects turn counter-clockwise. */
    void rotate(double degrees) {
        double angle = Math.toRadians(degrees);
        multiply(Math.cos(angle), -Math.sin(angle), Math.sin(angle), Math.cos(angle));
    }

    /** Objects grow by these factors. */
    void scale(double width, double height) {
        multiply(1 / width, 0, 0, 1 / height);
    }

    void shear(double degrees, boolean rows) {
        double slope = Math.tan(Math.toRadians(degrees));
        multiply(1, rows ? slope : 0, rows ? 0 : slope, 1);
    }

    /** In pixels of the image. */
    void shift(double x, double y) {
        shiftX += x;
        shiftY += y;
        resampled = true;
    }

    void deform(ElasticField displacements) {
        field = displacements;
        resampled = true;
    }

    /** Adds a change of intensities, done after those before it. */
    void then(Consumer<CropPixels> change) {
        changes.add(change);
    }

    private void multiply(double a, double b, double c, double d) {
        double x = xx * a + xy * c;
        xy = xx * b + xy * d;
        xx = x;
        double y = yx * a + yy * c;
        yy = yx * b + yy * d;
        yx = y;
        resampled = true;
    }

    /** Whether pixels lie between those of the image. */
    boolean resampled() {
        return resampled;
    }

    /** Which of the eight ways of a square, given one of all eight: only flips leave four of them, only turns four others. */
    Turn turn(int ofEight) {
        int code = 0;
        if (flips && turns) {
            code = ofEight;
        } else if (flips) {
            code = ofEight & 3;
        } else if (turns) {
            code = ROTATIONS[ofEight & 3];
        }
        return new Turn(code, side);
    }

    /** Lays the crop that way too, as a part of the matrix. */
    void include(Turn turn) {
        int[] way = turn.matrix();
        multiply(way[0], way[1], way[2], way[3]);
    }

    void change(CropPixels pixels) {
        changes.forEach(change -> change.accept(pixels));
    }

    /** The rectangle of the image that holds every pixel that is needed, from the crop's upper left corner on. */
    Block block() {
        double centre = (side - 1) / 2.0;
        double reach = centre + (field == null ? 0 : field.reach());
        double reachX = (Math.abs(xx) + Math.abs(xy)) * reach;
        double reachY = (Math.abs(yx) + Math.abs(yy)) * reach;
        // A pixel more on each side: rounding, and the right neighbour of the last.
        int left = (int) Math.floor(centre + shiftX - reachX) - 1;
        int top = (int) Math.floor(centre + shiftY - reachY) - 1;
        return new Block(
                left,
                top,
                (int) Math.ceil(centre + shiftX + reachX) + 2 - left,
                (int) Math.ceil(centre + shiftY + reachY) + 2 - top);
    }

    /** A rectangle in pixels. */
    record Block(int left, int top, int width, int height) {}

    /** Where the pixels of one row are found, from the block's upper left corner on; all at least 0. */
    void places(int row, Block block, double[] x, double[] y) {
        double centre = (side - 1) / 2.0;
        double startX = centre + shiftX - block.left();
        double startY = centre + shiftY - block.top();
        if (field != null) {
            field.displacements(row, x, y);
        }
        for (int i = 0; i < side; i++) {
            double dx = i - centre + (field == null ? 0 : x[i]);
            double dy = row - centre + (field == null ? 0 : y[i]);
            x[i] = startX + xx * dx + xy * dy;
            y[i] = startY + yx * dx + yy * dy;
        }
    }
}

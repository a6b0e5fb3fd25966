package io.github.tessera.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is done to one crop, drawn from random numbers: where each of its pixels is found in the image, and how intensities change.
 *
 * <p>Places are offsets from the centre. A pixel at {@code p} is found at {@code A (p + e(p)) + s}: the elastic displacement {@code e},
 * the matrix {@code A} of all that is linear, the shift {@code s}. Turned by a quarter, a crop has its sides swapped.
 */
final class CropTransform {
    /** Rotations among the eight ways of a square, by 0, 90, 180 and 270 degrees. */
    private static final int[] ROTATIONS = {0, 6, 3, 5};

    private final int width;
    private final int height;
    private final List<Augmentation> made = new ArrayList<>();
    private final List<Consumer<CropPixels>> changes = new ArrayList<>();
    private boolean swapped;
    private boolean flips;
    private boolean mirrors;
    private boolean turns;
    private boolean resampled;
    private double xx = 1;
    private double xy;
    private double yx;
    private double yy = 1;
    private double shiftX;
    private double shiftY;
    private ElasticField field;

    /** Leaves a crop of this size as it is. */
    CropTransform(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Draws from the settings what is done to a crop of this size. */
    static CropTransform draw(AugmentationSettings settings, int width, int height, SplittableRandom random) {
        CropTransform crop = new CropTransform(width, height);
        for (AugmentationSettings.Transform transform : settings.transforms()) {
            if (transform.probability() == 1 || random.nextDouble() < transform.probability()) {
                transform.augmentation().draw(crop, transform.range(), random);
                crop.made.add(transform.augmentation());
            }
        }
        return crop;
    }

    /** The longer side. */
    int side() {
        return Math.max(width, height);
    }

    /** Columns of the crop. */
    int width() {
        return swapped ? height : width;
    }

    /** Rows of the crop. */
    int height() {
        return swapped ? width : height;
    }

    /** What was drawn, in words with commas, laid that way; empty if nothing. */
    String describe(Turn turn) {
        Stream<String> others = made.stream().filter(a -> !a.lays()).map(Augmentation::word);
        return Stream.concat(Stream.of(turn.words()), others)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }

    void flip() {
        flips = true;
    }

    void mirror() {
        mirrors = true;
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

    /**
     * Which of the eight ways of a square, given one of all eight: only flips leave four of them, only turns four others, only a mirror two;
     * turns and either of the others make all eight.
     */
    Turn turn(int ofEight) {
        int code = 0;
        if ((flips || mirrors) && turns) {
            code = ofEight;
        } else if (flips) {
            code = ofEight & 3;
        } else if (mirrors) {
            code = ofEight & 1;
        } else if (turns) {
            code = ROTATIONS[ofEight & 3];
        }
        return new Turn(code, width, height);
    }

    /** Lays the crop that way too, as a part of the matrix; called once, after everything else. */
    void include(Turn turn) {
        int[] way = turn.matrix();
        multiply(way[0], way[1], way[2], way[3]);
        swapped = turn.swaps();
    }

    void change(CropPixels pixels) {
        changes.forEach(change -> change.accept(pixels));
    }

    /** The rectangle of the image that holds every pixel that is needed, from the upper left corner of the crop's place on. */
    Block block() {
        double centreX = shiftX + (width - 1) / 2.0;
        double centreY = shiftY + (height - 1) / 2.0;
        double beyond = field == null ? 0 : field.reach();
        double across = (width() - 1) / 2.0 + beyond;
        double down = (height() - 1) / 2.0 + beyond;
        double reachX = Math.abs(xx) * across + Math.abs(xy) * down;
        double reachY = Math.abs(yx) * across + Math.abs(yy) * down;
        // A pixel more on each side: rounding, and the right neighbour of the last.
        int left = (int) Math.floor(centreX - reachX) - 1;
        int top = (int) Math.floor(centreY - reachY) - 1;
        return new Block(
                left, top, (int) Math.ceil(centreX + reachX) + 2 - left, (int) Math.ceil(centreY + reachY) + 2 - top);
    }

    /** A rectangle in pixels. */
    record Block(int left, int top, int width, int height) {}

    /** Where the pixels of one row are found, from the block's upper left corner on; all at least 0. */
    void places(int row, Block block, double[] x, double[] y) {
        double startX = shiftX + (width - 1) / 2.0 - block.left();
        double startY = shiftY + (height - 1) / 2.0 - block.top();
        double middle = (width() - 1) / 2.0;
        double middleRow = (height() - 1) / 2.0;
        if (field != null) {
            field.displacements(row, x, y);
        }
        for (int i = 0; i < width(); i++) {
            double dx = i - middle + (field == null ? 0 : x[i]);
            double dy = row - middleRow + (field == null ? 0 : y[i]);
            x[i] = startX + xx * dx + xy * dy;
            y[i] = startY + yx * dx + yy * dy;
        }
    }
}

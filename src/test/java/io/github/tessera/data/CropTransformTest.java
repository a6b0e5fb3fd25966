package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CropTransformTest {
    private static final int SIDE = 6;

    /** Values of the block that a transform reads: 100 y + x, from the crop's corner on. */
    private static float[] block(CropTransform.Block block) {
        float[] values = new float[block.width() * block.height()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 * (block.top() + i / block.width()) + block.left() + i % block.width();
        }
        return values;
    }

    private static float[] resampled(CropTransform transform) {
        CropTransform.Block block = transform.block();
        float[] values = block(block);
        float[] pixels = new float[transform.width() * transform.height()];
        float[] labels = new float[pixels.length];
        new Resampling(transform, block).all(values, labels, 1, values, pixels);
        for (int i = 0; i < labels.length; i++) {
            assertEquals(Math.rint(labels[i]), labels[i]);
        }
        return pixels;
    }

    private static float[] laid(int code, int side) {
        float[] square = block(new CropTransform.Block(0, 0, side, side));
        float[] result = new float[square.length];
        new Turn(code, side, side).copy(square, 0, FloatBuffer.wrap(result), 0);
        return result;
    }

    @ParameterizedTest
    @CsvSource({"90, 5", "180, 3", "-90, 6", "0, 0"})
    void rotationByQuartersIsTheQuarterTurn(double degrees, int code) {
        for (int side : new int[] {SIDE, 7}) {
            CropTransform transform = new CropTransform(side, side);
            transform.rotate(degrees);
            assertArrayEquals(laid(code, side), resampled(transform), 1e-3f);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void aTurnWithinTheResamplingIsTheTurn(int code) {
        CropTransform transform = new CropTransform(SIDE, SIDE);
        transform.include(new Turn(code, SIDE, SIDE));
        assertArrayEquals(laid(code, SIDE), resampled(transform), 1e-3f);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void turnsOfManyRowsAreMadeInBands(int code) {
        float[] laid = laid(code, 37);
        int[] matrix = new Turn(code, 37, 37).matrix();
        for (int i = 0; i < laid.length; i++) {
            int x = i % 37 - 18;
            int y = i / 37 - 18;
            int sourceX = matrix[0] * x + matrix[1] * y + 18;
            int sourceY = matrix[2] * x + matrix[3] * y + 18;
            assertEquals(100 * sourceY + sourceX, laid[i]);
        }
    }

    /** Values 100 y + x of a rectangle of 5 x 3, laid. */
    private static float[] laidRectangle(int code) {
        float[] rectangle = block(new CropTransform.Block(0, 0, 5, 3));
        float[] result = new float[15];
        new Turn(code, 5, 3).copy(rectangle, 0, FloatBuffer.wrap(result), 0);
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void rectanglesAreLaidAlikeHoweverItIsDone(int code) {
        Turn turn = new Turn(code, 5, 3);
        assertEquals(code >= 4, turn.swaps());
        assertEquals(code >= 4 ? 3 : 5, turn.laidWidth());
        CropTransform transform = new CropTransform(5, 3);
        transform.include(turn);
        assertEquals(turn.laidWidth(), transform.width());
        assertEquals(turn.laidHeight(), transform.height());
        assertArrayEquals(laidRectangle(code), resampled(transform), 1e-3f);
        int[] sources = turn.sources();
        for (int i = 0; i < 15; i++) {
            assertEquals(laidRectangle(code)[i], 100 * (sources[i] / 5) + sources[i] % 5);
        }
    }

    @Test
    void theWordsAreNumPys() {
        assertArrayEquals(
                new float[] {200, 201, 202, 203, 204, 100, 101, 102, 103, 104, 0, 1, 2, 3, 4},
                laidRectangle(ExactCopy.FLIPUD.code()));
        assertArrayEquals(
                new float[] {4, 3, 2, 1, 0, 104, 103, 102, 101, 100, 204, 203, 202, 201, 200},
                laidRectangle(ExactCopy.FLIPLR.code()));
        assertArrayEquals(
                new float[] {4, 104, 204, 3, 103, 203, 2, 102, 202, 1, 101, 201, 0, 100, 200},
                laidRectangle(ExactCopy.TURN90.code()));
        assertArrayEquals(
                new float[] {204, 203, 202, 201, 200, 104, 103, 102, 101, 100, 4, 3, 2, 1, 0},
                laidRectangle(ExactCopy.TURN180.code()));
        assertArrayEquals(
                new float[] {200, 100, 0, 201, 101, 1, 202, 102, 2, 203, 103, 3, 204, 104, 4},
                laidRectangle(ExactCopy.TURN270.code()));
        for (ExactCopy copy : ExactCopy.values()) {
            assertEquals(copy.word(), new Turn(copy.code(), 5, 3).words());
        }
    }

    @Test
    void whatIsDrawnIsSaid() {
        AugmentationSettings settings = AugmentationSettings.parse("flip, turn, rotation 10, noise 0.1, blur 1 at 0");
        CropTransform crop = CropTransform.draw(settings, 9, 9, Seeds.random(1, 1));
        assertEquals("rotation, noise", crop.describe(crop.turn(0)));
        assertEquals("turn90 fliplr, rotation, noise", crop.describe(crop.turn(7)));
        assertEquals("", new CropTransform(9, 9).describe(new Turn(0, 9, 9)));
    }

    @Test
    void scaleTwoShowsTheMiddleAtHalfSteps() {
        CropTransform transform = new CropTransform(3, 3);
        transform.scale(2, 1);
        assertArrayEquals(
                new float[] {0.5f, 1, 1.5f, 100.5f, 101, 101.5f, 200.5f, 201, 201.5f}, resampled(transform), 1e-4f);
    }

    @Test
    void shearOf45DegreesMovesEachRowByOne() {
        CropTransform transform = new CropTransform(3, 3);
        transform.shear(45, true);
        assertArrayEquals(new float[] {-1, 0, 1, 100, 101, 102, 201, 202, 203}, resampled(transform), 1e-4f);
    }

    @Test
    void flipsAndTurnsAloneAndTogetherGiveTheirOwnWays() {
        CropTransform flips = new CropTransform(SIDE, SIDE);
        flips.flip();
        CropTransform turns = new CropTransform(SIDE, SIDE);
        turns.turn();
        CropTransform mirrors = new CropTransform(SIDE, SIDE);
        mirrors.mirror();
        CropTransform mirroredTurns = new CropTransform(SIDE, SIDE);
        mirroredTurns.mirror();
        mirroredTurns.turn();
        CropTransform both = new CropTransform(SIDE, SIDE);
        both.flip();
        both.turn();
        for (int way = 0; way < 8; way++) {
            assertEquals(way & 3, flips.turn(way).code());
            assertEquals(way & 1, mirrors.turn(way).code());
            assertEquals(way, mirroredTurns.turn(way).code());
            assertEquals(way, both.turn(way).code());
            int[] m = turns.turn(way).matrix();
            assertEquals(1, m[0] * m[3] - m[1] * m[2]); // no mirror image
            assertEquals(0, new CropTransform(SIDE, SIDE).turn(way).code());
        }
        assertFalse(both.resampled());
    }

    /** The largest amount by which drawn crops of 33 pixels differ from the plain one, over 200 draws. */
    private static double most(Augmentation augmentation, double range, ToDoubleFunction<double[]> amount) {
        double most = 0;
        for (int draw = 0; draw < 200; draw++) {
            CropTransform crop = new CropTransform(33, 33);
            augmentation.draw(crop, range, Seeds.random(1, draw));
            double[] x = new double[33];
            double[] y = new double[33];
            crop.places(16, new CropTransform.Block(0, 0, 33, 33), x, y);
            // The middle of the middle row, and the way from there to the row's right end.
            most = Math.max(most, amount.applyAsDouble(new double[] {x[16], y[16], x[32] - x[16], y[32] - y[16]}));
        }
        return most;
    }

    private static void nearlyReached(double range, double most) {
        assertTrue(most <= range * (1 + 1e-6) && most > 0.9 * range, most + " of " + range);
    }

    @Test
    void rangesAreKeptAndUsed() {
        nearlyReached(30, most(Augmentation.ROTATION, 30, p -> Math.abs(Math.toDegrees(Math.atan2(p[3], p[2])))));
        nearlyReached(1.5, most(Augmentation.SCALE, 0.5, p -> p[2] / 16));
        nearlyReached(1.5, most(Augmentation.SCALE, 0.5, p -> 16 / p[2]));
        nearlyReached(20, most(Augmentation.SHEAR, 20, p -> Math.abs(Math.toDegrees(Math.atan(p[3] / p[2])))));
        assertTrue(most(Augmentation.ELASTIC, 5, p -> Math.max(Math.abs(p[0] - 16), Math.abs(p[1] - 16))) <= 5);
        // Half of the area at least, no side longer than the crop's.
        assertTrue(most(Augmentation.RESIZEDCROP, 0.5, p -> 16 / p[2]) <= 1 / Math.sqrt(0.5 * 3 / 4.0));
        assertTrue(most(Augmentation.RESIZEDCROP, 0.5, p -> p[2] / 16) <= 1 + 1e-9);
        assertTrue(most(Augmentation.RESIZEDCROP, 0.5, p -> p[0] + p[2]) <= 32 + 1e-9);
        assertTrue(most(Augmentation.RESIZEDCROP, 0.5, p -> -(p[0] - p[2])) <= 1e-9);
    }

    @Test
    void everyPlaceOfARectangleLiesInTheBlock() {
        for (int draw = 0; draw < 300; draw++) {
            CropTransform crop =
                    CropTransform.draw(AugmentationPreset.STRONG.settings(), 50, 20, Seeds.random(2, draw));
            crop.include(crop.turn(draw % 8));
            CropTransform.Block block = crop.block();
            double[] x = new double[crop.width()];
            double[] y = new double[crop.width()];
            for (int row = 0; row < crop.height(); row++) {
                crop.places(row, block, x, y);
                for (int i = 0; i < crop.width(); i++) {
                    assertTrue(x[i] >= 0 && x[i] < block.width() - 1 && y[i] >= 0 && y[i] < block.height() - 1);
                }
            }
        }
    }

    @Test
    void everyPlaceLiesInTheBlock() {
        for (int draw = 0; draw < 300; draw++) {
            CropTransform crop =
                    CropTransform.draw(AugmentationPreset.STRONG.settings(), 40, 40, Seeds.random(2, draw));
            CropTransform.Block block = crop.block();
            double[] x = new double[40];
            double[] y = new double[40];
            for (int row = 0; row < 40; row++) {
                crop.places(row, block, x, y);
                for (int i = 0; i < 40; i++) {
                    assertTrue(x[i] >= 0 && x[i] < block.width() - 1 && y[i] >= 0 && y[i] < block.height() - 1);
                }
            }
        }
    }

    @Test
    void anElasticFieldIsSmoothAndStaysInItsRange() {
        ElasticField field = new ElasticField(100, 15, new SplittableRandom(1));
        double[] x = new double[100];
        double[] y = new double[100];
        double most = 0;
        for (int row = 0; row < 100; row++) {
            field.displacements(row, x, y);
            for (int i = 0; i < 100; i++) {
                most = Math.max(most, Math.max(Math.abs(x[i]), Math.abs(y[i])));
                // Neighbouring control points differ by 30 at most, on 32 pixels: nothing folds.
                assertTrue(i == 0 || Math.abs(x[i] - x[i - 1]) < 1);
            }
        }
        assertTrue(most > 3 && most <= 15, "moved " + most);
    }
}

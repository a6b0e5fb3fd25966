package io.github.tessera.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.LabelImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of every loss. */
class LossFunctionTest {
    private static LossSettings settings(LossFunction loss) {
        return LossSettings.of(new WeightedLoss(List.of(new WeightedLoss.Term(1, loss))));
    }

    /** Every loss, those per pixel with class weights and smoothing too, for one output, for several, and for several sigmoids. */
    static Stream<Object[]> cases() {
        List<Object[]> cases = new ArrayList<>();
        for (LossFunction loss : LossFunction.values()) {
            for (int outputs : new int[] {1, 2, 3}) {
                int classes = Math.max(2, outputs);
                List<Double> weights = List.of(0.5, 2.0, 3.0).subList(0, classes);
                LossSettings plain = settings(loss);
                LossSettings each = LossSettings.parse(plain.sum() + "+0.000001*bce");
                cases.add(new Object[] {plain, outputs});
                cases.add(new Object[] {each, outputs});
                if (loss.perPixel()) {
                    ClassWeights given = new ClassWeights(false, weights);
                    cases.add(new Object[] {plain.withClassWeights(given), outputs});
                    cases.add(new Object[] {plain.withSmoothing(0.2), outputs});
                    cases.add(new Object[] {plain.withClassWeights(given).withSmoothing(0.2), outputs});
                    cases.add(new Object[] {each.withClassWeights(given).withSmoothing(0.2), outputs});
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientIsTheFiniteDifference(LossSettings loss, int outputs) {
        SmallBatch batch = SmallBatch.of(outputs, true);
        double[] x = batch.logits(5);
        double[] gradient = batch.evaluate(loss, x, 4).gradient();
        double step = 1e-5;
        for (int i = 0; i < x.length; i += 4) {
            double[] moved = x.clone();
            moved[i] = x[i] + step;
            double up = batch.value(loss, moved);
            moved[i] = x[i] - step;
            double down = batch.value(loss, moved);
            assertEquals((up - down) / (2 * step), gradient[i], 1e-8, loss + " at " + i);
        }
        assertTrue(Arrays.stream(gradient).anyMatch(g -> Math.abs(g) > 1e-4));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ignoredPixelsDoNotMatterAtAll(LossSettings loss, int outputs) {
        SmallBatch batch = SmallBatch.of(outputs, true);
        double[] x = batch.logits(6);
        double[] other = x.clone();
        for (int i = 0; i < x.length; i++) {
            if (batch.labels()[batch.pixel(i)] == (byte) LabelImage.IGNORED) {
                other[i] = 7 - 5 * batch.channel(i);
            }
        }
        SmallBatch.Evaluated first = batch.evaluate(loss, x, 4);
        SmallBatch.Evaluated second = batch.evaluate(loss, other, 4);
        assertEquals(first.value(), second.value());
        for (int i = 0; i < x.length; i++) {
            assertEquals(first.gradient()[i], second.gradient()[i]);
            if (x[i] != other[i]) {
                assertEquals(0, first.gradient()[i], 0.0);
            }
        }
    }

    /** As if they were not there: the same pixels in a row without them. */
    @ParameterizedTest
    @MethodSource("cases")
    void ignoredPixelsAreAsIfTheyWereNotThere(LossSettings loss, int outputs) {
        SmallBatch all = SmallBatch.of(outputs, true).part(0, 1);
        double[] x = all.logits(7);
        int[] kept = IntStream.range(0, 12)
                .filter(p -> all.labels()[p] != (byte) LabelImage.IGNORED)
                .toArray();
        int[] labels = new int[kept.length];
        float[] borders = new float[kept.length];
        double[] less = new double[kept.length * outputs];
        for (int i = 0; i < kept.length; i++) {
            labels[i] = all.labels()[kept[i]];
            borders[i] = all.borders()[kept[i]];
            for (int k = 0; k < outputs; k++) {
                less[k * kept.length + i] = x[k * 12 + kept[i]];
            }
        }
        SmallBatch row = SmallBatch.row(outputs, labels).withBorders(borders);
        assertEquals(row.value(loss, less), all.value(loss, x), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void partsSumToTheWhole(LossSettings loss, int outputs) {
        SmallBatch batch = SmallBatch.of(outputs, true);
        double[] x = batch.logits(9);
        SmallBatch.Evaluated whole = batch.evaluate(loss, x, 4);
        for (int size : new int[] {1, 3}) {
            SmallBatch.Evaluated parts = batch.evaluate(loss, x, size);
            if (loss.summedPerPixel()) {
                assertEquals(whole.value(), parts.value(), 1e-7);
                assertArrayEquals(whole.gradient(), parts.gradient(), 1e-8);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void partsOfOverlapsCountByTheirShareOfCrops(LossFunction loss) {
        LossSettings settings = settings(loss);
        assertEquals(loss.perPixel(), settings.summedPerPixel());
        if (!loss.perPixel()) {
            SmallBatch batch = SmallBatch.of(3, true);
            double[] x = batch.logits(9);
            double first = batch.part(0, 3).value(settings, Arrays.copyOf(x, 3 * 36));
            double last = batch.part(3, 1).value(settings, Arrays.copyOfRange(x, 3 * 36, 4 * 36));
            assertEquals(
                    0.75 * first + 0.25 * last, batch.evaluate(settings, x, 3).value(), 1e-7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isZeroAtTheTruth(LossFunction loss) {
        for (int outputs : new int[] {1, 3}) {
            SmallBatch batch = SmallBatch.of(outputs, false);
            assertEquals(0, batch.value(settings(loss), batch.sure(batch.labels())), 1e-12, loss + " " + outputs);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingToLearnFromIsNoFault(LossFunction loss) {
        for (int outputs : new int[] {1, 3}) {
            SmallBatch empty = SmallBatch.row(outputs, 255, 255);
            SmallBatch.Evaluated evaluated = empty.evaluate(settings(loss), empty.logits(1), 1);
            assertEquals(0, evaluated.value(), 1e-9);
            assertArrayEquals(new double[2 * outputs], evaluated.gradient(), 1e-9);
        }
    }

    /** A batch of one class only, however sure and wrong: nothing blows up. */
    @ParameterizedTest
    @EnumSource
    void anAbsentClassIsNoFault(LossFunction loss) {
        for (int outputs : new int[] {1, 3}) {
            SmallBatch batch = SmallBatch.row(outputs, 0, 0, 0, 0);
            for (double[] x : new double[][] {batch.logits(3), batch.sure(new byte[] {1, 1, 0, 1})}) {
                SmallBatch.Evaluated evaluated = batch.evaluate(settings(loss), x, 1);
                assertTrue(evaluated.value() >= 0 && evaluated.value() < 700, loss + " " + evaluated.value());
                assertTrue(Arrays.stream(evaluated.gradient()).allMatch(g -> Math.abs(g) < 10), loss.toString());
            }
        }
    }

    /** The two ends of float32. */
    @ParameterizedTest
    @ValueSource(strings = {"focal(0.5)", "focal(2)", "focal(0.5)+0.1*bce", "lovasz", "boundary"})
    void sureAndWrongHasAFiniteGradient(String loss) {
        for (int outputs : new int[] {1, 3}) {
            SmallBatch batch = SmallBatch.of(outputs, false);
            byte[] turned = batch.labels().clone();
            for (int i = 0; i < turned.length; i += 2) {
                turned[i] = (byte) (1 - Math.min(1, turned[i]));
            }
            double[] gradient = batch.evaluate(LossSettings.parse(loss), batch.sure(turned), 2)
                    .gradient();
            assertTrue(Arrays.stream(gradient).allMatch(Double::isFinite), loss);
        }
    }

    /** Of decisions, overlap losses are 1 - the metric. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void ofAHardMaskTheyAreOneMinusTheMetric(int outputs) {
        SmallBatch batch = SmallBatch.of(outputs, true);
        byte[] decided = new byte[batch.labels().length];
        Random random = new Random(4);
        for (int i = 0; i < decided.length; i++) {
            decided[i] = (byte) random.nextInt(Math.max(2, outputs));
        }
        double dice = 0;
        double jaccard = 0;
        double tversky = 0;
        for (int k = 0; k < outputs; k++) {
            double[] c = counts(batch.labels(), decided, outputs == 1 ? 1 : k);
            dice += 2 * c[0] / (2 * c[0] + c[1] + c[2]) / outputs;
            jaccard += c[0] / (c[0] + c[1] + c[2]) / outputs;
            tversky += c[0] / (c[0] + 0.2 * c[1] + 0.9 * c[2]) / outputs;
        }
        double[] x = batch.sure(decided);
        assertEquals(1 - dice, batch.value("dice", x), 1e-4);
        assertEquals(1 - jaccard, batch.value("jaccard", x), 1e-4);
        assertEquals(1 - tversky, batch.value("tversky(0.2,0.9)", x), 1e-4);
        assertEquals(1 - jaccard, batch.value("lovasz", x), 1e-7);
    }

    /** True positives, false positives, false negatives. */
    private static double[] counts(byte[] truth, byte[] decided, int label) {
        double[] counts = new double[3];
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] != (byte) LabelImage.IGNORED) {
                counts[0] += truth[i] == label && decided[i] == label ? 1 : 0;
                counts[1] += truth[i] != label && decided[i] == label ? 1 : 0;
                counts[2] += truth[i] == label && decided[i] != label ? 1 : 0;
            }
        }
        return counts;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void oneIsASpecialCaseOfAnother(int outputs) {
        SmallBatch batch = SmallBatch.of(outputs, true);
        double[] x = batch.logits(2);
        assertEquals(batch.value("dice", x), batch.value("tversky(0.5,0.5)", x), 1e-9);
        assertEquals(batch.value("jaccard", x), batch.value("tversky(1,1)", x), 1e-9);
        assertEquals(batch.value("crossentropy", x), batch.value("focal(0)", x), 1e-9);
        assertEquals(
                batch.value("crossentropy", x), batch.withBorders(new float[48]).value("boundary", x), 1e-9);
    }

    /** A sigmoid is the softmax against 0. */
    @ParameterizedTest
    @ValueSource(strings = {"crossentropy", "focal(2)", "boundary", "generalizeddice"})
    void oneOutputIsTwoOfWhichTheFirstIsZero(String loss) {
        SmallBatch one = SmallBatch.of(1, true);
        SmallBatch two = new SmallBatch(4, 3, 4, 2, one.labels(), one.borders());
        double[] x = one.logits(3);
        double[] y = new double[2 * x.length];
        for (int i = 0; i < x.length; i++) {
            y[i / 12 * 24 + 12 + i % 12] = x[i];
        }
        assertEquals(one.value(loss, x), two.value(loss, y), 1e-6);
        if (LossSettings.parse(loss).summedPerPixel()) {
            LossSettings weighted = LossSettings.parse(loss).withClassWeights(ClassWeights.parse("1, 4"));
            assertEquals(one.value(weighted, x), two.value(weighted, y), 1e-6);
        }
    }

    @Test
    void aLabelBeyondTheOutputsIsRefused() {
        SmallBatch batch = SmallBatch.row(3, 0, 3, 1, 2);
        assertThrows(IllegalArgumentException.class, () -> batch.value("dice", batch.logits(1)));
    }
}

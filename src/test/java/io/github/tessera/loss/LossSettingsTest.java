package io.github.tessera.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.network.Activation;
import io.github.tessera.postprocess.BorderWeights;
import io.github.tessera.progress.TesseraException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users write, and what they are told. */
class LossSettingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bce | bce",
                "0.5*BCE + jaccard | 0.5*bce+jaccard",
                "0.5*bce+focal(2)+tversky(0.3,0.7) | 0.5*bce+focal(2)+tversky(0.3,0.7)",
                "2*Tversky( 0.50 , 1 ) | 2*tversky(0.5,1)",
                "focal+tversky+boundary | focal(2)+tversky(0.3,0.7)+boundary(10,5)",
                "1*crossentropy+1e-3*lovasz+generalizeddice | crossentropy+0.001*lovasz+generalizeddice"
            })
    void sumsAreReadAndWritten(String text, String written) {
        WeightedLoss loss = WeightedLoss.parse(text);
        assertEquals(written, loss.toString());
        assertEquals(loss, WeightedLoss.parse(written));
    }

    @ParameterizedTest
    @EnumSource
    void everyWordIsRead(LossFunction loss) {
        assertEquals(loss, WeightedLoss.parse(loss.word()).terms().get(0).loss());
        assertTrue(loss.takes(loss.defaults()));
        assertTrue(loss.word().matches("[a-z]+"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bce+",
                "0*bce",
                "x*bce",
                "2*3*bce",
                "iou",
                "-1*dice",
                "NaN*dice",
                "bce(1)",
                "dice()",
                "focal()",
                "focal(-1)",
                "focal(2,3)",
                "focal(x)",
                "tversky(0.3)",
                "tversky(0,0)",
                "tversky(NaN,1)",
                "boundary(10)",
                "boundary(0,5)",
                "focal(2",
                "focal 2)",
                "(2)",
                "focal(2)dice"
            })
    void wrongSumsAreNamed(String wrong) {
        String message = assertThrows(TesseraException.class, () -> WeightedLoss.parse(wrong))
                .getMessage();
        assertTrue(message.contains("\"" + wrong + "\""), message);
    }

    @Test
    void wrongParametersTellTheRightOnes() {
        String message = assertThrows(TesseraException.class, () -> WeightedLoss.parse("bce+tversky(1)"))
                .getMessage();
        assertEquals(
                "In the loss \"bce+tversky(1)\" tversky takes two numbers of 0 or more, not both 0: the price of pixels found wrongly and"
                        + " that of pixels missed, such as tversky(0.3,0.7).",
                message);
        assertTrue(assertThrows(TesseraException.class, () -> WeightedLoss.parse("dice(1)"))
                .getMessage()
                .endsWith("dice takes no numbers."));
    }

    @Test
    void bordersAreMadeForOneLossOnly() {
        assertNull(LossSettings.parse("bce+jaccard").borderWeights());
        assertEquals(
                new BorderWeights(8, 3),
                LossSettings.parse("dice+boundary(8,3)").borderWeights());
        assertThrows(TesseraException.class, () -> WeightedLoss.parse("boundary+boundary(8,3)"));
    }

    @Test
    void bceMakesEachOutputASigmoid() {
        assertEquals(Activation.SIGMOID, LossSettings.parse("bce+jaccard").activation(3));
        assertEquals(Activation.SOFTMAX, LossSettings.parse("dice+focal").activation(2));
        assertEquals(Activation.SIGMOID, LossSettings.parse("dice+focal").activation(1));
    }

    @Test
    void aSumOfPixelLossesIsOne() {
        assertTrue(LossSettings.parse("bce+2*focal+boundary").summedPerPixel());
        assertFalse(LossSettings.parse("bce+lovasz").summedPerPixel());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"none | none", "'' | none", "Frequency | frequency", "1, 5, 2 | 1, 5, 2", "0,0.50 | 0, 0.5"})
    void classWeightsAreReadAndWritten(String text, String written) {
        ClassWeights weights = ClassWeights.parse(text);
        assertEquals(written, weights.toString());
        assertEquals(weights, ClassWeights.parse(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"often", "1, -2", "0, 0", "1,,2", "1;2", "NaN, 1", "1, Infinity"})
    void wrongClassWeightsTellTheRightOnes(String wrong) {
        String message = assertThrows(TesseraException.class, () -> ClassWeights.parse(wrong))
                .getMessage();
        assertTrue(message.contains("\"" + wrong + "\"") && message.contains("frequency"), message);
    }

    @Test
    void frequencyMakesClassesCountTheSame() {
        LossSettings loss = LossSettings.parse("bce").withClassWeights(ClassWeights.FREQUENCY);
        assertEquals(
                "bce, class weights 0.5556, 5",
                loss.resolved(new long[] {900, 100}).toString());
        assertEquals(
                "0.5556, 0, 5",
                ClassWeights.FREQUENCY.resolved(new long[] {900, 0, 100}).toString());
        assertThrows(IllegalStateException.class, () -> SmallBatch.row(1, 0, 1).value(loss, new double[2]));
    }

    @Test
    void asManyWeightsAsClasses() {
        LossSettings loss = LossSettings.parse("bce").withClassWeights(ClassWeights.parse("1, 5, 2"));
        assertEquals(loss, loss.resolved(new long[3]));
        String message = assertThrows(TesseraException.class, () -> loss.resolved(new long[2]))
                .getMessage();
        assertTrue(message.contains("2 classes") && message.contains("1, 5, 2"), message);
    }

    @Test
    void whatWouldDoNothingIsRefused() {
        LossSettings loss = LossSettings.parse("dice+jaccard");
        assertThrows(TesseraException.class, () -> loss.withSmoothing(0.1));
        assertThrows(TesseraException.class, () -> loss.withClassWeights(ClassWeights.FREQUENCY));
        assertEquals(loss, loss.withSmoothing(0).withClassWeights(ClassWeights.NONE));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void smoothingIsAShare(double wrong) {
        LossSettings loss = LossSettings.parse("bce");
        assertThrows(TesseraException.class, () -> loss.withSmoothing(wrong));
        assertEquals("bce, label smoothing 0.1", loss.withSmoothing(0.1).toString());
    }
}

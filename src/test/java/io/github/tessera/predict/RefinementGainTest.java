package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.LabelImage;
import io.github.tessera.postprocess.CrfExample;
import io.github.tessera.postprocess.DenseCrfSettings;
import io.github.tessera.postprocess.GuideImage;
import io.github.tessera.postprocess.UnaryEnergy;
import io.github.tessera.progress.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What refining gains. */
class RefinementGainTest {
    private static final DenseCrfSettings CRF =
            DenseCrfSettings.DEFAULT.withAppearance(0, 5, 5).withSmoothness(5, 2);

    /** Six pixels of 0.8, 0.8, 0.4, 0.8, 0.8, 0.8 for class 0. */
    private static CrfExample row(byte... labels) {
        float[][] p = {{0.8f, 0.8f, 0.4f, 0.8f, 0.8f, 0.8f}, {0.2f, 0.2f, 0.6f, 0.2f, 0.2f, 0.2f}};
        return new CrfExample(new GuideImage(6, 1, new float[1][6]), UnaryEnergy.ofProbabilities(p), labels);
    }

    /** By hand: -log of 0.8 four times and of 0.4 once over five pixels; one of five labels is wrong. */
    @Test
    void unrefinedItIsTheProbabilitysOwn() {
        CrfExample example = row(new byte[] {0, 0, 0, 0, 0, (byte) LabelImage.IGNORED});
        RefinementScore score =
                RefinementScore.of(List.of(example), List.of("a", "b"), CRF.withIterations(0), 1, Progress.NONE);
        assertEquals(-(4 * Math.log(0.8) + Math.log(0.4)) / 5, score.loss(), 1e-6);
        assertEquals((0.8 + 0) / 2, score.meanIou(), 1e-9);
    }

    @Test
    void harmOnImagesHeldOutIsTold() {
        CrfExample speck = row((byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
        CrfExample detail = row((byte) 0, (byte) 0, (byte) 1, (byte) 0, (byte) 0, (byte) 0);
        RefinementGain gain = gain(new RefinementExamples(List.of(speck), List.of(detail), List.of("detail")));
        assertEquals(1, gain.learning().learnt().meanIou());
        assertTrue(gain.learning().learnt().loss() < gain.learning().unrefined().loss());
        assertEquals(1, gain.heldOut().unrefined().meanIou());
        assertEquals(5.0 / 6 / 2, gain.heldOut().learnt().meanIou(), 1e-9);
        assertEquals(gain.heldOut().unrefined(), gain.heldOut().start());
        assertEquals(3, gain.describe().size());
        assertTrue(
                gain.describe().get(2).contains("better with the network's own"),
                gain.describe().toString());
    }

    @Test
    void withoutImagesHeldOutThoseLearntFromTell() {
        CrfExample speck = row((byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
        RefinementGain gain = gain(new RefinementExamples(List.of(speck), List.of(), List.of()));
        assertNull(gain.heldOut());
        assertEquals(1, gain.describe().size());
    }

    /** From parameters that change nothing to such as smooth. */
    private static RefinementGain gain(RefinementExamples examples) {
        return RefinementGain.of(examples, List.of("a", "b"), CRF.withSmoothness(0, 2), CRF, 1, Progress.NONE);
    }
}

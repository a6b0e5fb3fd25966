package io.github.tessera.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.AugmentationSettings;
import io.github.tessera.data.Oversampling;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.train.OptimizerKind;
import io.github.tessera.train.OptimizerSettings;
import io.github.tessera.train.TrainingConfig;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plans of which a part is fixed, and computers with little memory. */
class FixedPlanTest {
    private static final Machine TWO_CORES = new Machine(2, false, OptionalLong.of(16L << 30));
    private static final TrainingConfig USUAL = TrainingConfig.defaults("plan");

    private static Plan plan(KnownFacts facts) {
        return Plan.of(Wishes.none(USUAL), facts.facts(), TWO_CORES);
    }

    private static Plan plan(TrainingConfig fixed, KnownFacts facts, Setting... closed) {
        Set<Setting> open = EnumSet.allOf(Setting.class);
        open.removeAll(List.of(closed));
        return Plan.of(new Wishes(fixed, open, 10, false), facts.facts(), TWO_CORES);
    }

    private static boolean tells(Plan plan, String words) {
        return plan.reasons().stream().anyMatch(reason -> reason.contains(words));
    }

    @Test
    void partsOfABatchThatAreFixedAskForAsManyCrops() {
        assertEquals(
                6,
                plan(USUAL.withParts(6), KnownFacts.nuclei(), Setting.PARTS)
                        .config()
                        .batch());
    }

    @Test
    void partsThatAreFixedStayPossibleWhereMemoryIsShort() {
        Set<Setting> open = EnumSet.allOf(Setting.class);
        open.remove(Setting.PARTS);
        Machine small = new Machine(2, false, OptionalLong.of(200L << 20));
        TrainingConfig lean = Plan.of(
                        new Wishes(USUAL.withParts(4), open, 10, false),
                        KnownFacts.nuclei().facts(),
                        small)
                .config();
        assertEquals(4, lean.parts());
        assertEquals(4, lean.batch());
    }

    @Test
    void cropsTooSmallForADepthThatIsFixedAreASentence() {
        TrainingConfig deep = USUAL.withNetwork(
                        Architecture.U_NET.settings(1, 1).withDepth(8))
                .withCrops(2, 32);
        TesseraException refusal = assertThrows(
                TesseraException.class, () -> plan(deep, KnownFacts.nuclei(), Setting.DEPTH, Setting.CROP));
        assertTrue(refusal.getMessage().startsWith("A side of 32 pixels (crop) is too small"), refusal.getMessage());
    }

    @Test
    void whatIsFixedStaysAndIsNotTold() {
        TrainingConfig fixed = USUAL.withNetwork(Architecture.C_UNET.settings(1, 1))
                .withNormalization(NormalizationSettings.of(Normalization.NONE))
                .withCrops(5, 80)
                .withParts(5)
                .withLength(7, 70)
                .withAugmentation(AugmentationSettings.NONE)
                .withOversampling(new Oversampling(0.1, 1))
                .withLoss(LossSettings.parse("focal(2)"), OptimizerSettings.of(OptimizerKind.ADAM, 1e-4, 0.9, 0));
        Plan plan = Plan.of(
                new Wishes(fixed, Set.of(), 10, false), KnownFacts.nuclei().facts(), TWO_CORES);
        assertEquals(fixed, plan.config());
        assertEquals(List.of(), plan.reasons());
        NetworkSettings narrow = Architecture.U_NET.settings(1, 1).withWidth(4).withDropout(0.2);
        NetworkSettings planned = plan(USUAL.withNetwork(narrow), KnownFacts.nuclei(), Setting.WIDTH)
                .config()
                .network();
        assertEquals(4, planned.width());
        assertEquals(0.2, planned.dropout());
    }

    @Test
    void littleMemoryMakesForFewerCropsThenANarrowerNetworkThenPartsOfABatch() {
        Machine small = new Machine(2, false, OptionalLong.of(900_000_000));
        Plan plan = Plan.of(Wishes.none(USUAL), KnownFacts.nuclei().facts(), small);
        assertTrue(plan.config().batch() < 4, plan.config().toString());
        assertTrue(tells(plan, "Because of the memory"));
        assertFalse(tells(plan(KnownFacts.nuclei()), "Because of the memory"));
        Machine tiny = new Machine(2, false, OptionalLong.of(150_000_000));
        TrainingConfig least =
                Plan.of(Wishes.none(USUAL), KnownFacts.nuclei().facts(), tiny).config();
        assertTrue(least.network().width() == 8 && least.batch() == 2 && least.crop() < 256, least.toString());
        TrainingConfig eight = USUAL.withCrops(8, 256);
        Set<Setting> parts = EnumSet.of(Setting.PARTS);
        TrainingConfig split = Plan.of(
                        new Wishes(eight, parts, 10, false), KnownFacts.nuclei().facts(), tiny)
                .config();
        assertEquals(8, split.batch());
        assertTrue(split.parts() > 1, split.toString());
    }

    @Test
    void timesThatAreNoneAreASentence() {
        for (double minutes : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(
                    TesseraException.class, () -> new Wishes(USUAL, Set.of(), minutes, false), String.valueOf(minutes));
        }
    }

    @Test
    void anOptimizerThatWasChosenIsPlain() {
        TrainingConfig sgd = USUAL.withLoss(USUAL.loss(), OptimizerSettings.of(OptimizerKind.SGD, 0.5, 0.9, 0.25));
        assertEquals(
                OptimizerSettings.of(OptimizerKind.SGD, 1e-2, 0.9, 0),
                plan(sgd, KnownFacts.nuclei(), Setting.OPTIMIZER).config().optimizer());
        assertEquals(
                OptimizerSettings.of(OptimizerKind.SGD, 0.5, 0.9, 0.25),
                plan(sgd, KnownFacts.nuclei(), Setting.OPTIMIZER, Setting.RATE, Setting.DECAY)
                        .config()
                        .optimizer());
    }
}

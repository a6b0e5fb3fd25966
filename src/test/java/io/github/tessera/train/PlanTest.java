package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.AugmentationPreset;
import io.github.tessera.data.Directions;
import io.github.tessera.data.Oversampling;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.loss.ClassWeights;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.network.Architecture;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every rule of the plan both ways, on facts made by hand. */
class PlanTest {
    private static final Machine TWO_CORES = new Machine(2, false, OptionalLong.of(16L << 30));
    private static final TrainingConfig USUAL = TrainingConfig.defaults("plan");

    private static Plan plan(KnownFacts facts) {
        return Plan.of(Wishes.none(USUAL), facts.facts(), TWO_CORES);
    }

    private static TrainingConfig auto(KnownFacts facts) {
        return plan(facts).config();
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
    void greyImagesAreNormalizedOneByOneColoursOnlyWhereTheyDiffer() {
        assertEquals(
                Normalization.MEAN_STD,
                auto(KnownFacts.nuclei()).normalization().kind());
        NormalizationSettings alike = auto(KnownFacts.colours()).normalization();
        assertEquals(
                NormalizationSettings.fixed(new float[] {0.4f, 0.4f, 0.4f}, new float[] {0.4f, 0.4f, 0.4f}), alike);
        for (KnownFacts different : List.of(
                KnownFacts.colours().withBrightness(0.5, 0.1),
                KnownFacts.colours().withBrightness(0.1, 0.5))) {
            assertEquals(Normalization.MEAN_STD, auto(different).normalization().kind());
        }
        assertTrue(tells(plan(KnownFacts.colours()), "a colour means the same in each"));
    }

    @Test
    void oneClassOrSeveral() {
        assertEquals("bce+jaccard", auto(KnownFacts.nuclei()).loss().toString());
        assertEquals(1, auto(KnownFacts.nuclei()).network().outputs());
        KnownFacts even = KnownFacts.nuclei().withShares(0.5, 0.3, 0.2);
        assertEquals("crossentropy+dice", auto(even).loss().toString());
        assertEquals(3, auto(even).network().outputs());
    }

    @Test
    void rareClassesCountMoreButNotWithoutBounds() {
        LossSettings loss = auto(KnownFacts.streets()).loss();
        assertEquals(new ClassWeights(false, List.of(1.0, 0.63, 1.0, 1.49, 4.0)), loss.classWeights());
        KnownFacts missing = KnownFacts.nuclei().withShares(0.9, 0.0, 0.1);
        assertEquals(ClassWeights.NONE, auto(missing).loss().classWeights());
        TrainingConfig areas = USUAL.withLoss(LossSettings.parse("dice"), USUAL.optimizer());
        assertEquals(
                "dice",
                plan(areas, KnownFacts.streets(), Setting.LOSS).config().loss().toString());
    }

    @Test
    void cropsHoldSomethingWhereMostWouldBeEmpty() {
        assertEquals(Oversampling.NONE, auto(KnownFacts.nuclei()).oversampling());
        Plan sparse = plan(KnownFacts.nuclei().withEmpty(0.6));
        assertEquals(
                new Oversampling(0.33, Oversampling.FOREGROUND), sparse.config().oversampling());
        assertTrue(tells(sparse, "in 60 % of the squares"));
        assertEquals(
                Oversampling.NONE,
                auto(KnownFacts.nuclei().withEmpty(1).withSize(Double.NaN)).oversampling());
    }

    @Test
    void fewerImagesAreChangedMore() {
        assertEquals(
                AugmentationPreset.MEDIUM.settings(), auto(KnownFacts.nuclei()).augmentation());
        assertEquals(
                AugmentationPreset.LIGHT.settings(),
                auto(KnownFacts.nuclei().withPixels(99_000_000)).augmentation());
        String colours = auto(KnownFacts.colours()).augmentation().toString();
        assertTrue(colours.contains("rotation 180 at 0.5") && !colours.contains("channelshift"), colours);
    }

    private static String augmented(double upDown, double leftRight, double quarter) {
        return auto(KnownFacts.nuclei().withDirections(new Directions(upDown, leftRight, quarter)))
                .augmentation()
                .toString();
    }

    @Test
    void directionsThatMeanSomethingStay() {
        assertTrue(augmented(0.3, 0, 0.2).startsWith("mirror, rotation 10 "));
        assertTrue(augmented(0, 0.3, 0.2).startsWith("rotation 10 "));
        assertTrue(augmented(0, 0, 0.3).startsWith("flip, rotation 10 "));
        assertEquals(AugmentationPreset.MEDIUM.settings().toString(), augmented(0.05, 0.05, 0.05));
    }

    @Test
    void cropsFollowTheImagesAndWhatIsInThem() {
        assertEquals(256, auto(KnownFacts.nuclei()).crop());
        assertEquals(320, auto(KnownFacts.streets()).crop());
        assertEquals(192, auto(KnownFacts.nuclei().withSide(200)).crop());
        assertEquals(32, auto(KnownFacts.nuclei().withSide(20)).crop());
        assertEquals(4, auto(KnownFacts.nuclei()).batch());
        assertEquals(3, auto(KnownFacts.streets()).batch());
        assertEquals(16, auto(KnownFacts.nuclei().withSide(64)).batch());
    }

    @Test
    void cropsSuitANetworkThatWasChosen() {
        TrainingConfig nnUnet = USUAL.withNetwork(Architecture.NNU_NET.settings(1, 1));
        TrainingConfig planned =
                plan(nnUnet, KnownFacts.nuclei().withSide(300), Setting.NETWORK).config();
        assertEquals(256, planned.crop());
        assertEquals(nnUnet.network().forCrop(256), planned.network());
        assertEquals(
                64,
                plan(nnUnet, KnownFacts.nuclei().withSide(70), Setting.NETWORK)
                        .config()
                        .crop());
    }

    @Test
    void theNetworkIsAsDeepAsThingsAreLarge() {
        assertEquals(4, auto(KnownFacts.nuclei()).network().depth());
        assertEquals(5, auto(KnownFacts.nuclei().withSize(60)).network().depth());
        Plan small = plan(KnownFacts.nuclei().withSide(32).withSize(60));
        assertEquals(3, small.config().network().depth());
        assertTrue(tells(small, "the crops have room for no more"));
    }

    @Test
    void theNetworkIsAsWideAsThereIsTimeAndData() {
        assertEquals(16, auto(KnownFacts.nuclei()).network().width());
        assertTrue(auto(KnownFacts.nuclei()).network().batchNorm());
        Wishes wishes = Wishes.none(USUAL);
        Machine gpu = new Machine(8, true, OptionalLong.empty());
        int wide = Plan.of(wishes, KnownFacts.nuclei().facts(), gpu)
                .config()
                .network()
                .width();
        assertTrue(wide > 16, "width " + wide);
        KnownFacts few = KnownFacts.nuclei().withPixels(500_000);
        assertEquals(16, Plan.of(wishes, few.facts(), gpu).config().network().width());
        Machine slow = new Machine(1, false, OptionalLong.empty());
        assertTrue(Plan.of(wishes, KnownFacts.nuclei().facts(), slow)
                        .config()
                        .network()
                        .width()
                < 16);
    }

    @Test
    void stepsFollowTheTime() {
        int ten = auto(KnownFacts.nuclei()).steps();
        assertTrue(ten > 1000 && ten < 2500, ten + " steps");
        TrainingConfig narrow =
                USUAL.withNetwork(Architecture.U_NET.settings(1, 1).withWidth(16));
        Set<Setting> open = EnumSet.allOf(Setting.class);
        open.remove(Setting.WIDTH);
        int twenty = Plan.of(
                        new Wishes(narrow, open, 20, false), KnownFacts.nuclei().facts(), TWO_CORES)
                .config()
                .steps();
        assertEquals(2, (double) twenty / ten, 0.1);
        Plan tiny = plan(KnownFacts.nuclei().withSide(64).withPixels(50_000));
        assertEquals(762, tiny.config().steps());
        assertTrue(tells(tiny, "more would bring nothing"));
    }

    @Test
    void validationsFollowTheSteps() {
        TrainingConfig short3 = USUAL.withLength(1, 3);
        assertEquals(
                3, plan(short3, KnownFacts.nuclei(), Setting.STEPS).config().epochs());
        TrainingConfig long9 = USUAL.withLength(1, 9000);
        assertEquals(
                20, plan(long9, KnownFacts.nuclei(), Setting.STEPS).config().epochs());
        assertEquals(
                9000, plan(long9, KnownFacts.nuclei(), Setting.STEPS).config().steps());
        TrainingConfig often = USUAL.withLength(40, Integer.MAX_VALUE);
        assertEquals(
                40,
                plan(often, KnownFacts.nuclei(), Setting.VALIDATIONS).config().epochs());
    }

    @Test
    void theOptimizerAndWhatGoesWithIt() {
        OptimizerSettings own = auto(KnownFacts.nuclei()).optimizer();
        assertEquals(OptimizerKind.ADAMW, own.kind());
        assertEquals(2e-3, own.rate());
        assertEquals(Schedule.parse("warmup 50, cosine"), own.schedule());
        assertEquals(1, own.clip());
        assertTrue(own.averaging() >= 0.99 && own.averaging() < 0.999, own.toString());
        Wishes further = new Wishes(USUAL, EnumSet.allOf(Setting.class), 10, true);
        assertEquals(
                5e-4,
                Plan.of(further, KnownFacts.nuclei().facts(), TWO_CORES)
                        .config()
                        .optimizer()
                        .rate());
    }

    @Test
    void differentImagesAreLearntDifferently() {
        TrainingConfig nuclei = auto(KnownFacts.nuclei());
        TrainingConfig colours = auto(KnownFacts.colours());
        TrainingConfig streets = auto(KnownFacts.streets());
        assertNotEquals(nuclei.normalization(), colours.normalization());
        assertNotEquals(nuclei.network().depth(), colours.network().depth());
        assertNotEquals(nuclei.augmentation(), colours.augmentation());
        assertNotEquals(streets.augmentation(), colours.augmentation());
        assertNotEquals(streets.loss(), colours.loss());
        assertNotEquals(streets.crop(), colours.crop());
        assertEquals(nuclei, auto(KnownFacts.nuclei()));
    }
}

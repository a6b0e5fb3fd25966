package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.Roi;
import io.github.tessera.image.LabelImage;
import io.github.tessera.postprocess.CleanUp;
import io.github.tessera.postprocess.DenseCrfSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is to be refined, and however: a sentence that says what to do, or labels that are sound. */
@Tag("slow")
class RefineFuzzTest {
    private static final int CASES = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aSentenceOrASoundResult() {
        int refused = 0;
        List<String> wrong = new ArrayList<>();
        for (long seed = 0; seed < CASES; seed++) {
            try {
                refused += refined(seed) ? 0 : 1;
            } catch (AssertionError e) {
                wrong.add(e.getMessage() + (e.getCause() == null ? "" : " -> " + e.getCause()));
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(refused > CASES / 20 && refused < CASES / 2, refused + " refused");
    }

    /** Whether it was not refused. */
    private static boolean refined(long seed) {
        RefineFuzzCase odd = new RefineFuzzCase(seed);
        ImagePlus image = odd.image();
        ImagePlus start = odd.start();
        Object[] pixels = {copy(image), copy(start)};
        RefineSettings settings;
        try {
            settings = odd.settings();
        } catch (TesseraException e) {
            isASentence(e.getMessage(), odd.story());
            return false;
        }
        Optional<RefinedImage> refined =
                assertTimeoutPreemptively(PATIENCE, () -> refined(odd, image, start, settings), odd::story);
        assertArrayEquals(pixels, new Object[] {copy(image), copy(start)}, odd.story());
        if (refined.isEmpty()) {
            return false;
        }
        isSound(odd, image, refined.get(), settings);
        if (odd.clear()) {
            staysWhereNothingCounts(odd, image, start, refined.get(), settings);
        }
        RefinedImage again = refined(odd, image, start, settings).orElseThrow();
        assertArrayEquals(copy(refined.get().labels()), copy(again.labels()), odd.story());
        return true;
    }

    private static Optional<RefinedImage> refined(
            RefineFuzzCase odd, ImagePlus image, ImagePlus start, RefineSettings settings) {
        try {
            ImageRefiner refiner = new ImageRefiner(image, start, settings, Progress.NONE);
            return Optional.of(RefinedImage.of(image, refiner, settings.method() == RefineMethod.CRF, Progress.NONE));
        } catch (TesseraException e) {
            isASentence(e.getMessage(), odd.story());
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            throw new AssertionError(odd.story(), e);
        }
    }

    private static void isASentence(String message, String story) {
        assertTrue(
                message != null && message.matches("(?s)[A-Z].{30,}\\.") && !message.contains("null"),
                story + " -> " + message);
    }

    /** The pixels of all planes. */
    private static Object[] copy(ImagePlus image) {
        return Arrays.stream(image.getStack().getImageArray())
                .limit(image.getStackSize())
                .map(plane -> plane instanceof byte[] bytes
                        ? bytes.clone()
                        : plane instanceof short[] shorts
                                ? shorts.clone()
                                : plane instanceof int[] ints ? ints.clone() : ((float[]) plane).clone())
                .toArray();
    }

    private static void isSound(RefineFuzzCase odd, ImagePlus image, RefinedImage refined, RefineSettings settings) {
        String story = odd.story();
        List<byte[]> labels = LabelImage.labels(refined.labels());
        int classes = LabelImage.classes(refined.labels()).size();
        assertEquals(odd.width(), refined.labels().getWidth(), story);
        assertEquals(odd.height(), refined.labels().getHeight(), story);
        assertEquals(image.getNSlices(), labels.size(), story);
        for (byte[] plane : labels) {
            for (byte label : plane) {
                int k = label & 0xFF;
                assertTrue(k < classes || k == LabelImage.IGNORED, story + " -> label " + k);
            }
        }
        if (settings.method() == RefineMethod.CRF) {
            assertEquals(classes * labels.size(), refined.probabilities().getStackSize(), story);
            for (int s = 0; s < labels.size(); s++) {
                sumsToOne(refined.probabilities(), s, classes, story);
            }
        }
    }

    private static void staysWhereNothingCounts(
            RefineFuzzCase odd, ImagePlus image, ImagePlus start, RefinedImage refined, RefineSettings settings) {
        ImageRefiner refiner = new ImageRefiner(image, start, settings, Progress.NONE);
        boolean nothing = idle(settings, refiner.classes().size());
        Roi roi = image.getRoi();
        for (int p = 0; p < refiner.planes(); p++) {
            byte[] before = refiner.before(p);
            Tile bounds = refiner.selection().bounds();
            Tile part = new Tile(bounds.x(), bounds.y(), (bounds.width() + 1) / 2, (bounds.height() + 2) / 3);
            assertEquals(part.width() * part.height(), refiner.preview(p, part, Progress.NONE).length, odd.story());
            byte[] after = LabelImage.labels(refined.labels()).get(p);
            for (int i = 0; i < before.length; i++) {
                if (nothing || (roi != null && !roi.contains(i % odd.width(), i / odd.width()))) {
                    assertEquals(before[i], after[i], odd.story() + " -> pixel " + i);
                }
            }
        }
    }

    /** Whether the settings change nothing; labels of the least confidence tell nothing, so that chance decides. */
    private static boolean idle(RefineSettings settings, int classes) {
        DenseCrfSettings crf = settings.crf();
        boolean unheard =
                switch (settings.method()) {
                    case CRF -> crf.iterations() == 0 || (crf.appearanceWeight() == 0 && crf.smoothnessWeight() == 0);
                    case ICM, GRAPH_CUT -> settings.neighbours() == 0;
                    case NONE -> true;
                };
        return unheard
                && settings.confidence() > 1.0 / classes
                && settings.cleanUp().equals(CleanUp.NONE);
    }

    private static void sumsToOne(ImagePlus probabilities, int slice, int classes, String story) {
        for (int i = 0; i < probabilities.getWidth() * probabilities.getHeight(); i++) {
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                float p = probabilities
                        .getStack()
                        .getProcessor(slice * classes + k + 1)
                        .getf(i);
                assertTrue(p >= 0 && p <= 1.00001, story + " -> probability " + p);
                sum += p;
            }
            assertEquals(1, sum, 1e-3, story);
        }
    }
}

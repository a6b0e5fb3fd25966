package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.postprocess.CleanUp;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefinedSelectionTest {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 90;
    private static final CleanUp NO_SPECKS = new CleanUp(5, false, 0, false);

    private final ImagePlus image = new ImagePlus("image", discs());
    private final byte[] noisy = noisy();

    private static ByteProcessor discs() {
        ByteProcessor pixels = new ByteProcessor(WIDTH, HEIGHT);
        pixels.setValue(200);
        for (int x = 10; x < WIDTH; x += 30) {
            pixels.fillOval(x, 15, 20, 20);
            pixels.fillOval(x - 5, 55, 20, 20);
        }
        return pixels;
    }

    /** The discs, with a tenth of the pixels of the other class. */
    private static byte[] noisy() {
        Random random = new Random(3);
        ByteProcessor discs = discs();
        byte[] labels = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (discs.get(i) > 0 == random.nextInt(10) > 0 ? 1 : 0);
        }
        return labels;
    }

    private ImagePlus start() {
        return LabelImage.of(noisy.clone(), WIDTH, HEIGHT, List.of("rest", "disc"), "labels", new Calibration());
    }

    private static RefineSettings settings(RefineMethod method, CleanUp cleanUp) {
        RefineSettings usual = RefineSettings.DEFAULT;
        return new RefineSettings(
                method, usual.crf().withAppearance(3, 8, 13), usual.neighbours(), usual.confidence(), 0, cleanUp);
    }

    private ImageRefiner refiner(ImagePlus start, RefineSettings settings, Roi selection) {
        image.setRoi(selection);
        return new ImageRefiner(image, start, settings, Progress.NONE);
    }

    private byte[] refined(RefineSettings settings, Roi selection) {
        return refiner(start(), settings, selection)
                .refine(0, false, Progress.NONE)
                .labels();
    }

    private void staysOutside(Roi selection, byte[] labels) {
        for (int i = 0; i < labels.length; i++) {
            if (!selection.contains(i % WIDTH, i / WIDTH)) {
                assertEquals(noisy[i], labels[i], "at " + i % WIDTH + ", " + i / WIDTH);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void insideItIsAsTheWholeAndOutsideAsBefore(RefineMethod method) {
        RefineSettings settings = settings(method, CleanUp.NONE);
        byte[] whole = refined(settings, null);
        for (Roi selection : List.of(new Roi(30, 20, 50, 45), new OvalRoi(-10, 10, 70, 70))) {
            byte[] labels = refined(settings, selection);
            staysOutside(selection, labels);
            int other = 0;
            int changed = 0;
            for (int i = 0; i < labels.length; i++) {
                boolean inside = selection.contains(i % WIDTH, i / WIDTH);
                other += inside && labels[i] != whole[i] ? 1 : 0;
                changed += labels[i] != noisy[i] ? 1 : 0;
            }
            assertTrue(other <= labels.length / 500, method + ": " + other + " pixels");
            assertEquals(method == RefineMethod.NONE, changed == 0, method + ": " + changed + " pixels");
        }
    }

    @Test
    void selectingAllIsSelectingNothing() {
        RefineSettings settings = settings(RefineMethod.CRF, NO_SPECKS);
        assertArrayEquals(refined(settings, null), refined(settings, new Roi(0, 0, WIDTH, HEIGHT)));
    }

    @Test
    void specksGoInsideAlone() {
        Roi selection = new OvalRoi(20, 10, 60, 60);
        byte[] labels = refined(settings(RefineMethod.NONE, NO_SPECKS), selection);
        staysOutside(selection, labels);
        int gone = 0;
        for (int i = 0; i < labels.length; i++) {
            gone += labels[i] != noisy[i] ? 1 : 0;
        }
        assertTrue(gone > 10, gone + " pixels");
    }

    @Test
    void ofEachClassTheLargestObjectInsideStays() {
        byte[] two = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < two.length; i++) {
            int x = i % WIDTH;
            two[i] = (byte) (x < 50 || (x >= 60 && x < 70) || x == 80 ? 1 : 0);
        }
        ImagePlus start = LabelImage.of(two.clone(), WIDTH, HEIGHT, List.of("rest", "bar"), "bars", new Calibration());
        RefineSettings largest = settings(RefineMethod.NONE, new CleanUp(0, false, 0, true));
        byte[] labels = refiner(start, largest, new Roi(55, 0, 40, HEIGHT))
                .refine(0, false, Progress.NONE)
                .labels();
        for (int i = 0; i < two.length; i++) {
            assertEquals(i % WIDTH == 80 ? 0 : two[i], labels[i]);
        }
    }

    @Test
    void probabilitiesOutsideAreThoseThatWereGiven() {
        FloatProcessor given = new FloatProcessor(WIDTH, HEIGHT);
        Random random = new Random(5);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            given.setf(i, 0.1f + 0.8f * random.nextFloat());
        }
        Roi selection = new Roi(30, 20, 50, 45);
        SegmentedPlane refined = refiner(new ImagePlus("p", given), settings(RefineMethod.CRF, CleanUp.NONE), selection)
                .refine(0, true, Progress.NONE);
        int changed = 0;
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            float p = refined.probabilities()[1][i];
            assertEquals(1, refined.probabilities()[0][i] + p, 1e-5);
            if (!selection.contains(i % WIDTH, i / WIDTH)) {
                assertEquals(given.getf(i), p, 1e-5);
            } else {
                changed += Math.abs(given.getf(i) - p) > 0.01 ? 1 : 0;
            }
        }
        assertTrue(changed > 1000, changed + " pixels");
    }

    @ParameterizedTest
    @EnumSource
    void thePreviewShowsWhatComes(RefineMethod method) {
        Roi selection = new OvalRoi(30, 20, 50, 45);
        ImageRefiner refiner = refiner(start(), settings(method, NO_SPECKS), selection);
        byte[] labels = refiner.refine(0, false, Progress.NONE).labels();
        byte[] shown = refiner.preview(0, new Tile(30, 20, 50, 45), Progress.NONE);
        for (int i = 0; i < labels.length; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            if (selection.contains(x, y)) {
                assertEquals(labels[i], shown[(y - 20) * 50 + x - 30], "at " + x + ", " + y);
            }
        }
    }

    @Test
    void aSelectionIsTold() {
        List<String> lines = new ArrayList<>();
        Progress log = new Progress() {
            @Override
            public void log(String line) {
                lines.add(line);
            }
        };
        for (Roi selection : List.of(new Roi(0, 0, WIDTH, HEIGHT), new Roi(3, 3, 9, 9))) {
            image.setRoi(selection);
            new ImageRefiner(image, start(), RefineSettings.DEFAULT, log);
        }
        assertEquals(List.of("Outside the selection of image all stays as it is."), lines);
    }
}

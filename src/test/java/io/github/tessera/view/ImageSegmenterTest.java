package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.PixelSize;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.ImageInput;
import io.github.tessera.model.RunSettings;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.model.TrainingNotes;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.Segmenter.Tiling;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.view.ImageSegmenter.Options;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageSegmenterTest {
    private static final int SIDE = 40;

    private static SegmentedImage segment(ImagePlus image) {
        return segment(image, false);
    }

    /** By a model that learnt from the second and third channel, and from pixels of half a micrometre. */
    private static SegmentedImage segment(ImagePlus image, boolean matchPixelSize) {
        NetworkSettings network = Architecture.C_UNET.settings(image.getNChannels() > 1 ? 2 : 1, 3);
        SegmentationModel model = new SegmentationModel(
                "test",
                network,
                Activation.SOFTMAX,
                List.of("a", "b", "c"),
                new ImageInput(PlaneChoice.parse("2-3", "", "").channels(), Optional.of(new PixelSize(0.5, 0.5))),
                NormalizationSettings.defaults(),
                RunSettings.byRule(network),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, Double.NaN, "cpu", false),
                Weights.initial(network.build(), Initialization.HE_NORMAL, 3));
        try (Segmenter segmenter = new Segmenter(Ensemble.of(model), DeviceChoice.CPU, Tiling.AUTO)) {
            return new ImageSegmenter(segmenter, matchPixelSize)
                    .segment(image, new Options(true, Optional.empty(), 0.4), Progress.NONE);
        }
    }

    private static ImagePlus noise() {
        byte[] pixels = new byte[SIDE * SIDE];
        new Random(1).nextBytes(pixels);
        return new ImagePlus("noise", new ByteProcessor(SIDE, SIDE, pixels));
    }

    @Test
    void everyProbabilityMapIsShownFromZeroToOne() {
        ImagePlus probabilities = segment(noise()).probabilities();
        assertEquals(3, probabilities.getNChannels());
        for (int c = 1; c <= 3; c++) {
            probabilities.setC(c);
            assertEquals(0, probabilities.getDisplayRangeMin(), 1e-9, "channel " + c);
            assertEquals(1, probabilities.getDisplayRangeMax(), 1e-9, "channel " + c);
        }
    }

    private static ImagePlus calibrated(ImagePlus image, double micrometres) {
        image.getCalibration().pixelWidth = micrometres;
        image.getCalibration().pixelHeight = micrometres;
        image.getCalibration().setUnit("um");
        return image;
    }

    /** Each pixel of an image that was made twice as large is the old one's: its results are the old one's, brought to its size. */
    @Test
    void resultsOfARescaledImageHaveItsOwnSize() {
        ImagePlus image = calibrated(noise(), 0.5);
        SegmentedImage expected = segment(image, true);
        ImageProcessor doubled = image.getProcessor().duplicate();
        doubled.setInterpolationMethod(ImageProcessor.NONE);
        ImagePlus fine = calibrated(new ImagePlus("fine", doubled.resize(2 * SIDE)), 0.25);
        SegmentedImage whole = segment(fine, true);
        ImageProcessor labels = whole.labels().getProcessor();
        ImageProcessor probable = whole.probabilities().getStack().getProcessor(2);
        assertEquals(2 * SIDE, labels.getWidth());
        for (int y = 0; y < 2 * SIDE; y++) {
            for (int x = 0; x < 2 * SIDE; x++) {
                assertEquals(
                        expected.labels().getProcessor().get(x / 2, y / 2),
                        labels.get(x, y),
                        "label at " + x + ", " + y);
            }
        }
        Roi oval = new OvalRoi(13, 20, 31, 33);
        fine.setRoi(oval);
        SegmentedImage part = segment(fine, true);
        for (int y = 0; y < 2 * SIDE; y++) {
            for (int x = 0; x < 2 * SIDE; x++) {
                boolean inside = oval.contains(x, y);
                assertEquals(
                        inside ? labels.get(x, y) : 0,
                        part.labels().getProcessor().get(x, y));
                assertEquals(
                        inside ? probable.getf(x, y) : 0,
                        part.probabilities().getStack().getProcessor(2).getf(x, y),
                        1e-6f);
            }
        }
    }

    @Test
    void theLearntChannelsAreTakenFromAnImageThatHasMore() {
        ImageStack two = new ImageStack(SIDE, SIDE);
        ImageStack three = new ImageStack(SIDE, SIDE);
        three.addSlice(new ByteProcessor(SIDE, SIDE));
        for (int channel = 0; channel < 2; channel++) {
            byte[] pixels = new byte[SIDE * SIDE];
            new Random(channel).nextBytes(pixels);
            two.addSlice(new ByteProcessor(SIDE, SIDE, pixels));
            three.addSlice(new ByteProcessor(SIDE, SIDE, pixels));
        }
        ImagePlus learnt = new ImagePlus("two", two);
        learnt.setDimensions(2, 1, 1);
        ImagePlus more = new ImagePlus("three", three);
        more.setDimensions(3, 1, 1);
        assertArrayEquals((float[]) segment(learnt).probabilities().getStack().getPixels(1), (float[])
                segment(more).probabilities().getStack().getPixels(1));
    }

    @Test
    void aSelectionThatReachesOverTheEdgeLimitsTheWork() {
        ImagePlus image = noise();
        ImageProcessor whole = segment(image).probabilities().getStack().getProcessor(1);
        Roi oval = new OvalRoi(-11, -7, 31, 33);
        image.setRoi(oval);
        ImageProcessor part = segment(image).probabilities().getStack().getProcessor(1);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                float expected = oval.contains(x, y) ? whole.getf(x, y) : 0;
                assertEquals(expected, part.getf(x, y), 1e-4f, x + ", " + y);
            }
        }
    }
}

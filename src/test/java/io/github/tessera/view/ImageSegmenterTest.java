package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.tessera.image.ImageObject;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.PixelSize;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.StackPlaces;
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
import io.github.tessera.postprocess.LinkSettings;
import io.github.tessera.postprocess.ObjectSettings;
import io.github.tessera.postprocess.ObjectSplit;
import io.github.tessera.predict.Decision;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.view.ImageSegmenter.Options;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageSegmenterTest {
    private static final int SIDE = 40;

    private static SegmentedImage segment(ImagePlus image) {
        return segment(image, false);
    }

    private static SegmentedImage segment(ImagePlus image, boolean matchPixelSize) {
        return segment(image, matchPixelSize, Options.DEFAULT.withoutOverlay().withProbabilities(true));
    }

    private static SegmentedImage segment(ImagePlus image, Options options) {
        return segment(image, false, options);
    }

    /** By a model that learnt from the second and third channel, and from pixels of half a micrometre. */
    private static SegmentedImage segment(ImagePlus image, boolean matchPixelSize, Options options) {
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
        try (Segmenter segmenter = new Segmenter(Ensemble.of(model), DeviceChoice.CPU, SegmenterSettings.AUTO)) {
            return new ImageSegmenter(segmenter, matchPixelSize).segment(image, options, Progress.NONE);
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

    /** Three channels, two slices, three frames of noise, the fourth plane shown. */
    private static ImagePlus hyperstack() {
        ImageStack stack = new ImageStack(SIDE, SIDE);
        for (int i = 0; i < 18; i++) {
            byte[] pixels = new byte[SIDE * SIDE];
            new Random(i).nextBytes(pixels);
            stack.addSlice(new ByteProcessor(SIDE, SIDE, pixels));
        }
        ImagePlus image = new ImagePlus("hyper", stack);
        image.setDimensions(3, 2, 3);
        image.setOpenAsHyperStack(true);
        image.setPosition(1, 2, 2);
        return image;
    }

    @ParameterizedTest
    @CsvSource({"all, all, 2, 3, 1 2 3 4 5 6", "2, 1-2, 1, 2, 2 4", "current, current, 1, 1, 4", "'2,1', 3, 2, 1, 6 5"})
    void onlyTheChosenPlanesAreSegmentedAndTheyKeepTheirPlaces(
            String slices, String frames, int resultSlices, int resultFrames, String planes) {
        ImagePlus image = hyperstack();
        Options all = Options.DEFAULT.withProbabilities(true);
        List<byte[]> whole = LabelImage.labels(segment(image, all).labels());
        SegmentedImage chosen = segment(image, all.withPlanes(PlaneChoice.parse("all", slices, frames)));
        assertEquals(resultSlices, chosen.labels().getNSlices());
        assertEquals(resultFrames, chosen.labels().getNFrames());
        assertEquals(
                3 * resultSlices * resultFrames, chosen.probabilities().getStackSize(), "a channel for each class");
        List<Integer> numbers =
                Arrays.stream(planes.split(" ", -1)).map(Integer::valueOf).toList();
        List<byte[]> labels = LabelImage.labels(chosen.labels());
        for (int p = 0; p < numbers.size(); p++) {
            assertArrayEquals(whole.get(numbers.get(p) - 1), labels.get(p), "plane " + numbers.get(p));
        }
        StackPlaces places = new StackPlaces(image);
        for (Roi roi : chosen.overlay().toArray()) {
            List<Integer> lies = IntStream.rangeClosed(1, 6)
                    .filter(n -> places.holds(roi, n - 1))
                    .boxed()
                    .toList();
            assertTrue(lies.size() == 1 && numbers.contains(lies.get(0)), roi.getName() + " lies on " + lies);
        }
    }

    @Test
    void theOverlayOfOtherPlanesAndOfTheUserStays() {
        ImagePlus image = hyperstack();
        Roi own = new Roi(3, 3, 5, 5);
        image.setOverlay(new Overlay(own));
        segment(image, Options.DEFAULT).layOver(image);
        int all = image.getOverlay().size();
        StackPlaces places = new StackPlaces(image);
        SegmentedImage one = segment(image, Options.DEFAULT.withPlanes(PlaneChoice.parse("all", "1", "1")));
        long there = Arrays.stream(image.getOverlay().toArray())
                .filter(roi -> !roi.equals(own) && places.holds(roi, 0))
                .count();
        one.layOver(image);
        assertEquals(all - there + one.overlay().size(), image.getOverlay().size());
        assertTrue(image.getOverlay().contains(own));
    }

    @Test
    void aHigherThresholdLeavesFewerPixels() {
        ImagePlus image = noise();
        int before = SIDE * SIDE;
        for (double threshold : new double[] {0.1, 0.3, 0.4, 0.99}) {
            Options options = Options.DEFAULT.withDecision(new Decision(threshold));
            byte[] labels = LabelImage.labels(segment(image, options).labels()).get(0);
            int found = (int) IntStream.range(0, labels.length)
                    .filter(i -> labels[i] != 0)
                    .count();
            assertTrue(found <= before, threshold + ": " + found);
            before = found;
        }
        assertTrue(before < SIDE, before + " are left");
    }

    @Test
    void objectsAreCleanedNumberedAndDrawn() {
        ImagePlus image = hyperstack();
        ObjectSettings settings = new ObjectSettings(12, true, ObjectSplit.DISTANCE, 0.5);
        SegmentedImage result = segment(image, Options.DEFAULT.withObjects(settings, LinkSettings.NONE));
        ImagePlus numbers = result.objects().instances("objects");
        int[] sizes = new int[10_000];
        List<byte[]> labels = LabelImage.labels(result.labels());
        for (int p = 0; p < labels.size(); p++) {
            for (int i = 0; i < SIDE * SIDE; i++) {
                int number = numbers.getStack().getProcessor(p + 1).get(i);
                assertEquals(labels.get(p)[i] != 0, number != 0, "objects are what the labels show");
                sizes[number]++;
            }
        }
        int objects =
                (int) IntStream.range(1, sizes.length).filter(n -> sizes[n] > 0).count();
        assertTrue(objects > 6, objects + " objects");
        assertTrue(IntStream.range(1, sizes.length).allMatch(n -> sizes[n] == 0 || sizes[n] >= 12));
        assertEquals(objects, result.overlay().size());
        for (Roi roi : result.overlay().toArray()) {
            int number = Integer.parseInt(roi.getProperty(ImageObject.NUMBER_PROPERTY));
            assertEquals(Integer.toString(sizes[number]), roi.getProperty(LabelOverlay.SIZE_PROPERTY));
        }
        ImagePlus masks = result.masks();
        assertEquals(2, masks.getNChannels());
        for (int i = 0; i < SIDE * SIDE; i++) {
            assertEquals(
                    labels.get(5)[i] == 2 ? 255 : 0,
                    masks.getStack().getProcessor(12).get(i));
        }
    }
}

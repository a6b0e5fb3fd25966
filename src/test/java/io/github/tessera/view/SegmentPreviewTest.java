package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.model.Ensemble;
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
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.tile.Tile;
import io.github.tessera.view.ImageSegmenter.Options;
import io.github.tessera.view.SegmentPreview.Wish;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SegmentPreviewTest {
    private static final int SIDE = 120;

    private final ImagePlus image = blobs();
    private final AtomicInteger opened = new AtomicInteger();

    private static ImagePlus blobs() {
        ByteProcessor pixels = new ByteProcessor(SIDE, SIDE);
        Random random = new Random(4);
        for (int i = 0; i < 30; i++) {
            pixels.setValue(100 + random.nextInt(150));
            pixels.fillOval(random.nextInt(SIDE), random.nextInt(SIDE), 8 + random.nextInt(8), 8 + random.nextInt(8));
        }
        return new ImagePlus("blobs", pixels);
    }

    /** A third of the image is above it: a network that has learnt nothing says about the same everywhere. */
    private static final Decision THIRD = new Decision(third());

    private static double third() {
        ImagePlus probabilities;
        try (Segmenter segmenter = segmenter()) {
            Options options = Options.DEFAULT.withoutOverlay().withProbabilities(true);
            probabilities = new ImageSegmenter(segmenter)
                    .segment(blobs(), options, Progress.NONE)
                    .probabilities();
        }
        float[] sorted = ((float[]) probabilities.getProcessor().getPixels()).clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * 2 / 3];
    }

    private static Segmenter segmenter() {
        NetworkSettings network = Architecture.C_UNET.settings(1, 1);
        SegmentationModel model = new SegmentationModel(
                "test",
                network,
                Activation.SIGMOID,
                List.of("background", "blob"),
                NormalizationSettings.of(Normalization.MEAN_STD),
                RunSettings.byRule(network),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, Double.NaN, "cpu", false),
                Weights.initial(network.build(), Initialization.HE_NORMAL, 3));
        return new Segmenter(Ensemble.of(model), DeviceChoice.CPU, SegmenterSettings.AUTO);
    }

    private Wish wish(Options options) {
        return new Wish(
                "networks",
                () -> {
                    opened.incrementAndGet();
                    return segmenter();
                },
                false,
                options);
    }

    private void show(SegmentPreview preview, Options options) throws Exception {
        preview.show(wish(options));
        preview.await();
    }

    /** Place, size and class of what lies over the image, the preview's frame left out. */
    private List<String> laid() {
        Overlay overlay = image.getOverlay();
        return overlay == null
                ? List.of()
                : Stream.of(overlay.toArray())
                        .filter(roi -> !"Preview".equals(roi.getName()))
                        .map(roi -> roi.getName() + roi.getBounds() + roi.getStatistics().area)
                        .toList();
    }

    private List<String> laidByTheCommand(Options options) {
        try (Segmenter segmenter = segmenter()) {
            new ImageSegmenter(segmenter).segment(image, options, Progress.NONE).layOver(image);
        }
        List<String> laid = laid();
        image.setOverlay((Overlay) null);
        return laid;
    }

    @Test
    void whatIsShownIsWhatTheCommandGives() throws Exception {
        Options some = Options.DEFAULT
                .withDecision(THIRD)
                .withObjects(new ObjectSettings(12, true, ObjectSplit.DISTANCE, 0.5), LinkSettings.NONE);
        for (Options options : List.of(Options.DEFAULT.withDecision(THIRD), some)) {
            List<String> expected = laidByTheCommand(options);
            assertTrue(expected.size() > 2, expected.toString());
            try (SegmentPreview preview = new SegmentPreview(image)) {
                show(preview, options);
                assertEquals(expected, laid());
            }
        }
    }

    @Test
    void thresholdAndSmallestObjectMoveWithoutLoadingAnything() throws Exception {
        try (SegmentPreview preview = new SegmentPreview(image)) {
            show(preview, Options.DEFAULT.withDecision(THIRD));
            int usual = laid().size();
            show(preview, Options.DEFAULT.withDecision(new Decision(1)));
            assertEquals(List.of(), laid());
            show(
                    preview,
                    Options.DEFAULT
                            .withDecision(THIRD)
                            .withObjects(new ObjectSettings(50, false, ObjectSplit.NONE, 0.5), LinkSettings.NONE));
            assertTrue(laid().size() < usual && !laid().isEmpty(), laid() + " of " + usual);
            assertEquals(1, opened.get());
        }
    }

    @Test
    void closedItGivesTheOverlayBack() throws Exception {
        Roi own = new Roi(3, 4, 5, 6);
        own.setName("mine");
        image.setOverlay(new Overlay(own));
        SegmentPreview preview = new SegmentPreview(image);
        show(preview, Options.DEFAULT.withDecision(THIRD));
        assertTrue(laid().size() > 1 && laid().get(0).startsWith("mine"), laid().toString());
        preview.close();
        assertEquals(1, image.getOverlay().size());
        assertEquals("mine", image.getOverlay().get(0).getName());
        image.setOverlay((Overlay) null);
        preview = new SegmentPreview(image);
        show(preview, Options.DEFAULT.withDecision(THIRD));
        preview.close();
        assertNull(image.getOverlay());
    }

    @Test
    void hiddenItCanBeShownAgain() throws Exception {
        try (SegmentPreview preview = new SegmentPreview(image)) {
            show(preview, Options.DEFAULT.withDecision(THIRD));
            List<String> first = laid();
            preview.hide();
            preview.await();
            assertNull(image.getOverlay());
            show(preview, Options.DEFAULT.withDecision(THIRD));
            assertEquals(first, laid());
            assertEquals(1, opened.get());
        }
    }

    @Test
    void closedBeforeAnythingIsDoneItLeavesNothing() {
        try (SegmentPreview preview = new SegmentPreview(image)) {
            for (int i = 1; i < 100; i++) {
                preview.show(wish(Options.DEFAULT.withDecision(new Decision(i / 100.0))));
            }
        }
        assertNull(image.getOverlay());
    }

    @Test
    void aSelectionLimitsIt() throws Exception {
        image.setRoi(new OvalRoi(30, 40, 50, 30));
        try (SegmentPreview preview = new SegmentPreview(image)) {
            show(preview, Options.DEFAULT.withDecision(new Decision(0)));
            assertEquals(
                    new Rectangle(30, 40, 50, 30), image.getOverlay().get(0).getBounds());
            assertEquals(
                    image.getRoi().getStatistics().area,
                    image.getOverlay().get(0).getStatistics().area,
                    1);
        }
    }

    @Test
    void aModelThatIsNotThereIsToldAndNothingIsShown() throws Exception {
        try (SegmentPreview preview = new SegmentPreview(image)) {
            show(preview, Options.DEFAULT.withDecision(THIRD));
            preview.show(new Wish(
                    "others",
                    () -> {
                        throw new TesseraException("There is no such model.");
                    },
                    false,
                    Options.DEFAULT));
            preview.await();
            assertNull(image.getOverlay());
            show(preview, Options.DEFAULT.withDecision(THIRD));
            assertTrue(laid().size() > 1);
            assertEquals(2, opened.get());
        }
    }

    @Test
    void thePixelsStayAsTheyAre() throws Exception {
        byte[] before = ((byte[]) image.getProcessor().getPixels()).clone();
        try (SegmentPreview preview = new SegmentPreview(image)) {
            show(preview, Options.DEFAULT.withDecision(THIRD));
        }
        assertArrayEquals(before, (byte[]) image.getProcessor().getPixels());
    }

    @Test
    void onlyThePlaneThatIsShownIsDrawnOn() throws Exception {
        ImagePlus stack = IJ.createImage("stack", "8-bit ramp", 40, 40, 3);
        stack.setSlice(2);
        try (SegmentPreview preview = new SegmentPreview(stack)) {
            show(preview, Options.DEFAULT.withDecision(new Decision(0)));
            assertEquals(2, stack.getOverlay().get(0).getPosition());
        }
    }

    @Test
    void ofALargePartTheMiddleIsTaken() {
        Tile area = new Tile(100, 200, 5000, 4000);
        assertEquals(new Tile(100 + 1988, 200 + 1488, 1024, 1024), part(new Rectangle(0, 0, 9000, 9000), area));
        assertEquals(new Tile(100, 200, 50, 60), part(new Rectangle(0, 0, 150, 260), area));
        assertEquals(new Tile(300, 400, 10, 20), part(new Rectangle(300, 400, 10, 20), area));
        Tile elsewhere = part(new Rectangle(0, 0, 50, 50), new Tile(100, 200, 30, 40));
        assertEquals(new Tile(100, 200, 30, 40), elsewhere);
    }

    private static Tile part(Rectangle seen, Tile area) {
        return OverlayPreview.part(seen, area, SegmentPreview.LARGEST_SIDE);
    }
}

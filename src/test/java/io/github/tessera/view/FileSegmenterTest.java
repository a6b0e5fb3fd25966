package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.SmallDisk;
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
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.view.ImageSegmenter.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSegmenterTest {
    private static final int WIDTH = 90;
    private static final int HEIGHT = 130;

    @TempDir
    Path folder;

    private Segmenter segmenter;

    @BeforeEach
    void load() {
        NetworkSettings network = Architecture.C_UNET.settings(1, 3);
        SegmentationModel model = new SegmentationModel(
                "test",
                network,
                Activation.SOFTMAX,
                List.of("a", "b", "c"),
                NormalizationSettings.defaults(),
                RunSettings.byRule(network),
                new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, Double.NaN, "cpu", false),
                Weights.initial(network.build(), Initialization.HE_NORMAL, 3));
        segmenter = new Segmenter(Ensemble.of(model), DeviceChoice.CPU, SegmenterSettings.tiles(64, 16));
    }

    @AfterEach
    void close() {
        segmenter.close();
    }

    /** Two slices of two frames. */
    private static ImagePlus image() {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int i = 0; i < 4; i++) {
            byte[] pixels = new byte[WIDTH * HEIGHT];
            new Random(i).nextBytes(pixels);
            stack.addSlice(null, pixels);
        }
        ImagePlus image = new ImagePlus("noise.tif", stack);
        image.setDimensions(1, 2, 2);
        image.getCalibration().setUnit("um");
        image.getCalibration().pixelWidth = 0.5;
        image.getCalibration().pixelHeight = 0.25;
        image.getCalibration().pixelDepth = 2;
        image.getCalibration().frameInterval = 1.5;
        image.getCalibration().setTimeUnit("min");
        return image;
    }

    @Test
    void filesHoldWhatTheImageInMemoryGives() {
        ImagePlus image = image();
        Options options = Options.DEFAULT.withProbabilities(true).withPlanes(PlaneChoice.parse("all", "2", "all"));
        SegmentedImage expected = new ImageSegmenter(segmenter).segment(image, options, Progress.NONE);
        Path labelFile = folder.resolve("labels.tif");
        Path probabilityFile = folder.resolve("probabilities.tif");
        FileSegmenter.Result result = new FileSegmenter(segmenter)
                .segment(PlaneStack.of(image), labelFile, Optional.of(probabilityFile), options, Progress.NONE);
        ImagePlus labels = IJ.openImage(labelFile.toString());
        assertEquals(List.of("a", "b", "c"), LabelImage.classes(labels));
        assertEquals(1, labels.getNSlices());
        assertEquals(2, labels.getNFrames());
        assertEquals(0.25, labels.getCalibration().pixelHeight, 1e-6);
        assertEquals(2, labels.getCalibration().pixelDepth, 1e-6);
        assertEquals(1.5, labels.getCalibration().frameInterval, 1e-6);
        assertEquals("min", labels.getCalibration().getTimeUnit());
        List<byte[]> planes = LabelImage.labels(labels);
        for (int p = 0; p < 2; p++) {
            assertArrayEquals(LabelImage.labels(expected.labels()).get(p), planes.get(p), "plane " + p);
            long ones = 0;
            for (byte label : planes.get(p)) {
                ones += label == 1 ? 1 : 0;
            }
            assertEquals(ones, result.planes().get(p).pixels(1));
        }
        ImagePlus probabilities = IJ.openImage(probabilityFile.toString());
        assertEquals(3, probabilities.getNChannels());
        assertEquals(LabelImage.classes(expected.probabilities()), LabelImage.classes(probabilities));
        assertArrayEquals(
                expected.probabilities().getStack().getSliceLabels(),
                probabilities.getStack().getSliceLabels());
        for (int i = 1; i <= 6; i++) {
            assertArrayEquals((float[]) expected.probabilities().getStack().getPixels(i), (float[])
                    probabilities.getStack().getPixels(i));
        }
        ImagePlus overview = result.overview();
        assertEquals("noise_overview", overview.getTitle());
        assertEquals(2, overview.getNFrames());
        assertEquals(2, overview.getCalibration().pixelDepth);
        assertEquals(1.5, overview.getCalibration().frameInterval);
        assertTrue(overview.getOverlay().size() > 0);
        assertEquals(expected.overlay().size(), overview.getOverlay().size(), "as small as it is, nothing is left out");
    }

    @Test
    void cancelledOrRefusedNothingIsLeft() throws IOException {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        PlaneStack planes = PlaneStack.of(image());
        FileSegmenter files = new FileSegmenter(segmenter);
        Path labels = folder.resolve("labels.tif");
        Optional<Path> probabilities = Optional.of(folder.resolve("probabilities.tif"));
        assertThrows(
                CancelledException.class,
                () -> files.segment(planes, labels, probabilities, Options.DEFAULT, cancelled));
        Options cleaned = Options.DEFAULT.withObjects(ObjectSettings.DEFAULT, LinkSettings.NONE);
        String message = assertThrows(
                        TesseraException.class,
                        () -> files.segment(planes, labels, probabilities, cleaned, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("noise.tif") && message.contains("more memory"), message);
        try (Stream<Path> left = Files.list(folder)) {
            assertFalse(left.findAny().isPresent());
        }
    }

    /** The labels need 47 KB, the probabilities twelve times as much. */
    @Test
    void aFullDiskIsToldOfTheFileThatDidNotFit() throws IOException, InterruptedException {
        try (SmallDisk disk = new SmallDisk(folder.resolve("disk"), "32k")) {
            Path here = folder.resolve("here.tif");
            Path there = disk.folder().resolve("there.tif");
            assertEquals(
                    "Cannot write " + there + ", because the disk is full; free some space or choose another disk.",
                    refusal(there, here));
            assertEquals(
                    "Cannot write " + there + ", because the disk is full; free some space or choose another disk.",
                    refusal(here, there));
            try (Stream<Path> left = Files.walk(folder)) {
                assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
            }
        }
    }

    private String refusal(Path labels, Path probabilities) {
        return assertThrows(TesseraException.class, () -> new FileSegmenter(segmenter)
                        .segment(
                                PlaneStack.of(image()),
                                labels,
                                Optional.of(probabilities),
                                Options.DEFAULT,
                                Progress.NONE))
                .getMessage();
    }

    @Test
    void anOverviewOfALargeImageIsSmall() {
        byte[] pixels = new byte[5000 * 40];
        new Random(1).nextBytes(pixels);
        ImagePlus wide = new ImagePlus("wide", new ByteProcessor(5000, 40, pixels));
        FileSegmenter.Result result = new FileSegmenter(segmenter)
                .segment(
                        PlaneStack.of(wide),
                        folder.resolve("labels.tif"),
                        Optional.empty(),
                        Options.DEFAULT,
                        Progress.NONE);
        assertEquals(2048, result.overview().getWidth());
        assertEquals(16, result.overview().getHeight());
    }
}

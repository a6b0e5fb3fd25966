package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.tessera.image.NormalizationSettings;
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
        try (Segmenter segmenter = new Segmenter(model, DeviceChoice.CPU, Tiling.AUTO)) {
            return new ImageSegmenter(segmenter)
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

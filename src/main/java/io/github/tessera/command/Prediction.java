package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Planes;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.view.ImageSegmenter;
import io.github.tessera.view.ImageSegmenter.Options;
import java.util.List;

/**
 * What a model makes of an image, whatever is selected on it.
 *
 * @param planes class indices of each plane, row by row
 */
record Prediction(List<byte[]> planes) {
    /**
     * Segments all planes.
     *
     * @param rescale whether to the pixel size that the model learnt from
     */
    static Prediction of(
            SegmentationModel model, boolean rescale, ImagePlus image, DeviceChoice device, Progress progress) {
        try (Segmenter segmenter = new Segmenter(Ensemble.of(model), device, SegmenterSettings.AUTO)) {
            ImagePlus labels = new ImageSegmenter(segmenter, rescale)
                    .segment(unselected(image), Options.DEFAULT.withoutOverlay(), progress)
                    .labels();
            return new Prediction(LabelImage.labels(labels));
        }
    }

    private static ImagePlus unselected(ImagePlus image) {
        ImagePlus same = new ImagePlus(image.getTitle(), image.getStack());
        int slices = Planes.count(image) / image.getNFrames();
        same.setDimensions(image.getStackSize() / Planes.count(image), slices, image.getNFrames());
        same.setCalibration(image.getCalibration());
        return same;
    }
}

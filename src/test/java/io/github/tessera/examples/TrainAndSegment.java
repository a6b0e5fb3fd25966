package io.github.tessera.examples;

import ij.ImagePlus;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.train.Training;
import io.github.tessera.train.TrainingConfig;
import io.github.tessera.view.ImageSegmenter;
import io.github.tessera.view.ImageSegmenter.Options;
import io.github.tessera.view.SegmentedImage;
import java.nio.file.Path;

/** The README's Java example; a test holds the two together and runs it. */
final class TrainAndSegment {
    private TrainAndSegment() {}

    static ImagePlus run(Path images, Path masks, Path model, ImagePlus image) {
        // README begin
        LabelledSet set = LabelledSet.fromFolders(images, masks, MaskSettings.defaults(), Progress.NONE);
        TrainingConfig config =
                TrainingConfig.defaults("shapes").withLength(5, 100).withCrops(8, 64);
        new Training(config, set, model).run(Progress.NONE);

        try (Segmenter segmenter = Segmenter.open(model, DeviceChoice.AUTO)) {
            SegmentedImage result = new ImageSegmenter(segmenter).segment(image, Options.DEFAULT, Progress.NONE);
            result.layOver(image);
            return result.labels();
        }
        // README end
    }
}

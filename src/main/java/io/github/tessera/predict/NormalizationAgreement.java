package io.github.tessera.predict;

import io.github.tessera.image.PlaneStack;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.FixedNormalization;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What it changes to normalize all images with the same numbers in place of each image's own.
 *
 * @param images looked at, the first plane of each
 * @param pixels share of their pixels that get another class
 * @param worst the image with most of them
 * @param worstPixels its share
 */
public record NormalizationAgreement(int images, double pixels, String worst, double worstPixels) {
    private static final int MOST_IMAGES = 10;

    /** Segments both ways at most ten images, evenly taken from those that the numbers come from. */
    public static NormalizationAgreement of(
            SegmentationModel model, FixedNormalization fixed, List<Path> files, Progress progress) {
        int count = Math.min(files.size(), MOST_IMAGES);
        long pixels = 0;
        long others = 0;
        String worst = "";
        double most = -1;
        try (Segmenter own = new Segmenter(Ensemble.of(model), DeviceChoice.CPU, SegmenterSettings.AUTO);
                Segmenter same =
                        new Segmenter(Ensemble.of(fixed.in(model)), DeviceChoice.CPU, SegmenterSettings.AUTO)) {
            for (int i = 0; i < count; i++) {
                progress.check();
                Path file = files.get(i * files.size() / count);
                progress.status("Trying the numbers on " + file.getFileName());
                PlaneStack stack = PlaneStack.open(file);
                byte[] wanted = labels(own, stack, progress);
                byte[] found = labels(same, stack, progress);
                int different = 0;
                for (int p = 0; p < wanted.length; p++) {
                    different += wanted[p] == found[p] ? 0 : 1;
                }
                pixels += wanted.length;
                others += different;
                if ((double) different / wanted.length > most) {
                    most = (double) different / wanted.length;
                    worst = stack.name();
                }
            }
        }
        return new NormalizationAgreement(count, (double) others / pixels, worst, most);
    }

    private static byte[] labels(Segmenter segmenter, PlaneStack stack, Progress progress) {
        return segmenter
                .segment(stack.planes().get(0), stack.name(), stack.bitDepth(), false, progress)
                .labels();
    }

    /** One line for the log. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "With these numbers %.2f %% of the pixels of %d of the images get another class than with each image's own, at most %.2f %% (%s).",
                100 * pixels,
                images,
                100 * worstPixels,
                worst);
    }
}

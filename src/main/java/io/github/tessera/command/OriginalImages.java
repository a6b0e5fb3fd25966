package io.github.tessera.command;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.predict.EvaluatedImage;
import io.github.tessera.predict.Evaluation;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.RawImages;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/** The images that labels were predicted for, wherever the user has them. */
final class OriginalImages {
    private OriginalImages() {}

    /** Those that a model has just segmented. */
    static RawImages of(Evaluation evaluation, LabelledSet set) {
        return inOrder(
                evaluation, set.images().stream().map(LabelledImage::pixels).toList());
    }

    /**
     * Those that were segmented before.
     *
     * @param entered a folder, or the title of an open image; nothing if they are not to be shown
     */
    static RawImages of(Evaluation evaluation, String entered) {
        if (entered.isBlank()) {
            return RawImages.NONE;
        }
        ImagePlus open = WindowManager.getImage(entered);
        if (open != null) {
            return inOrder(evaluation, PlaneStack.of(open).planes());
        }
        SegmentedFiles files = new SegmentedFiles(Paths.input("images", entered), evaluation);
        return image -> Optional.of(files.pixels(image));
    }

    private static RawImages inOrder(Evaluation evaluation, List<RandomAccessibleInterval<FloatType>> planes) {
        return image -> Optional.of(sameSize(image, evaluation.images().indexOf(image), planes));
    }

    private static RandomAccessibleInterval<FloatType> sameSize(
            EvaluatedImage image, int index, List<RandomAccessibleInterval<FloatType>> planes) {
        boolean there = index < planes.size()
                && planes.get(index).dimension(0) == image.area().width()
                && planes.get(index).dimension(1) == image.area().height();
        if (!there) {
            throw new TesseraException("The open image has no slice of the size of the prediction " + image.name()
                    + " at its place: choose the image that was segmented.");
        }
        return planes.get(index);
    }
}

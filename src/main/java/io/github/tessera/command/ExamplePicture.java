package io.github.tessera.command;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.Palette;
import io.github.tessera.metric.Metric;
import io.github.tessera.predict.EvaluatedImage;
import io.github.tessera.predict.Evaluation;
import io.github.tessera.predict.ShownLabels;
import io.github.tessera.view.ResultPicture;
import java.nio.file.Path;
import java.util.List;

/** The worst, the middle and the best image of an evaluation, each with truth and prediction over it. */
final class ExamplePicture {
    private static final int CELL = 256;

    private final Path folder;

    /** Takes the images from a folder, as {@link SegmentedFiles} finds them. */
    ExamplePicture(Path folder) {
        this.folder = folder;
        ImageFiles.list(folder); // what is no folder is told before the work
    }

    ImagePlus of(Evaluation evaluation) {
        SegmentedFiles files = new SegmentedFiles(folder, evaluation);
        List<ResultPicture.Example> examples = evaluation.examples().stream()
                .map(image -> example(image, files.open(image)))
                .toList();
        ResultPicture picture = new ResultPicture(evaluation.classes(), Palette.standard(), CELL);
        return picture.of("Tessera examples", examples);
    }

    private static ResultPicture.Example example(EvaluatedImage image, ImagePlus opened) {
        String caption = image.name() + ": IoU " + Metric.text(image.report().summary(Metric.IOU));
        ShownLabels labels = image.labels();
        ByteProcessor truth = new ByteProcessor(labels.width(), labels.height(), labels.truth());
        ByteProcessor prediction = new ByteProcessor(labels.width(), labels.height(), labels.prediction());
        ImagePlus shown = labels.step() == 1 ? opened : opened.resize(labels.width(), labels.height(), "bilinear");
        shown.setSlice(opened.getCurrentSlice()); // a resized stack begins at its first
        return new ResultPicture.Example(caption, shown, truth, prediction);
    }
}

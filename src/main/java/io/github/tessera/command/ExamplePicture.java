package io.github.tessera.command;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.Palette;
import io.github.tessera.image.Planes;
import io.github.tessera.metric.Metric;
import io.github.tessera.predict.EvaluatedImage;
import io.github.tessera.predict.Evaluation;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import io.github.tessera.view.ResultPicture;
import java.nio.file.Path;
import java.util.List;

/** The worst, the middle and the best image of an evaluation, each with truth and prediction over it. */
final class ExamplePicture {
    private static final int CELL = 256;

    private final Path folder;

    /** Takes the images from a folder; they have the names of the predictions, whatever the file's ending. */
    ExamplePicture(Path folder) {
        this.folder = folder;
    }

    ImagePlus of(Evaluation evaluation) {
        List<ResultPicture.Example> examples = evaluation.examples().stream()
                .map(image -> example(image, plane(evaluation, image)))
                .toList();
        ResultPicture picture = new ResultPicture(evaluation.classes(), Palette.standard(), CELL);
        return picture.of("Tessera examples", examples);
    }

    /** Which plane of its file: the slices of a stack were read in order. */
    private static int plane(Evaluation evaluation, EvaluatedImage image) {
        String name = ImageFiles.baseName(image.name());
        List<EvaluatedImage> sameFile = evaluation.images().stream()
                .filter(other -> ImageFiles.baseName(other.name()).equals(name))
                .toList();
        return sameFile.indexOf(image);
    }

    private ResultPicture.Example example(EvaluatedImage image, int plane) {
        String caption = image.name() + ": IoU " + Metric.text(image.report().summary(Metric.IOU));
        ByteProcessor truth = new ByteProcessor(image.width(), image.height(), image.truth());
        ByteProcessor prediction = new ByteProcessor(image.width(), image.height(), image.prediction());
        return new ResultPicture.Example(caption, open(image, plane), truth, prediction);
    }

    private ImagePlus open(EvaluatedImage image, int plane) {
        Path file = ImageFiles.list(folder).stream()
                .filter(f -> ImageFiles.baseName(f.getFileName().toString()).equals(ImageFiles.baseName(image.name())))
                .findFirst()
                .orElseThrow(() -> new TesseraException("There is no image in " + folder + " for the prediction "
                        + image.name() + ": choose the folder of the images that were segmented."));
        ImagePlus opened = ImageFiles.open(file);
        if (plane >= Planes.count(opened)) {
            throw new TesseraException("The image " + file + " has fewer slices than its prediction, "
                    + Planes.count(opened) + ": choose the folder of the images that were segmented.");
        }
        opened.setSlice(Planes.stackIndex(opened, 1, plane));
        Tile area = image.area();
        if (opened.getWidth() != area.width() || opened.getHeight() != area.height()) {
            throw new TesseraException("The image " + file + " is not of the size of its prediction, " + area.width()
                    + "x" + area.height() + ": choose the folder of the images that were segmented.");
        }
        return image.step() == 1 ? opened : opened.resize(image.width(), image.height(), "bilinear");
    }
}

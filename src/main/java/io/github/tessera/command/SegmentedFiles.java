package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.Planes;
import io.github.tessera.predict.EvaluatedImage;
import io.github.tessera.predict.Evaluation;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * The files of the images that were segmented before they were evaluated.
 *
 * @param folder they have the names of the predictions, whatever the file's ending
 */
record SegmentedFiles(Path folder, Evaluation evaluation) {
    /**
     * Opens an image.
     *
     * @return the whole file, the image's slice being the current one
     * @throws TesseraException if it is not there, or is another one
     */
    ImagePlus open(EvaluatedImage image) {
        Path file = ImageFiles.list(folder).stream()
                .filter(f -> ImageFiles.baseName(f.getFileName().toString()).equals(ImageFiles.baseName(image.name())))
                .findFirst()
                .orElseThrow(() -> new TesseraException("There is no image in " + folder + " for the prediction "
                        + image.name() + ": choose the folder of the images that were segmented."));
        ImagePlus opened = ImageFiles.open(file);
        int plane = plane(image);
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
        return opened;
    }

    /**
     * Reads an image's intensities (x, y, channel).
     *
     * @throws TesseraException as {@link #open} does
     */
    RandomAccessibleInterval<FloatType> pixels(EvaluatedImage image) {
        return Planes.of(open(image), plane(image));
    }

    /** Which plane of its file: the slices of a stack were read in order. */
    private int plane(EvaluatedImage image) {
        String name = ImageFiles.baseName(image.name());
        List<EvaluatedImage> sameFile = evaluation.images().stream()
                .filter(other -> ImageFiles.baseName(other.name()).equals(name))
                .toList();
        return sameFile.indexOf(image);
    }
}

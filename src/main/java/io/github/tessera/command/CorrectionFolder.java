package io.github.tessera.command;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import io.github.tessera.data.LabelKind;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.ReadingSettings;
import io.github.tessera.data.SplitFile;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.Planes;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.ImageSegmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The corrected images that a model has learnt from, in its folder: {@code corrections/images} and, of the same names, label images in
 * {@code corrections/labels}. One plane a file.
 *
 * @param model the model's folder
 */
record CorrectionFolder(Path model) {
    private static final String ENDING = ".tif";

    private Path root() {
        return model.resolve("corrections");
    }

    private Path images() {
        return root().resolve("images");
    }

    private Path labels() {
        return root().resolve("labels");
    }

    /** Whether there is something in it. */
    boolean exists() {
        return Files.isDirectory(images());
    }

    /** Takes over what is in that of another model, as it is. */
    void take(CorrectionFolder other, Progress progress) {
        if (!other.exists()) {
            return;
        }
        for (Path image : ImageFiles.list(other.images())) {
            progress.check();
            String name = image.getFileName().toString();
            copy(image, images().resolve(name));
            copy(other.labels().resolve(name), labels().resolve(name));
        }
    }

    private static void copy(Path from, Path to) {
        AtomicFile.write(to, path -> Files.copy(from, path));
    }

    /** Adds the planes of a correction; one of the same image is replaced. */
    void add(ImagePlus image, Correction correction, List<String> classes, Progress progress) {
        for (int plane : correction.planes()) {
            progress.check();
            String name = name(image, plane);
            ImageFiles.saveTiff(plane(image, plane), images().resolve(name));
            ImagePlus labels = LabelImage.of(
                    List.of(correction.labels().planes().get(plane)),
                    image.getWidth(),
                    image.getHeight(),
                    classes,
                    ImageFiles.baseName(name),
                    image.getCalibration());
            ImageFiles.saveTiff(labels, labels().resolve(name));
        }
    }

    /** The image's title, unless another image has it: then with a number. */
    private String name(ImagePlus image, int plane) {
        String title = ImageSegmenter.baseName(image).replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
        String whole = Planes.count(image) == 1 ? title : title + "_slice_" + (plane + 1);
        String name = whole + ENDING;
        for (int n = 2; !isFree(images().resolve(name), image, plane); n++) {
            name = whole + "_" + n + ENDING;
        }
        return name;
    }

    private static boolean isFree(Path file, ImagePlus image, int plane) {
        return Files.notExists(file)
                || Planes.same(PlaneStack.open(file).planes().get(0), Planes.of(image, plane));
    }

    /** One plane, with all its channels, as it is; the pixels are shared. */
    private static ImagePlus plane(ImagePlus image, int plane) {
        ImageStack stack = new ImageStack(image.getWidth(), image.getHeight());
        int channels = image.getStackSize() / Planes.count(image);
        for (int channel = 1; channel <= channels; channel++) {
            int place = Planes.stackIndex(image, channel, plane);
            stack.addSlice(
                    image.getStack().getSliceLabel(place), image.getStack().getProcessor(place));
        }
        ImagePlus one = new ImagePlus(image.getTitle(), stack);
        one.setDimensions(channels, 1, 1);
        one.setCalibration(image.getCalibration());
        return channels == 1 ? one : new CompositeImage(one, CompositeImage.COMPOSITE);
    }

    /**
     * All of them.
     *
     * @param classes how many the model has
     * @return labels are their indices
     */
    LabelledSet read(int classes, ReadingSettings reading, Progress progress) {
        MaskSettings settings =
                MaskSettings.defaults().withKind(LabelKind.VALUES).withIndices(classes);
        return LabelledSet.fromFolders(images(), labels(), settings, reading, progress);
    }

    /** Deletes it, and all else that a correction writes, unless there is a model in the folder by now. */
    void deleteUnlessLearnt() {
        if (Files.exists(model.resolve(ModelPackage.DESCRIPTION))) {
            return;
        }
        try {
            for (Path folder : List.of(images(), labels())) {
                if (Files.isDirectory(folder)) {
                    for (Path file : files(folder)) {
                        Files.delete(file);
                    }
                    Files.delete(folder);
                }
            }
            Files.deleteIfExists(root());
            Files.deleteIfExists(model.resolve(TrainingRecord.FILE));
            Files.deleteIfExists(model.resolve(SplitFile.NAME));
            if (Files.isDirectory(model) && files(model).isEmpty()) {
                Files.delete(model);
            }
        } catch (IOException e) {
            throw new TesseraException(
                    "There is no new model, but what is left in " + model
                            + " cannot be deleted: delete the folder yourself.",
                    e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}

package io.github.tessera.command;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Images that users name by the title of an open one, or by a file. */
final class OpenOrFile {
    private OpenOrFile() {}

    /**
     * The image.
     *
     * @param key the field in which it was entered
     * @throws TesseraException if nothing was entered, or it is neither
     */
    static ImagePlus image(String key, String text) {
        ImagePlus open = WindowManager.getImage(text);
        if (open != null) {
            return open;
        }
        Path file = Paths.input(key, text);
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new TesseraException("No open image is called " + text + ", and there is no file " + file
                    + ": enter the title of an open image, or a file (" + key + ").");
        }
        return ImageFiles.open(file);
    }

    /** The names of the classes that a label image knows; none if it is no such image. */
    static List<String> classes(ImagePlus labels) {
        return labels.getProp(LabelImage.CLASSES_PROPERTY) == null ? List.of() : LabelImage.classes(labels);
    }
}

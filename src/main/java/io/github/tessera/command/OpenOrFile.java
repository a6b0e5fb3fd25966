package io.github.tessera.command;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import java.util.List;

/** Images that users name by the title of an open one, or by a file. */
final class OpenOrFile {
    private OpenOrFile() {}

    /**
     * The image.
     *
     * @param key the field in which it was entered
     * @throws io.github.tessera.progress.TesseraException if nothing was entered, or it is neither
     */
    static ImagePlus image(String key, String text) {
        ImagePlus open = WindowManager.getImage(text);
        return open != null ? open : ImageFiles.open(Paths.input(key, text));
    }

    /** The names of the classes that a label image knows; none if it is no such image. */
    static List<String> classes(ImagePlus labels) {
        return labels.getProp(LabelImage.CLASSES_PROPERTY) == null ? List.of() : LabelImage.classes(labels);
    }
}

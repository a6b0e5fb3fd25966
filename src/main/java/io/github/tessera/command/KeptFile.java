package io.github.tessera.command;

import ij.ImagePlus;
import ij.WindowManager;

/** The image of a field that is asked for again and again, as a preview does; one from a file is opened once. */
final class KeptFile {
    private final String key;
    private String text;
    private ImagePlus image;

    /** Of the field of this name. */
    KeptFile(String key) {
        this.key = key;
    }

    /**
     * The open image, or the one of the file; the same as before if the text names the same file.
     *
     * @throws io.github.tessera.progress.TesseraException if nothing was entered, or it is neither
     */
    synchronized ImagePlus image(String entered) {
        if (WindowManager.getImage(entered) != null) {
            return OpenOrFile.image(key, entered); // It may be closed or changed before the next time.
        }
        if (!entered.equals(text)) {
            image = OpenOrFile.image(key, entered);
            text = entered;
        }
        return image;
    }
}

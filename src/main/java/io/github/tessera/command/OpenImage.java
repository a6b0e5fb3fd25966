package io.github.tessera.command;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.tessera.progress.TesseraException;
import java.util.List;

/** Images that are open in ImageJ. */
final class OpenImage {
    private OpenImage() {}

    /**
     * The image of a title.
     *
     * @param key the field in which it was entered
     * @throws TesseraException if there is none
     */
    static ImagePlus titled(String key, String title) {
        ImagePlus image = WindowManager.getImage(title);
        if (image == null) {
            throw new TesseraException("No open image has the title \"" + title + "\" (" + key + ")"
                    + Nearest.to(title, List.of(WindowManager.getImageTitles()))
                            .map(nearest -> "; did you mean \"" + nearest + "\"?")
                            .orElse(": open it, or write its title as its window shows it."));
        }
        return image;
    }
}

package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.OverlayPreview;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The tick box of a command's preview: makes the preview when it is first ticked, hides and shows it, and ends with the dialog.
 *
 * @param <W> what to show
 */
final class PreviewSwitch<W> {
    private final Function<ImagePlus, OverlayPreview<W>> making;
    private OverlayPreview<W> preview;

    /** Nothing is shown yet. */
    PreviewSwitch(Function<ImagePlus, OverlayPreview<W>> making) {
        this.making = making;
    }

    /**
     * Shows over the image what is wished, or nothing; returns at once.
     *
     * @param wish what the dialog asks for now; if that makes no sense, the status line says why
     */
    void set(boolean ticked, ImagePlus image, Supplier<W> wish) {
        if (!ticked) {
            if (preview != null) {
                preview.hide();
            }
            return;
        }
        if (preview == null) {
            preview = making.apply(image);
        }
        try {
            preview.show(wish.get());
        } catch (TesseraException e) {
            preview.tell(e.getMessage());
        }
    }

    /** Gives the image its overlay back, if a preview was shown. */
    void close() {
        if (preview != null) {
            preview.close();
            preview = null;
        }
    }
}

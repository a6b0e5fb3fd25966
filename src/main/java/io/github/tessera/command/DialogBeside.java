package io.github.tessera.command;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GUI;
import ij.gui.GenericDialog;
import java.awt.Dimension;
import java.awt.Point;
import java.awt.Rectangle;
import java.util.Comparator;
import java.util.List;

/** A dialog that opens beside the active image, so that a preview on it can be seen. */
final class DialogBeside extends GenericDialog {
    private static final long serialVersionUID = 1;
    private static final int GAP = 8;

    DialogBeside(String title) {
        super(title);
        centerDialog(false);
    }

    // ImageJ calls it when the size is known, and before anything is shown.
    @Override
    protected void setup() {
        ImagePlus image = WindowManager.getCurrentImage();
        if (image == null || image.getWindow() == null) {
            GUI.centerOnImageJScreen(this);
        } else {
            Rectangle window = image.getWindow().getBounds();
            setLocation(place(window, getSize(), GUI.getMaxWindowBounds(image.getWindow())));
        }
    }

    /** Right of the image, left, below or above: the first place with room for all, or the one that covers least of the image. */
    static Point place(Rectangle image, Dimension dialog, Rectangle screen) {
        List<Point> places = List.of(
                new Point(image.x + image.width + GAP, image.y),
                new Point(image.x - dialog.width - GAP, image.y),
                new Point(image.x, image.y + image.height + GAP),
                new Point(image.x, image.y - dialog.height - GAP));
        return places.stream()
                .map(place -> inside(place, dialog, screen))
                .min(Comparator.comparingLong(place -> covered(new Rectangle(place, dialog).intersection(image))))
                .orElseThrow();
    }

    private static Point inside(Point place, Dimension dialog, Rectangle screen) {
        int x = Math.min(place.x, screen.x + screen.width - dialog.width);
        int y = Math.min(place.y, screen.y + screen.height - dialog.height);
        return new Point(Math.max(screen.x, x), Math.max(screen.y, y));
    }

    private static long covered(Rectangle both) {
        return both.isEmpty() ? 0 : (long) both.width * both.height;
    }
}

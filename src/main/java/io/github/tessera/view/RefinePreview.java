package io.github.tessera.view;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.process.ByteProcessor;
import io.github.tessera.image.Palette;
import io.github.tessera.image.Planes;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;
import io.github.tessera.view.LabelOverlay.Grouping;
import java.util.function.Function;

/** Shows over an image what refining would give in the part that is seen, in the selection if there is one. */
public final class RefinePreview extends OverlayPreview<RefinePreview.Wish> {
    /** Sides of the part that is refined, at most: it takes a second or so. */
    private static final int LARGEST_SIDE = 512;

    private static final double OPACITY = 0.4;

    /**
     * What to show.
     *
     * @param refiner as it would be used; made on the preview's thread, so that opening and reading may take a while, with a progress
     *     that is cancelled once something else is wanted
     */
    public record Wish(Function<Progress, ImageRefiner> refiner) {}

    /** Shows nothing yet. */
    public RefinePreview(ImagePlus image) {
        super(image);
    }

    @Override
    void draw(Wish wish) {
        int plane = Planes.numbers(image()).current();
        IJ.showStatus("Preview: reading the labels");
        ImageRefiner refiner = wish.refiner().apply(progress());
        WorkArea area = refiner.selection();
        Tile part = part(seen(), area.bounds(), LARGEST_SIDE);
        IJ.showStatus("Preview: refining " + part.width() + " x " + part.height() + " pixels");
        byte[] refined = refiner.preview(plane - 1, part, progress());
        LabelOverlay painter = new LabelOverlay(refiner.classes(), Palette.standard(), OPACITY, Grouping.PER_CLASS);
        byte[] shown = area.within(part).surrounded(refined, part.width(), 0);
        Overlay overlay = new Overlay();
        painter.addTo(overlay, new ByteProcessor(part.width(), part.height(), shown), image(), plane - 1);
        lay(overlay, plane, part);
    }

    @Override
    void release() {
        // nothing is kept
    }
}

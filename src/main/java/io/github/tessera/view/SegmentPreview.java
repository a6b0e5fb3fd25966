package io.github.tessera.view;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.process.ByteProcessor;
import io.github.tessera.image.Palette;
import io.github.tessera.image.Planes;
import io.github.tessera.postprocess.ObjectFinder;
import io.github.tessera.postprocess.ObjectMap;
import io.github.tessera.postprocess.ObjectSettings;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.tile.Tile;
import io.github.tessera.view.ImageSegmenter.Options;
import io.github.tessera.view.LabelOverlay.Grouping;
import java.util.List;
import java.util.function.Supplier;

/**
 * Shows over an image what segmenting would give, while the user still chooses how: of the plane that is shown, the part that is seen, in
 * the selection if there is one.
 *
 * <p>The network's work is kept, so that what is decided after it (threshold, objects, looks) is redrawn at once.
 */
public final class SegmentPreview extends OverlayPreview<SegmentPreview.Wish> {
    /** Sides of the part that is segmented, at most; a network of medium width takes a second or so for it on a laptop. */
    static final int LARGEST_SIDE = 1024;

    // These belong to the worker.
    private Object networks;
    private Segmenter segmenter;
    private Work done;
    private SegmentedPlane probabilities;

    /**
     * What to show.
     *
     * @param networks stands for models, device and tiles: as long as it is equal to the one before, no model is loaded anew
     * @param open loads them
     * @param matchPixelSize see {@link ImageSegmenter}
     * @param options as they would be used; of the planes the channels alone
     */
    public record Wish(Object networks, Supplier<Segmenter> open, boolean matchPixelSize, Options options) {}

    /** What the networks are asked. */
    private record Work(Object networks, boolean matchPixelSize, Object channels, int plane, Tile part) {}

    /** Shows nothing yet. */
    public SegmentPreview(ImagePlus image) {
        super(image);
    }

    @Override
    void draw(Wish wish) {
        ImagePlus image = image();
        WorkArea area = WorkArea.of(image);
        int plane = Planes.numbers(image).current();
        Options options = wish.options();
        Tile part = part(seen(), area.bounds(), LARGEST_SIDE);
        Work work = new Work(
                wish.networks(), wish.matchPixelSize(), options.planes().channels(), plane, part);
        if (!work.equals(done)) {
            run(work, wish);
        }
        List<String> classes = segmenter.model().classes();
        byte[] labels = new byte[part.width() * part.height()];
        options.decision().decide(probabilities.probabilities(), labels.length, labels, 0);
        LabelOverlay painter = new LabelOverlay(
                classes,
                Palette.standard(),
                options.opacity(),
                options.grouping().orElse(Grouping.PER_OBJECT));
        Overlay overlay = new Overlay();
        WorkArea inside = area.within(part);
        if (options.objects().isPresent()) {
            ObjectSettings settings = options.objects().get().settings();
            settings.requireFit(classes);
            ObjectFinder finder = new ObjectFinder(settings);
            ObjectMap objects = FoundObjects.find(finder, labels, inside, part.width(), part.height(), progress());
            painter.addTo(overlay, objects, image, plane - 1);
        } else {
            byte[] shown = inside.surrounded(labels, part.width(), 0);
            painter.addTo(overlay, new ByteProcessor(part.width(), part.height(), shown), image, plane - 1);
        }
        lay(overlay, plane, part);
    }

    private void run(Work work, Wish wish) {
        done = null;
        if (!work.networks().equals(networks)) {
            release();
            IJ.showStatus("Preview: loading the model");
            segmenter = wish.open().get();
            networks = work.networks();
        }
        IJ.showStatus("Preview: segmenting " + work.part().width() + " x "
                + work.part().height() + " pixels");
        ImageSegmenter images = new ImageSegmenter(segmenter, work.matchPixelSize());
        probabilities = images.part(image(), wish.options().planes(), work.plane(), work.part(), progress());
        done = work;
    }

    @Override
    void release() {
        if (segmenter != null) {
            segmenter.close();
        }
        segmenter = null;
        networks = null;
        done = null;
    }
}

package io.github.tessera.view;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import io.github.tessera.image.Palette;
import io.github.tessera.image.Planes;
import io.github.tessera.postprocess.ObjectFinder;
import io.github.tessera.postprocess.ObjectMap;
import io.github.tessera.postprocess.ObjectSettings;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.progress.Worker;
import io.github.tessera.tensor.MemoryFault;
import io.github.tessera.tile.Tile;
import io.github.tessera.view.ImageSegmenter.Options;
import io.github.tessera.view.LabelOverlay.Grouping;
import java.awt.Color;
import java.awt.Rectangle;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Shows over an image what segmenting would give, while the user still chooses how: of the plane that is shown, the part that is seen, in
 * the selection if there is one.
 *
 * <p>The network's work is kept, so that what is decided after it (threshold, objects, looks) is redrawn at once. All work is done on a
 * thread of its own, the latest wish first; what fails is told in the status line. Closed, it gives the image its overlay back.
 */
public final class SegmentPreview implements AutoCloseable {
    /** Sides of the part that is segmented, at most; a network of medium width takes a second or so for it on a laptop. */
    static final int LARGEST_SIDE = 1024;

    private final ImagePlus image;
    private final Overlay before;
    private final Worker worker = new Worker("Tessera preview");
    private final AtomicReference<Wish> next = new AtomicReference<>();
    private volatile boolean closed;
    private Future<?> last;

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
        this.image = image;
        before = image.getOverlay() == null ? null : image.getOverlay().duplicate();
    }

    /** Shows this instead of what was to be shown before; returns at once. */
    public synchronized void show(Wish wish) {
        next.set(wish);
        last = worker.give(() -> {
            showNext();
            return null;
        });
    }

    /** Shows nothing any more, but keeps what was done for the next time. */
    public synchronized void hide() {
        next.set(null);
        last = worker.give(() -> {
            if (next.get() == null) {
                image.setOverlay(before);
            }
            return null;
        });
    }

    /** Waits until a tile that is in the network is done; then the image is as it was. */
    @Override
    public void close() {
        closed = true;
        next.set(null);
        worker.finish();
        closeSegmenter();
        image.setOverlay(before);
        IJ.showStatus("");
    }

    /** Waits until all is shown that was asked for. */
    synchronized void await() throws InterruptedException, ExecutionException {
        last.get();
    }

    private void showNext() {
        Wish wish = next.getAndSet(null);
        if (wish == null || closed) {
            return;
        }
        try {
            draw(wish);
        } catch (CancelledException e) {
            // a newer wish, or none, follows
        } catch (TesseraException e) {
            nothing(e.getMessage());
        } catch (RuntimeException | Error e) {
            nothing(
                    MemoryFault.is(e)
                            ? "There is not enough memory for a preview: zoom in, or close images."
                            : "it could not be made: " + e);
        }
    }

    /** Shows a sentence, and nothing over the image. */
    public synchronized void tell(String sentence) {
        next.set(null);
        last = worker.give(() -> {
            if (next.get() == null) {
                nothing(sentence);
            }
            return null;
        });
    }

    private void nothing(String sentence) {
        image.setOverlay(before);
        IJ.showStatus("Preview: " + sentence);
    }

    private void draw(Wish wish) {
        WorkArea area = WorkArea.of(image);
        int plane = Planes.numbers(image).current();
        Options options = wish.options();
        Tile part = part(seen(), area.bounds());
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
        overlay.translate(part.x(), part.y());
        int count = overlay.size();
        overlay.add(frame(part));
        progress().check();
        image.setOverlay(before == null ? null : before.duplicate());
        LabelOverlay.replace(image, List.of(plane), overlay);
        IJ.showStatus("Preview of " + part.width() + " x " + part.height() + " pixels, " + count + " ROIs");
    }

    /** Where the preview ends. */
    private static Roi frame(Tile part) {
        Roi frame = new Roi(part.x(), part.y(), part.width(), part.height());
        frame.setStrokeColor(Color.YELLOW);
        frame.setName("Preview");
        return frame;
    }

    private void run(Work work, Wish wish) {
        done = null;
        if (!work.networks().equals(networks)) {
            closeSegmenter();
            IJ.showStatus("Preview: loading the model");
            segmenter = wish.open().get();
            networks = work.networks();
        }
        IJ.showStatus("Preview: segmenting " + work.part().width() + " x "
                + work.part().height() + " pixels");
        ImageSegmenter images = new ImageSegmenter(segmenter, work.matchPixelSize());
        probabilities = images.part(image, wish.options().planes(), work.plane(), work.part(), progress());
        done = work;
    }

    /** Cancelled as soon as something else is wanted. */
    private Progress progress() {
        return new Progress() {
            @Override
            public boolean cancelled() {
                return closed || next.get() != null;
            }
        };
    }

    private void closeSegmenter() {
        if (segmenter != null) {
            segmenter.close();
        }
        segmenter = null;
        networks = null;
        done = null;
    }

    private Rectangle seen() {
        ImageCanvas canvas = image.getCanvas();
        return canvas == null ? new Rectangle(image.getWidth(), image.getHeight()) : canvas.getSrcRect();
    }

    /** What is seen of the area, or the area where nothing of it is; of a large part the middle. */
    static Tile part(Rectangle seen, Tile area) {
        Rectangle whole = new Rectangle(area.x(), area.y(), area.width(), area.height());
        Rectangle both = whole.intersects(seen) ? whole.intersection(seen) : whole;
        int width = Math.min(both.width, LARGEST_SIDE);
        int height = Math.min(both.height, LARGEST_SIDE);
        return new Tile(both.x + (both.width - width) / 2, both.y + (both.height - height) / 2, width, height);
    }
}

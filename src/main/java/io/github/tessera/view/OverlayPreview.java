package io.github.tessera.view;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.progress.Worker;
import io.github.tessera.tensor.MemoryFault;
import io.github.tessera.tile.Tile;
import java.awt.Color;
import java.awt.Rectangle;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Shows over an image what a command would give, while the user still chooses how: of the plane that is shown, the part that is seen, in
 * the selection if there is one.
 *
 * <p>All work is done on a thread of its own, the latest wish first; what fails is told in the status line. Closed, it gives the image its
 * overlay back.
 *
 * @param <W> what to show
 */
public abstract class OverlayPreview<W> implements AutoCloseable {
    private final ImagePlus image;
    private final Overlay before;
    private final Worker worker = new Worker("Tessera preview");
    private final AtomicReference<W> next = new AtomicReference<>();
    private volatile boolean closed;
    private Future<?> last;

    /** Shows nothing yet. */
    OverlayPreview(ImagePlus image) {
        this.image = image;
        before = image.getOverlay() == null ? null : image.getOverlay().duplicate();
    }

    /** Makes what is shown, on the preview's thread. */
    abstract void draw(W wish);

    /** Gives back what draw has kept, on the thread that closes, when nothing is drawn any more. */
    abstract void release();

    final ImagePlus image() {
        return image;
    }

    /** Shows this instead of what was to be shown before; returns at once. */
    public final synchronized void show(W wish) {
        next.set(wish);
        last = worker.give(() -> {
            showNext();
            return null;
        });
    }

    /** Shows nothing any more, but keeps what was done for the next time. */
    public final synchronized void hide() {
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
    public final void close() {
        closed = true;
        next.set(null);
        worker.finish();
        release();
        image.setOverlay(before);
        IJ.showStatus("");
    }

    /** Waits until all is shown that was asked for. */
    final synchronized void await() throws InterruptedException, ExecutionException {
        last.get();
    }

    private void showNext() {
        W wish = next.getAndSet(null);
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
    public final synchronized void tell(String sentence) {
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

    /**
     * Replaces what is shown.
     *
     * @param part of the plane that it is of; a frame is drawn around it
     * @param overlay in the part's own places
     */
    final void lay(Overlay overlay, int plane, Tile part) {
        overlay.translate(part.x(), part.y());
        int count = overlay.size();
        overlay.add(frame(part));
        progress().check();
        image.setOverlay(before == null ? null : before.duplicate());
        LabelOverlay.replace(image, List.of(plane), overlay);
        IJ.showStatus("Preview of " + part.width() + " x " + part.height() + " pixels, " + Count.of(count, "ROI"));
    }

    /** Where the preview ends. */
    private static Roi frame(Tile part) {
        Roi frame = new Roi(part.x(), part.y(), part.width(), part.height());
        frame.setStrokeColor(Color.YELLOW);
        frame.setName("Preview");
        return frame;
    }

    /** Cancelled as soon as something else is wanted. */
    final Progress progress() {
        return new Progress() {
            @Override
            public boolean cancelled() {
                return closed || next.get() != null;
            }
        };
    }

    final Rectangle seen() {
        ImageCanvas canvas = image.getCanvas();
        return canvas == null ? new Rectangle(image.getWidth(), image.getHeight()) : canvas.getSrcRect();
    }

    /** What is seen of the area, or the area where nothing of it is; of a large part the middle, of at most that side. */
    static Tile part(Rectangle seen, Tile area, int largestSide) {
        Rectangle whole = new Rectangle(area.x(), area.y(), area.width(), area.height());
        Rectangle both = whole.intersects(seen) ? whole.intersection(seen) : whole;
        int width = Math.min(both.width, largestSide);
        int height = Math.min(both.height, largestSide);
        return new Tile(both.x + (both.width - width) / 2, both.y + (both.height - height) / 2, width, height);
    }
}

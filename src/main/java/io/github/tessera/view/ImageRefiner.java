package io.github.tessera.view;

import ij.ImagePlus;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.postprocess.CleanUp;
import io.github.tessera.postprocess.DenseCrfSettings;
import io.github.tessera.postprocess.TiledCrf;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import io.github.tessera.view.PartRefiner.Wanted;
import java.util.List;

/**
 * Refines labels or probabilities of an image by the image itself, plane by plane, inside the image's area selection if there is one.
 *
 * <p>What is around the selection is looked at ({@link RefineSettings#halo}), but stays as it is. Objects are cleaned up as if they ended
 * at the selection, as when an image is segmented. Widths of colours are in levels of 8 bits:
 * {@link io.github.tessera.predict.GuidePlane}.
 */
public final class ImageRefiner {
    /** A preview looks no farther, so that it is fast. */
    private static final int PREVIEW_HALO = 64;

    /** What the start tells, in the form of refined probabilities. */
    private static final DenseCrfSettings UNREFINED = DenseCrfSettings.DEFAULT
            .withAppearance(0, 1, 1)
            .withSmoothness(0, 1)
            .withIterations(0);

    private final PlaneStack image;
    private final StartingPoint start;
    private final RefineSettings settings;
    private final WorkArea selection;
    private final PartRefiner parts;

    /**
     * Prepares refining.
     *
     * @param image which pixels are alike; its area selection, as it is now, limits what is refined
     * @param start a label image or mask of 8 bits, or 32-bit probabilities, of the image's size and planes
     * @throws TesseraException if they do not fit each other; the message says what to give
     */
    public ImageRefiner(ImagePlus image, ImagePlus start, RefineSettings settings, Progress progress) {
        this.image = PlaneStack.of(image);
        this.start = StartingPoint.of(start, progress);
        this.settings = settings;
        selection = WorkArea.of(image);
        parts = new PartRefiner(this.image, this.start, settings);
        PlaneStack given = this.start.stack();
        if (given.width() != this.image.width() || given.height() != this.image.height()) {
            throw new TesseraException("The image " + image.getTitle() + " is " + this.image.width() + " x "
                    + this.image.height() + " pixels, but " + start.getTitle() + " is " + given.width() + " x "
                    + given.height() + ": give the labels or probabilities of this image.");
        }
        if (given.planes().size() != this.image.planes().size()) {
            throw new TesseraException("The image " + image.getTitle() + " has "
                    + Count.of(this.image.planes().size(), "slice") + ", but " + start.getTitle() + " has "
                    + given.planes().size() + ": give the labels or probabilities of this image.");
        }
        tellLargerTile(progress);
        if (!selectsAll()) {
            progress.log("Outside the selection of " + image.getTitle() + " all stays as it is.");
        }
    }

    private void tellLargerTile(Progress progress) {
        int least = TiledCrf.leastTile(settings.crf());
        int asked = settings.tileSize();
        if (settings.method() == RefineMethod.CRF
                && asked > 0
                && asked < least
                && asked < Math.max(image.width(), image.height())) {
            progress.log("Tiles have sides of " + least + " pixels, not " + asked
                    + ": with these widths, smaller ones would take much longer.");
        }
    }

    /** A whole plane. */
    private Tile whole() {
        return new Tile(0, 0, image.width(), image.height());
    }

    /** What is refined of each plane. */
    WorkArea selection() {
        return selection;
    }

    private boolean selectsAll() {
        return selection.pixels() == (long) image.width() * image.height();
    }

    /** The names of the classes. */
    public List<String> classes() {
        return start.classes();
    }

    /** Slices of the image. */
    public int planes() {
        return image.planes().size();
    }

    /** The class indices of a plane before it is refined. */
    public byte[] before(int plane) {
        return start.decided(plane, whole());
    }

    /**
     * Refines a plane and cleans it up.
     *
     * @param plane from 0
     * @param withProbabilities whether to keep them, which the CRF alone has: 4 bytes a pixel and class
     */
    public SegmentedPlane refine(int plane, boolean withProbabilities, Progress progress) {
        Tile bounds = selection.bounds();
        SegmentedPlane refined = refine(plane, bounds, settings.halo(), new Wanted(withProbabilities, true), progress);
        if (selectsAll()) {
            return refined;
        }
        byte[] labels = before(plane);
        selection.put(refined.labels(), labels, image.width());
        float[][] probabilities = null;
        if (withProbabilities) {
            probabilities = new PartRefiner(image, start, settings.withCrf(UNREFINED))
                    .refine(plane, whole(), new Wanted(true, false), progress)
                    .probabilities();
            for (int k = 0; k < probabilities.length; k++) {
                selection.put(refined.probabilities()[k], probabilities[k], image.width());
            }
        }
        return new SegmentedPlane(image.width(), image.height(), labels, probabilities);
    }

    /**
     * The class indices that refining gives a part of a plane, without what is for the log alone; as if objects ended at its edges.
     *
     * @param part inside the selection's bounds; what is outside the selection has any label
     */
    byte[] preview(int plane, Tile part, Progress progress) {
        int halo = Math.min(settings.halo(), PREVIEW_HALO);
        return refine(plane, part, halo, new Wanted(false, false), progress).labels();
    }

    private SegmentedPlane refine(int plane, Tile part, int halo, Wanted wanted, Progress progress) {
        Tile reach = part.grown(halo, whole());
        SegmentedPlane refined = parts.refine(plane, reach, wanted, progress);
        SegmentedPlane cut = reach.equals(part)
                ? refined
                : refined.part(new Tile(part.x() - reach.x(), part.y() - reach.y(), part.width(), part.height()));
        if (settings.cleanUp().equals(CleanUp.NONE)) {
            return cut;
        }
        byte[] inside = selection.within(part).surrounded(cut.labels(), part.width(), LabelImage.IGNORED);
        byte[] clean = settings.cleanUp().clean(inside, part.width(), part.height(), progress);
        return new SegmentedPlane(part.width(), part.height(), clean, cut.probabilities());
    }
}

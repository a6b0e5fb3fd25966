package io.github.tessera.view;

import ij.ImagePlus;
import io.github.tessera.image.Heap;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.postprocess.CleanUp;
import io.github.tessera.postprocess.DenseCrf;
import io.github.tessera.postprocess.GuideImage;
import io.github.tessera.postprocess.MarkovEnergy;
import io.github.tessera.postprocess.TiledCrf;
import io.github.tessera.postprocess.UnaryEnergy;
import io.github.tessera.predict.Decision;
import io.github.tessera.predict.GuidePlane;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.List;
import java.util.Locale;

/**
 * Refines labels or probabilities of an image by the image itself, plane by plane.
 *
 * <p>Widths of colours are in levels of 8 bits: {@link GuidePlane}.
 */
public final class ImageRefiner {
    /** Sides that are tried where memory is scarce, the largest first. */
    private static final List<Integer> TILE_SIDES = List.of(4096, 2048, 1024, 512, 256);

    private final PlaneStack image;
    private final StartingPoint start;
    private final RefineSettings settings;
    private final int threads;

    /**
     * Prepares refining.
     *
     * @param image which pixels are alike
     * @param start a label image or mask of 8 bits, or 32-bit probabilities, of the image's size and planes
     * @throws TesseraException if they do not fit each other; the message says what to give
     */
    public ImageRefiner(ImagePlus image, ImagePlus start, RefineSettings settings, Progress progress) {
        this.image = PlaneStack.of(image);
        this.start = StartingPoint.of(start, progress);
        this.settings = settings;
        threads = Runtime.getRuntime().availableProcessors();
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
    }

    private void tellLargerTile(Progress progress) {
        int least = TiledCrf.leastTile(settings.crf());
        int asked = settings.tileSize();
        if (settings.method() == RefineMethod.CRF
                && asked > 0
                && asked < least
                && asked < Math.max(image.width(), image.height())) {
            progress.log("Tiles have sides of " + least + " pixels, not " + asked
                    + ": with these widths, more than half of a smaller tile would be margin.");
        }
    }

    /** A whole plane. */
    Tile area() {
        return new Tile(0, 0, image.width(), image.height());
    }

    /** The names of the classes. */
    public List<String> classes() {
        return start.classes();
    }

    /** Slices of the image. */
    public int planes() {
        return image.planes().size();
    }

    /** The class indices of a part of a plane before it is refined. */
    public byte[] before(int plane, Tile area) {
        if (!start.probable()) {
            return start.labels(plane, area);
        }
        byte[] labels = new byte[area.width() * area.height()];
        for (int y = 0; y < area.height(); y++) {
            float[][] row = start.values(plane, new Tile(area.x(), area.y() + y, area.width(), 1));
            Decision.USUAL.decide(row, area.width(), labels, y * area.width());
        }
        return labels;
    }

    /**
     * Refines a part of a plane, by what lies in this part alone, and cleans it up.
     *
     * @param plane from 0
     * @param area inside the plane
     * @param withProbabilities whether to keep them, which the CRF alone has: 4 bytes a pixel and class
     */
    public SegmentedPlane refine(int plane, Tile area, boolean withProbabilities, Progress progress) {
        return refine(plane, area, withProbabilities, true, progress);
    }

    /** The class indices that refining a part of a plane gives, without what is for the log alone. */
    byte[] preview(int plane, Tile area, Progress progress) {
        return refine(plane, area, false, false, progress).labels();
    }

    private SegmentedPlane refine(
            int plane, Tile area, boolean withProbabilities, boolean withEnergies, Progress progress) {
        SegmentedPlane refined = settings.method() == RefineMethod.CRF
                ? byCrf(plane, area, withProbabilities, progress)
                : new SegmentedPlane(
                        area.width(), area.height(), byNeighbours(plane, area, withEnergies, progress), null);
        keepIgnored(plane, area, refined.labels());
        if (settings.cleanUp().equals(CleanUp.NONE)) {
            return refined;
        }
        byte[] clean = settings.cleanUp().clean(refined.labels(), area.width(), area.height(), progress);
        return new SegmentedPlane(area.width(), area.height(), clean, refined.probabilities());
    }

    /** What was not labelled stays so. */
    private void keepIgnored(int plane, Tile area, byte[] refined) {
        if (!start.probable()) {
            byte[] before = start.labels(plane, area);
            for (int i = 0; i < before.length; i++) {
                refined[i] = before[i] == (byte) LabelImage.IGNORED ? before[i] : refined[i];
            }
        }
    }

    private byte[] byNeighbours(int plane, Tile area, boolean withEnergies, Progress progress) {
        if (settings.method().markov().isEmpty()) {
            return before(plane, area);
        }
        MarkovEnergy energy = new MarkovEnergy(
                start.unary(plane, area, settings.confidence()),
                guide(plane, progress).part(area),
                settings.neighbours(),
                progress);
        byte[] labels = settings.method().markov().get().minimize(energy, progress);
        if (withEnergies) {
            progress.log(String.format(
                    Locale.ROOT,
                    "Slice %d: energy %.1f of the most probable classes, %.1f of the refined ones.",
                    plane + 1,
                    energy.of(energy.mostProbable()),
                    energy.of(labels)));
        }
        return labels;
    }

    private SegmentedPlane byCrf(int plane, Tile area, boolean withProbabilities, Progress progress) {
        int tileSide = tileSide(area);
        int classes = classes().size();
        int width = area.width();
        byte[] labels = new byte[width * area.height()];
        float[][] probabilities = withProbabilities ? new float[classes][labels.length] : null;
        GuidePlane guide = guide(plane, progress);
        TiledCrf.Source source = new TiledCrf.Source() {
            @Override
            public GuideImage image(Tile tile) {
                return guide.part(moved(tile, area));
            }

            @Override
            public UnaryEnergy unary(Tile tile) {
                return start.unary(plane, moved(tile, area), settings.confidence());
            }
        };
        new TiledCrf(settings.crf(), threads, tileSide)
                .refine(
                        width,
                        area.height(),
                        source,
                        (part, refined) -> {
                            byte[] decided = new byte[part.width() * part.height()];
                            Decision.USUAL.decide(refined, decided.length, decided, 0);
                            for (int y = 0; y < part.height(); y++) {
                                int to = (part.y() + y) * width + part.x();
                                System.arraycopy(decided, y * part.width(), labels, to, part.width());
                                for (int k = 0; withProbabilities && k < classes; k++) {
                                    System.arraycopy(refined[k], y * part.width(), probabilities[k], to, part.width());
                                }
                            }
                        },
                        progress);
        return new SegmentedPlane(width, area.height(), labels, probabilities);
    }

    private static Tile moved(Tile tile, Tile area) {
        return new Tile(tile.x() + area.x(), tile.y() + area.y(), tile.width(), tile.height());
    }

    private GuidePlane guide(int plane, Progress progress) {
        return new GuidePlane(image.planes().get(plane), image.bitDepth(), image.name(), progress);
    }

    /**
     * The whole where it fits; else the largest tile that does, margins included.
     *
     * @throws TesseraException if no tile fits into the memory
     */
    private int tileSide(Tile area) {
        if (settings.tileSize() == 0 && fits(area.width(), area.height())) {
            return Math.max(area.width(), area.height());
        }
        int least = TiledCrf.leastTile(settings.crf());
        int largest = settings.tileSize() > 0
                ? settings.tileSize()
                : TILE_SIDES.stream()
                        .filter(side -> fits(side, side))
                        .findFirst()
                        .orElse(TILE_SIDES.get(TILE_SIDES.size() - 1));
        int side = Math.max(least, largest);
        int width = Math.min(side, area.width());
        int height = Math.min(side, area.height());
        Heap.require(
                bytes(width, height),
                "The image " + image.name() + " is refined in tiles of " + width + " x " + height + " pixels with "
                        + classes().size() + " classes",
                () -> ", choose smaller widths or a smaller tile, or crop the image and its labels");
        return side;
    }

    private boolean fits(int width, int height) {
        return (long) width * height * classes().size() < Integer.MAX_VALUE && Heap.comfortable(bytes(width, height));
    }

    /** Memory that refining so many pixels at once takes: beside the lattices what is believed before and after, and the guide. */
    private long bytes(int width, int height) {
        long pixels = (long) width * height;
        int classes = classes().size();
        return DenseCrf.bytes(pixels, image.channels(), classes)
                + pixels * Float.BYTES * (2L * classes + image.channels());
    }
}

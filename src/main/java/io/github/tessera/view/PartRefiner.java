package io.github.tessera.view;

import io.github.tessera.image.Heap;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.postprocess.DenseCrf;
import io.github.tessera.postprocess.GuideImage;
import io.github.tessera.postprocess.MarkovEnergy;
import io.github.tessera.postprocess.TiledCrf;
import io.github.tessera.postprocess.UnaryEnergy;
import io.github.tessera.predict.Decision;
import io.github.tessera.predict.GuidePlane;
import io.github.tessera.predict.SegmentedPlane;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.List;
import java.util.Locale;

/** Refines a part of a plane by what lies in this part alone, without cleaning up: see {@link ImageRefiner}. */
final class PartRefiner {
    /** Sides that are tried where memory is scarce, the largest first. */
    private static final List<Integer> TILE_SIDES = List.of(4096, 2048, 1024, 512, 256);

    private final PlaneStack image;
    private final StartingPoint start;
    private final RefineSettings settings;
    private final int threads = Runtime.getRuntime().availableProcessors();

    /**
     * Prepares refining.
     *
     * @param start of the image's size and planes
     */
    PartRefiner(PlaneStack image, StartingPoint start, RefineSettings settings) {
        this.image = image;
        this.start = start;
        this.settings = settings;
    }

    /**
     * Class indices and, if wanted, probabilities of a part.
     *
     * @param plane from 0
     * @param part inside the plane
     * @param wanted what to make beside labels
     */
    SegmentedPlane refine(int plane, Tile part, Wanted wanted, Progress progress) {
        SegmentedPlane refined = settings.method() == RefineMethod.CRF
                ? byCrf(plane, part, wanted.probabilities(), progress)
                : new SegmentedPlane(
                        part.width(), part.height(), byNeighbours(plane, part, wanted.energies(), progress), null);
        keepIgnored(plane, part, refined.labels());
        return refined;
    }

    /**
     * What to make beside labels.
     *
     * @param probabilities which the CRF alone has: 4 bytes a pixel and class
     * @param energies for the log, which the methods on the grid have
     */
    record Wanted(boolean probabilities, boolean energies) {}

    /** What was not labelled stays so. */
    private void keepIgnored(int plane, Tile part, byte[] refined) {
        if (!start.probable()) {
            byte[] before = start.labels(plane, part);
            for (int i = 0; i < before.length; i++) {
                refined[i] = before[i] == (byte) LabelImage.IGNORED ? before[i] : refined[i];
            }
        }
    }

    private byte[] byNeighbours(int plane, Tile part, boolean withEnergies, Progress progress) {
        if (settings.method().markov().isEmpty()) {
            return start.decided(plane, part);
        }
        requireWhole(part);
        MarkovEnergy energy = new MarkovEnergy(
                start.unary(plane, part, settings.confidence()),
                guide(plane, progress).part(part),
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

    /**
     * Refuses a part that cannot be refined without tiles.
     *
     * @throws TesseraException telling how large it is
     */
    private void requireWhole(Tile part) {
        long pixels = (long) part.width() * part.height();
        int classes = start.classes().size();
        long beliefs = pixels * classes;
        String size = "The image " + image.name() + " is refined in one piece of " + part.width() + " x "
                + part.height() + " pixels with " + classes + " classes";
        String cure = "select a part of the image, or choose the dense CRF, which refines in tiles (method=crf)";
        if (beliefs > Integer.MAX_VALUE) {
            throw new TesseraException(size + ", more than Java can hold: " + cure + ".");
        }
        // Probabilities are there while beliefs are made of them.
        Heap.require(
                Float.BYTES * ((start.probable() ? 2 : 1) * beliefs + 2 * pixels * image.channels()),
                size,
                () -> ", " + cure);
    }

    private SegmentedPlane byCrf(int plane, Tile area, boolean withProbabilities, Progress progress) {
        int tileSide = tileSide(area);
        int classes = start.classes().size();
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
                        + start.classes().size() + " classes",
                () -> ", choose smaller widths or a smaller tile, or select a part of the image");
        return side;
    }

    private boolean fits(int width, int height) {
        return (long) width * height * start.classes().size() < Integer.MAX_VALUE
                && Heap.comfortable(bytes(width, height));
    }

    /** Memory that refining so many pixels at once takes: beside the lattices what is believed before and after, and the guide. */
    private long bytes(int width, int height) {
        long pixels = (long) width * height;
        int classes = start.classes().size();
        return DenseCrf.bytes(pixels, image.channels(), classes)
                + pixels * Float.BYTES * (2L * classes + image.channels());
    }
}

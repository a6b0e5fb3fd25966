package io.github.tessera.postprocess;

import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;
import io.github.tessera.tile.TileGrid;
import java.util.List;

/**
 * Refines images that are too large to be refined in one piece ({@link DenseCrf#bytes}): tile by tile, each with a margin that is given up
 * afterwards.
 *
 * <p>With margins of {@link DenseCrfSettings#halo} the labels agree with those of the whole on 99.5 percent of the pixels and more; not on
 * all, as mean field carries beliefs on from pixel to pixel, and each tile's lattice lies a little differently.
 */
public final class TiledCrf {
    /** Where tiles come from. */
    public interface Source {
        /** The image under a tile, which lies inside it. */
        GuideImage image(Tile tile);

        /** What is believed of the pixels under a tile. */
        UnaryEnergy unary(Tile tile);
    }

    /** Takes what has been refined. */
    @FunctionalInterface
    public interface Sink {
        /**
         * A part of the image; each pixel comes once.
         *
         * @param probabilities (K, height x width of the part)
         */
        void part(Tile part, float[][] probabilities);
    }

    /** Of smaller tiles there would be so many that all time went into beginning with them. */
    private static final int LEAST_SIDE = 64;

    private final DenseCrf crf;
    private final int halo;
    private final int tileSize;

    /**
     * Prepares refining.
     *
     * @param threads above 0
     * @param tileSize largest side of a tile in pixels, margins included; {@link #leastTile} if it is smaller
     */
    public TiledCrf(DenseCrfSettings settings, int threads, int tileSize) {
        crf = new DenseCrf(settings, threads);
        halo = settings.halo();
        this.tileSize = Math.max(tileSize, leastTile(settings));
    }

    /** The smallest side of a tile in pixels, margins included, of which no more than half is margin; 64 at least. */
    public static int leastTile(DenseCrfSettings settings) {
        return Math.max(LEAST_SIDE, 4 * settings.halo());
    }

    /** Refines an image of so many columns and rows, in one piece if no side is larger than a tile. */
    public void refine(int width, int height, Source source, Sink sink, Progress progress) {
        Tile whole = new Tile(0, 0, width, height);
        if (width <= tileSize && height <= tileSize) {
            sink.part(whole, crf.refine(source.image(whole), source.unary(whole), progress));
            return;
        }
        TileGrid grid = TileGrid.of(width, height, tileSize, halo, 1);
        List<Tile> tiles = grid.tiles();
        for (int i = 0; i < tiles.size(); i++) {
            Tile core = grid.core(tiles.get(i));
            Tile tile = inside(tiles.get(i), width, height);
            Progress part = new PartProgress(progress, i, tiles.size());
            float[][] refined = crf.refine(source.image(tile), source.unary(tile), part);
            Tile within = new Tile(core.x() - tile.x(), core.y() - tile.y(), core.width(), core.height());
            sink.part(core, GuideImage.parts(refined, tile.width(), within));
        }
    }

    /** Nothing is made up beyond the image's edge, where the whole image has nothing either. */
    private static Tile inside(Tile tile, int width, int height) {
        int x = Math.max(0, tile.x());
        int y = Math.max(0, tile.y());
        return new Tile(x, y, Math.min(width, tile.right()) - x, Math.min(height, tile.bottom()) - y);
    }
}

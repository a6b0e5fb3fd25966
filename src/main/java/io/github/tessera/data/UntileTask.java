package io.github.tessera.data;

import io.github.tessera.image.TileMosaic;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import io.github.tessera.tile.TileAxis;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** One image, to be put together from its tiles. */
final class UntileTask implements PartedTasks.Task {
    private final Untiling untiling;
    private final TileSet set;

    UntileTask(Untiling untiling, TileSet set) {
        this.untiling = untiling;
        this.set = set;
    }

    @Override
    public PartedTasks.Parts open() {
        TileName whole = set.whole();
        untiling.progress().status("Putting together " + whole.image());
        try {
            TileMosaic mosaic =
                    TileMosaic.like(set.first(), whole.width(), whole.height(), whole.planes(), whole.x(), whole.y());
            TileAxis across = new TileAxis(whole.width(), mosaic.tileWidth(), set.columns());
            TileAxis down = new TileAxis(whole.height(), mosaic.tileHeight(), set.rows());
            if (!untiling.gaps()) {
                requireAll();
                requireCovered(across, down);
            }
            tellShare(across, down);
            return new Tiles(mosaic, across, down);
        } catch (TesseraException e) {
            untiling.failed(e);
            return PartedTasks.Parts.NONE;
        }
    }

    private void requireAll() {
        int[] columns = set.columns();
        int[] rows = set.rows();
        int planes = set.whole().planes();
        long missing =
                (long) columns.length * rows.length * planes - set.files().size();
        if (missing == 0) {
            return;
        }
        TileName first = IntStream.range(0, planes)
                .boxed()
                .flatMap(plane -> IntStream.of(rows).boxed().flatMap(y -> IntStream.of(columns)
                        .mapToObj(x -> set.at(plane, x, y))))
                .filter(name -> !set.files().containsKey(name))
                .findFirst()
                .orElseThrow();
        throw new TesseraException("The tile " + first.base() + " is missing"
                + (missing == 1 ? "" : ", as are " + (missing - 1) + " more") + " of "
                + set.whole().image()
                + "; cut or segment the tiles again, or choose that missing pixels are 0.");
    }

    private void requireCovered(TileAxis across, TileAxis down) {
        int x = across.firstUncovered();
        int y = down.firstUncovered();
        if (x < across.extent() || y < down.extent()) {
            String where = x < across.extent() ? "column " + x : "row " + y;
            throw new TesseraException("No tile of " + set.whole().image() + " holds the pixels from " + where
                    + " on; cut or segment the missing tiles again, or, if they were left out at the edge or between the"
                    + " tiles, choose that missing pixels are 0.");
        }
    }

    private void tellShare(TileAxis across, TileAxis down) {
        double all = (double) set.whole().planes() * across.extent() * down.extent();
        double held = set.files().keySet().stream()
                .mapToDouble(name -> (double) part(across, name.x()).length * part(down, name.y()).length)
                .sum();
        if (held < all) {
            untiling.progress()
                    .log(String.format(
                            Locale.ROOT,
                            "%s: %.1f %% of the pixels are in no tile and stay 0.",
                            set.whole().image(),
                            100 * (1 - held / all)));
        }
    }

    /** What a tile answers for along one side. */
    private record Part(int start, int length) {}

    private static Part part(TileAxis axis, int start) {
        int i = Arrays.binarySearch(axis.starts(), start);
        return new Part(axis.from(i), axis.to(i) - axis.from(i));
    }

    private final class Tiles implements PartedTasks.Parts {
        private final TileMosaic mosaic;
        private final TileAxis across;
        private final TileAxis down;
        private final List<TileName> names = List.copyOf(set.files().keySet());
        private volatile boolean failed;

        Tiles(TileMosaic mosaic, TileAxis across, TileAxis down) {
            this.mosaic = mosaic;
            this.across = across;
            this.down = down;
        }

        @Override
        public int count() {
            return names.size();
        }

        @Override
        public void run(int index) {
            TileName name = names.get(index);
            Path file = set.files().get(name);
            Part columns = part(across, name.x());
            Part rows = part(down, name.y());
            boolean needed = columns.length > 0 && rows.length > 0;
            if (failed || !needed) {
                return;
            }
            try {
                mosaic.put(
                        file,
                        name.plane(),
                        name.x(),
                        name.y(),
                        new Tile(columns.start, rows.start, columns.length, rows.length));
            } catch (TesseraException e) {
                fail(e);
            }
        }

        private synchronized void fail(TesseraException failure) {
            if (!failed) {
                failed = true;
                untiling.failed(failure);
            }
        }

        @Override
        public void finish() {
            if (!failed) {
                mosaic.save(untiling.file(set));
            }
        }
    }
}

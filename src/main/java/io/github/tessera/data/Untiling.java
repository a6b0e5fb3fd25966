package io.github.tessera.data;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts tiles together again, or results of other programs on them that have kept their names (see {@link TileName}).
 *
 * <p>Where tiles overlap, each pixel comes from the tile whose centre is nearest, whatever the kind of image: labels are never mixed,
 * and what a network saw at a tile's edge gives way to what another tile saw in its middle. Of a tile that reaches beyond the image,
 * what is beyond is cut off.
 */
public final class Untiling {
    private final Path output;
    private final boolean gaps;
    private final Progress progress;
    private final List<String> failures = new ArrayList<>();

    private Untiling(Path output, boolean gaps, Progress progress) {
        this.output = output;
        this.gaps = gaps;
        this.progress = progress;
    }

    /**
     * What was done.
     *
     * @param images images written
     * @param failures a sentence for each image that could not be put together
     */
    public record Result(int images, List<String> failures) {
        public Result {
            failures = List.copyOf(failures);
        }
    }

    /**
     * Puts the tiles of a folder together: one TIFF for each image, under its name.
     *
     * @param tiles a folder; files whose names are none of a tile's are told and left out
     * @param output another folder, which holds none of the images yet
     * @param gaps whether pixels that are in no tile stay 0; otherwise they are a failure, as is a missing tile
     * @throws TesseraException if there is no tile, an image is there already, or cannot be written
     */
    public static Result join(Path tiles, Path output, boolean gaps, Progress progress) {
        List<Path> files = ImageFiles.list(tiles);
        List<TileSet> sets = TileSet.of(files);
        int others =
                files.size() - sets.stream().mapToInt(set -> set.files().size()).sum();
        if (sets.isEmpty()) {
            throw new TesseraException("The folder " + tiles + " holds no tiles: their names end in size and position,"
                    + " such as cells_5000x5000_x0250_y0500.tif; choose the folder that Tessera Tile... made, or results"
                    + " on its tiles.");
        }
        if (others > 0) {
            progress.log("Left out, for their names are none of a tile's: " + others + " files");
        }
        Untiling untiling = new Untiling(output, gaps, progress);
        sets.forEach(untiling::requireFree);
        AtomicFile.requireWritable(output);
        List<UntileTask> tasks =
                sets.stream().map(set -> new UntileTask(untiling, set)).toList();
        PartedTasks.run(tasks, progress);
        return new Result(sets.size() - untiling.failures.size(), untiling.failures);
    }

    private void requireFree(TileSet set) {
        Path file = file(set);
        if (Files.exists(file)) {
            throw new TesseraException("The file " + file + " is there already; choose another output folder.");
        }
    }

    /** Where an image is saved. */
    Path file(TileSet set) {
        return output.resolve(set.whole().image() + ".tif");
    }

    /** Whether pixels that are in no tile stay 0. */
    boolean gaps() {
        return gaps;
    }

    Progress progress() {
        return progress;
    }

    /** Notes an image that cannot be put together. */
    synchronized void failed(TesseraException failure) {
        failures.add(failure.getMessage());
        progress.log("Left out: " + failure.getMessage());
    }
}

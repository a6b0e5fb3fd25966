package io.github.tessera.data;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Cuts the images of a folder, and their masks at the same places, into tile files: {@code images/cells_5000x5000_x0250_y0500.tif} and
 * {@code masks/} under the same name (see {@link TileName}), whatever the mask's file is called.
 *
 * <p>A run that was stopped goes on where it was: tiles that are there, and no older than their image, stay; an image whose tiles are all
 * there is not even opened.
 */
public final class TileCutting {
    private final TileSettings settings;
    private final TileFolder folder;
    private final Progress progress;
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> partlyCut = new TreeMap<>();
    private long written;
    private long kept;

    private TileCutting(TileSettings settings, TileFolder folder, Progress progress) {
        this.settings = settings;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * What was done.
     *
     * @param images images of which all tiles are there now
     * @param written files written now
     * @param kept files that were there before
     * @param failures a sentence for each image that could not be cut
     */
    public record Result(int images, long written, long kept, List<String> failures) {
        public Result {
            failures = List.copyOf(failures);
        }
    }

    /**
     * Cuts all images; one that cannot be read, or does not fit its mask, is told and passed over.
     *
     * @param images a folder
     * @param masks a folder of masks that are paired with the images by name, as for a training; files without partner are told
     * @param output receives {@code images}, {@code masks} and {@code tiles.txt}
     * @throws TesseraException if a folder is not as it should be, or a tile cannot be written
     */
    public static Result cut(Path images, Optional<Path> masks, Path output, TileSettings settings, Progress progress) {
        Map<Path, Optional<Path>> pairs = pairs(images, masks, progress);
        for (Path source : masks.map(m -> List.of(images, m)).orElse(List.of(images))) {
            if (source.equals(output.resolve("images")) || source.equals(output.resolve("masks"))) {
                throw new TesseraException("Tiles would be written into the folder " + source
                        + ", from which images are read; choose another output folder.");
            }
        }
        AtomicFile.requireWritable(output);
        progress.log(settings.describe());
        TileCutting cutting = new TileCutting(settings, new TileFolder(output, settings), progress);
        List<TileTask> tasks = new ArrayList<>();
        pairs.forEach((image, mask) -> tasks.add(new TileTask(cutting, image, mask)));
        PartedTasks.run(tasks, progress);
        cutting.partlyCut.forEach((line, count) -> progress.log((count == 1 ? "1 image" : count + " images") + line));
        return new Result(tasks.size() - cutting.failures.size(), cutting.written, cutting.kept, cutting.failures);
    }

    private static Map<Path, Optional<Path>> pairs(Path images, Optional<Path> masks, Progress progress) {
        Map<Path, Optional<Path>> pairs = new LinkedHashMap<>();
        if (masks.isPresent()) {
            Pairing pairing = Pairing.ofFolders(images, masks.get());
            pairing.unpaired()
                    .forEach(file -> progress.log("Left out, for it has no partner: "
                            + file.getParent().getFileName() + "/" + file.getFileName()));
            pairing.pairs().forEach((image, mask) -> pairs.put(image, Optional.of(mask)));
            return pairs;
        }
        Map<String, Path> bases = new HashMap<>();
        for (Path file : ImageFiles.list(images)) {
            String name = file.getFileName().toString();
            Path other = bases.put(ImageFiles.baseName(name), file);
            if (other != null) {
                throw new TesseraException("The folder " + images + " holds both " + other.getFileName() + " and "
                        + name + ", whose tiles would have the same names; rename one of them.");
            }
            pairs.put(file, Optional.empty());
        }
        return pairs;
    }

    TileSettings settings() {
        return settings;
    }

    TileFolder folder() {
        return folder;
    }

    Progress progress() {
        return progress;
    }

    /** Notes that files were written or were there. */
    synchronized void count(long nowWritten, long nowKept) {
        written += nowWritten;
        kept += nowKept;
    }

    /** Notes an image that cannot be cut. */
    synchronized void failed(TesseraException failure) {
        failures.add(failure.getMessage());
        progress.log("Left out: " + failure.getMessage());
    }

    /** Notes how many pixels of an image are in no tile. */
    synchronized void leftOut(int width, int height, long pixels) {
        String line = String.format(
                Locale.ROOT,
                " of %d x %d pixels: %d pixels of each plane (%.1f %%) are in no tile.",
                width,
                height,
                pixels,
                100.0 * pixels / ((long) width * height));
        partlyCut.merge(line, 1, Integer::sum);
    }
}

package io.github.tessera.data;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
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
     * Cuts all images; one that cannot be read, or does not fit its mask, is told and passed over.
     *
     * @param images a folder
     * @param masks a folder of masks that are paired with the images by name, as for a training; files without partner are told
     * @param output receives {@code images}, {@code masks} and {@code tiles.txt}
     * @throws TesseraException if a folder is not as it should be, or a tile cannot be written
     */
    public static FolderResult cut(
            Path images, Optional<Path> masks, Path output, TileSettings settings, Progress progress) {
        PairedFolders folders = new PairedFolders(images, masks, "tiles");
        Map<Path, Optional<Path>> pairs = folders.pairs(progress);
        folders.requireApart(output);
        AtomicFile.requireWritable(output);
        progress.log(settings.describe());
        TileCutting cutting = new TileCutting(settings, new TileFolder(output, settings), progress);
        List<TileTask> tasks = new ArrayList<>();
        pairs.forEach((image, mask) -> tasks.add(new TileTask(cutting, image, mask)));
        PartedTasks.run(tasks, progress);
        cutting.partlyCut.forEach((line, count) -> progress.log((count == 1 ? "1 image" : count + " images") + line));
        return new FolderResult(
                tasks.size() - cutting.failures.size(), cutting.written, cutting.kept, cutting.failures);
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

package io.github.tessera.data;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Writes copies of the images of a folder, and of their masks in step: {@code images/cells_flipud.tif} and {@code masks/} under the same
 * name, whatever the mask's file is called. Pixels of masks are moved and never computed, so their values and colours stay.
 *
 * <p>A run that was stopped goes on where it was: copies that are there, and no older than their image, stay.
 */
public final class AugmentedCopies {
    private static final long MEGABYTE = 1 << 20;

    private final CopySettings settings;
    private final CopyFolder folder;
    private final Progress progress;
    private final Map<Path, String> failures = new LinkedHashMap<>();
    /** Megabytes that random copies may take at a time; the images themselves take the rest. */
    private final int megabytes =
            (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2 / MEGABYTE);

    private final Semaphore memory = new Semaphore(megabytes, true);
    private long written;
    private long kept;
    private boolean regionsTold;

    private AugmentedCopies(CopySettings settings, CopyFolder folder, Progress progress) {
        this.settings = settings;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Writes all copies; an image that cannot be read, or does not fit its mask, is told and passed over.
     *
     * @param images a folder
     * @param masks a folder of masks that are paired with the images by name, as for a training; files without partner are told
     * @param output receives {@code images}, {@code masks} and {@code augment.txt}
     * @throws TesseraException if a folder is not as it should be, or a copy cannot be written
     */
    public static FolderResult write(
            Path images, Optional<Path> masks, Path output, CopySettings settings, Progress progress) {
        PairedFolders folders = new PairedFolders(images, masks, "copies");
        Map<Path, Optional<Path>> pairs = folders.pairs(progress);
        folders.requireApart(output);
        AtomicFile.requireWritable(output);
        CopySettings written = settings.random() == 0 ? settings : withoutCutout(settings, progress);
        requireNamesOfTheirOwn(pairs.keySet(), written);
        progress.log(written.describe());
        AugmentedCopies copies = new AugmentedCopies(written, CopyFolder.open(output, written), progress);
        List<CopyTask> tasks = new ArrayList<>();
        pairs.forEach((image, mask) -> tasks.add(new CopyTask(copies, image, mask)));
        PartedTasks.run(tasks, progress);
        return new FolderResult(
                tasks.size() - copies.failures.size(),
                copies.written,
                copies.kept,
                List.copyOf(copies.failures.values()));
    }

    private static CopySettings withoutCutout(CopySettings settings, Progress progress) {
        if (!settings.augmentation().contains(Augmentation.CUTOUT)) {
            return settings;
        }
        progress.log(
                "Cutout is left out of the copies: what it hides must be ignored, for which a mask's file may have no value.");
        return settings.withoutCutout();
    }

    private static void requireNamesOfTheirOwn(Collection<Path> images, CopySettings settings) {
        Map<String, Path> owners = new HashMap<>();
        for (Path image : images) {
            String base = ImageFiles.baseName(image.getFileName().toString());
            for (CopySettings.Copy copy : settings.copies()) {
                Path other = owners.put(base + copy.suffix(), image);
                if (other != null) {
                    throw new TesseraException("The folder " + image.getParent() + " holds both "
                            + other.getFileName() + " and " + image.getFileName()
                            + ", and each would have a copy named "
                            + base + copy.suffix()
                            + "; rename one of them, or take out copies that were made before.");
                }
            }
        }
    }

    CopySettings settings() {
        return settings;
    }

    CopyFolder folder() {
        return folder;
    }

    Progress progress() {
        return progress;
    }

    /** Waits until a random copy that takes so many bytes may be made; gives what to return. */
    int takeMemory(long bytes) {
        int permits = (int) Math.min(megabytes, bytes / MEGABYTE + 1);
        memory.acquireUninterruptibly(permits);
        return permits;
    }

    void giveMemory(int permits) {
        memory.release(permits);
    }

    /** Notes that files were written or were there. */
    synchronized void count(long nowWritten, long nowKept) {
        written += nowWritten;
        kept += nowKept;
    }

    /** Notes an image that cannot be copied. */
    synchronized void failed(Path image, TesseraException failure) {
        if (failures.putIfAbsent(image, failure.getMessage()) == null) {
            progress.log("Left out: " + failure.getMessage());
        }
    }

    /** Notes that an image has regions drawn on it; told once. */
    synchronized void regions() {
        if (!regionsTold) {
            regionsTold = true;
            progress.log(
                    "Regions and overlays that are drawn on the images are not copied, for they would lie elsewhere;"
                            + " labels go into masks.");
        }
    }
}

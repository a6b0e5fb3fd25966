package io.github.tessera.natives;

import io.github.tessera.device.CacheFolder;
import io.github.tessera.device.Flavour;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where what comes from the web for one build lies until it is installed, so that a download that broke off can be gone on with.
 *
 * @param all the folder of all builds
 * @param flavour which build it is for
 */
record DownloadsFolder(Path all, Flavour flavour) {
    private static final String NAME = "downloads";

    /** It may not be there. */
    Path path() {
        return shared().resolve(flavour.word());
    }

    private Path shared() {
        return all.resolve(NAME);
    }

    /** Whether there is anything that {@link #remove} deletes. */
    boolean isThere() {
        return Files.isDirectory(path()) || !files(shared()).isEmpty();
    }

    /** What has come already. */
    long bytes() {
        return files(path()).stream().mapToLong(file -> file.toFile().length()).sum();
    }

    /** Deletes it; what came for other builds stays. */
    void remove() {
        files(path()).forEach(AtomicFile::delete);
        AtomicFile.delete(path());
        removeOlder();
        String[] others = shared().toFile().list();
        if (others != null && others.length == 0) {
            AtomicFile.delete(shared());
        }
    }

    /** Deletes it if that can be; what stays is deleted the next time. */
    void discard() {
        try {
            remove();
        } catch (TesseraException e) {
            // The libraries are in their place, and a virus scanner may still hold what they came in.
            return;
        }
    }

    /** Deletes what an older Tessera, which had one folder for all builds, has left. */
    void removeOlder() {
        files(shared()).forEach(AtomicFile::delete);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw CacheFolder.failure(folder, e);
        }
    }
}

package io.github.tessera.data;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that copies are written to: {@code images}, {@code masks} and {@value #SETTINGS}, which says how the copies were made, so
 * that others never come between them.
 */
record CopyFolder(Path folder) {
    /** The name of the file that says how the copies were made. */
    static final String SETTINGS = "augment.txt";

    /**
     * Makes a folder ready, or goes on with one: what a run that was killed has left unfinished is deleted.
     *
     * @throws TesseraException if it cannot be written, or holds files that were made otherwise
     */
    static CopyFolder open(Path folder, CopySettings settings) {
        CopyFolder copies = new CopyFolder(folder);
        try {
            boolean images = tidy(copies.images());
            boolean filled = tidy(copies.masks()) || images;
            new SettingsNote(folder.resolve(SETTINGS))
                    .require(settings.describe(), filled, "images or masks already that were made");
        } catch (IOException e) {
            throw new TesseraException("The folder " + folder + " cannot be read; choose another.", e);
        }
        return copies;
    }

    /** Deletes what is unfinished; true if files remain that are not hidden. */
    private static boolean tidy(Path part) throws IOException {
        if (!Files.isDirectory(part)) {
            return false;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(part)) {
            files = all.toList();
        }
        boolean filled = false;
        for (Path file : files) {
            if (AtomicFile.unfinished(file).isPresent()) {
                Files.delete(file);
            } else {
                filled |= !file.getFileName().toString().startsWith(".");
            }
        }
        return filled;
    }

    /** Where copies of images are. */
    Path images() {
        return folder.resolve("images");
    }

    /** Where copies of masks are, under the names of the images' copies. */
    Path masks() {
        return folder.resolve("masks");
    }

    /**
     * Whether a copy is there, and is no older than the file that it is made of.
     *
     * @throws TesseraException if that file cannot be read
     */
    static boolean holds(Path copy, Path source) {
        try {
            return Files.exists(copy)
                    && Files.getLastModifiedTime(copy).compareTo(Files.getLastModifiedTime(source)) >= 0;
        } catch (IOException e) {
            throw new TesseraException("The file " + source + " cannot be read; check it.", e);
        }
    }
}

package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the images of a folder.
 *
 * @param pattern which names; a file whose ending it tells is taken for an image, whatever the ending is
 * @param recursive whether subfolders are searched, too, and those in them
 */
public record ImageSearch(NamePattern pattern, boolean recursive) {
    /**
     * The files that are meant, each folder's in natural order, and after them those of its subfolders; hidden files and folders are skipped. Links
     * are followed, but no folder is searched twice.
     *
     * @param skipped subfolders that are not searched
     * @return at least one file
     * @throws TesseraException naming the folder if it is missing, may not be read, or holds no such file
     */
    public List<Path> in(Path folder, Predicate<Path> skipped) {
        List<Path> found = new ArrayList<>();
        collect(folder, skipped, new HashSet<>(), found);
        if (found.isEmpty()) {
            throw new TesseraException("The folder " + folder.toAbsolutePath() + " holds no "
                    + (pattern.globs().isEmpty() ? "image files" : "images whose names match " + pattern)
                    + (recursive
                            ? ", and neither do its subfolders; choose another."
                            : "; choose another, or search its subfolders, too."));
        }
        return found;
    }

    private void collect(Path folder, Predicate<Path> skipped, Set<Path> searched, List<Path> found) {
        if (!searched.add(real(folder))) {
            return;
        }
        found.addAll(ImageFiles.images(folder, pattern));
        if (recursive) {
            for (Path subfolder : ImageFiles.folders(folder)) {
                if (!skipped.test(subfolder)) {
                    collect(subfolder, skipped, searched, found);
                }
            }
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder; // what is wrong with it is told when it is listed
        }
    }
}

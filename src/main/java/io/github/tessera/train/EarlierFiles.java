package io.github.tessera.train;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a model's folder held before a training, so that one which is discarded leaves it so. Kept as further names of the same files
 * where the disk allows it, for every file of a training is replaced whole and none is written into.
 */
final class EarlierFiles {
    private static final String FOLDER = ".before";

    private final Path folder;
    private final List<String> names;
    private final boolean there;

    private EarlierFiles(Path folder, List<String> names) {
        this.folder = folder;
        this.names = names;
        there = Files.exists(folder);
    }

    /**
     * Keeps what is there now.
     *
     * @param names of the files and folders that the training may write
     * @throws TesseraException if that cannot be done
     */
    static EarlierFiles keep(Path folder, List<String> names) {
        EarlierFiles files = new EarlierFiles(folder, List.copyOf(names));
        try {
            delete(folder.resolve(FOLDER)); // a training ended with its process: what it left counts
            for (String name : names) {
                copy(folder.resolve(name), folder.resolve(FOLDER).resolve(name));
            }
        } catch (IOException e) {
            throw new TesseraException(
                    "What is in the folder " + folder + " cannot be kept aside (" + e.getMessage()
                            + "): choose a new folder for the model.",
                    e);
        }
        return files;
    }

    /**
     * Leaves the folder as it was.
     *
     * @throws TesseraException if that cannot be done
     */
    void restore() {
        try {
            for (String name : names) {
                delete(folder.resolve(name));
                copy(folder.resolve(FOLDER).resolve(name), folder.resolve(name));
            }
        } catch (IOException e) {
            throw new TesseraException(
                    "The training is discarded, but not all of its files can be deleted from " + folder + " ("
                            + e.getMessage() + "): delete them yourself; what was there before is in " + FOLDER + ".",
                    e);
        }
    }

    /**
     * Keeps nothing any longer; a folder that was not there before goes too if nothing is in it.
     *
     * @param progress is told what cannot be deleted: that is no fault of the training
     */
    void forget(Progress progress) {
        try {
            delete(folder.resolve(FOLDER));
            if (!there) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException e) {
            return; // the usual end
        } catch (IOException e) {
            progress.log("The folder " + folder.resolve(FOLDER) + " cannot be deleted (" + e.getMessage()
                    + "): it is of no use any longer, so do it yourself.");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.notExists(from)) {
            return;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    link(file, target);
                }
            }
        }
    }

    private static void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (IOException | UnsupportedOperationException e) { // not every file system has links
            Files.copy(from, to);
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.notExists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that are there whole or not at all: written under a temporary name in the same folder, then moved into place. */
public final class AtomicFile {
    private static final Pattern UNFINISHED = Pattern.compile("(?s)\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-(.+)");

    private AtomicFile() {}

    /** The name that a file was to get whose writing was cut short, as the name of what is left of it tells; empty for other files. */
    public static Optional<String> unfinished(Path file) {
        Matcher name = UNFINISHED.matcher(file.getFileName().toString());
        return name.matches() ? Optional.of(name.group(2)) : Optional.empty();
    }

    /** A consumer that may fail as files do. */
    @FunctionalInterface
    public interface IOConsumer<T> {
        /** Takes the value. */
        void accept(T value) throws IOException;
    }

    /**
     * Writes a file, over an older one of that name; missing folders are made.
     *
     * <p>If the writer fails in any way, the older file stays and the temporary one is deleted.
     *
     * @param target the file
     * @param writer fills the path that it is given; the path ends as the target's name does
     * @throws TesseraException naming the file and the cure if it cannot be written
     */
    public static void write(Path target, IOConsumer<Path> writer) {
        Path absolute = target.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            throw new TesseraException("Cannot write " + absolute + ", because it is a folder; choose another name.");
        }
        Path temporary = absolute.resolveSibling("." + UUID.randomUUID() + "-" + absolute.getFileName());
        try {
            makeFolder(absolute.getParent());
            try {
                writer.accept(temporary);
                move(temporary, absolute);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw failure(absolute, e);
        }
    }

    /**
     * Tries to write in a folder, made for the trial if it is missing, so that a long task fails before it starts; leaves nothing.
     *
     * @throws TesseraException naming the folder and the cure if no file can be written in it
     */
    public static void requireWritable(Path folder) {
        Path absolute = folder.toAbsolutePath();
        Path probe = absolute.resolve("." + UUID.randomUUID() + "-probe");
        List<Path> missing = Stream.iterate(absolute, Objects::nonNull, Path::getParent)
                .takeWhile(Files::notExists)
                .toList();
        try {
            try {
                makeFolder(absolute);
                Files.delete(Files.createFile(probe));
            } finally {
                deleteEmpty(missing);
            }
        } catch (IOException e) {
            throw failure(absolute, e);
        }
    }

    /**
     * Deletes a file, if it is there.
     *
     * @throws TesseraException naming the file and the cure if it cannot be deleted
     */
    public static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new TesseraException(
                    "Cannot delete " + file.toAbsolutePath() + ": close it where it is open, or choose another folder.",
                    e);
        }
    }

    private static void deleteEmpty(List<Path> folders) throws IOException {
        try {
            for (Path folder : folders) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException e) {
            // Somebody else has begun to use it: it stays, and so do the folders around it.
            return;
        }
    }

    /** Makes a folder and those around it, where they are missing; a file in the way is named. */
    static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new TesseraException(
                    "Cannot use " + folder + " as a folder, because a file has that name; choose another.", e);
        }
    }

    /** Moves a file within its folder, over an older one, in one step where the file system can. */
    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The sentence for a file that could not be written: what stood in the way, and the cure. */
    public static TesseraException failure(Path target, IOException e) {
        String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (reason.contains("no space") || reason.contains("quota") || reason.contains("not enough space")) {
            return new TesseraException(
                    "Cannot write " + target + ", because the disk is full; free some space or choose another disk.",
                    e);
        }
        if (e instanceof AccessDeniedException || reason.contains("permission denied")) {
            return new TesseraException(
                    "Cannot write " + target + ", because you have no permission there; choose another folder.", e);
        }
        if (reason.contains("too long")) {
            return new TesseraException(
                    "Cannot write " + target + ", because its name is too long; give the image a shorter one.", e);
        }
        return new TesseraException("Cannot write " + target + "; choose a folder that exists and can be written.", e);
    }
}

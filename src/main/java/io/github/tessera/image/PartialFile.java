package io.github.tessera.image;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The beginning of a file, kept as {@code name.part}, and beside it a note of what it is the beginning of. */
final class PartialFile implements Closeable {
    /**
     * What the server said of the whole file.
     *
     * @param total its bytes, or -1 where it did not say
     * @param validator its strong ETag or its date of change, or empty: while it is the same, so is the file
     */
    record Note(long total, String validator) {
        static final Note NONE = new Note(-1, "");
    }

    private final Path complete;
    private final Path path;
    private final Path notePath;
    private final FileChannel channel;
    private Note note;

    /**
     * Opens what is there of a file, or begins it empty.
     *
     * @param complete the file that this becomes, in a folder that exists
     */
    PartialFile(Path complete) throws IOException {
        this.complete = complete;
        this.path = complete.resolveSibling(complete.getFileName() + ".part");
        this.notePath = complete.resolveSibling(complete.getFileName() + ".part.txt");
        this.note = read(notePath);
        this.channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.position(channel.size());
    }

    private static Note read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Note.NONE;
        }
        List<String> lines = Files.readAllLines(file);
        try {
            return new Note(Long.parseLong(lines.get(0)), lines.get(1));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Note.NONE;
        }
    }

    Path path() {
        return path;
    }

    Note note() {
        return note;
    }

    /** How many bytes are there. */
    long length() throws IOException {
        return channel.position();
    }

    /** Begins anew, as the beginning of the file that the note tells of. */
    void restart(Note of) throws IOException {
        // In this order a crash between two lines leaves an empty part, never one with another file's note.
        channel.truncate(0);
        channel.position(0);
        note = of;
        AtomicFile.write(notePath, file -> Files.writeString(file, of.total() + "\n" + of.validator() + "\n"));
    }

    void append(List<ByteBuffer> bytes) throws IOException {
        for (ByteBuffer buffer : bytes) {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    /**
     * Fails now rather than after an hour if the rest cannot have room.
     *
     * @param total bytes of the whole file, or -1 where it is not known
     */
    void requireSpace(long total) throws IOException {
        long free = Files.getFileStore(complete.getParent()).getUsableSpace();
        // Some network drives know nothing and say 0; on a disk that is truly full the first write fails.
        if (free > 0 && total - length() > free) {
            throw new TesseraException("Cannot write " + complete + ", because it needs "
                    + Download.megabytes(total - length()) + " MB more and the disk has "
                    + Download.megabytes(free) + " MB free; free some space or choose another disk.");
        }
    }

    String sha256(Progress progress) {
        return Sha256.of(path, progress);
    }

    /** Moves the file into place as complete; closes it. */
    void finish() throws IOException {
        channel.close();
        AtomicFile.move(path, complete);
        Files.deleteIfExists(notePath);
    }

    /** Deletes it with its note; closes it. */
    void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
        Files.deleteIfExists(notePath);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

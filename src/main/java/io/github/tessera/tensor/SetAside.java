package io.github.tessera.tensor;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Function;

/**
 * A note on libraries that could not be used on this computer, so that the next start leaves them alone. It is written before they are loaded,
 * for they can end the whole Java, and counts once the Java that wrote it no longer holds it. Computers that share a home have a note each.
 *
 * @param file it may not be there
 */
public record SetAside(Path file) {
    private static final int DIGITS = 16;

    /**
     * The note on some libraries.
     *
     * @param place where notes lie
     * @param libraries the folder that they are loaded from
     */
    public static SetAside of(Path place, Path libraries) {
        String what = Sha256.of(host() + "\n" + libraries.toAbsolutePath()).substring(0, DIGITS);
        return new SetAside(place.resolve("set-aside-" + what + ".txt"));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    /** Why they are not to be used; empty if they are. */
    Optional<String> reason() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // By the same channel: on Windows nobody reads by another what is locked, this Java itself included.
            return held(channel::tryLock)
                    ? Optional.ofNullable(
                            new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8)).readLine())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Locks a file, or gives null if another Java has. */
    @FunctionalInterface
    interface Locking {
        FileLock tryLock() throws IOException;
    }

    /**
     * Whether nobody else holds it, also no other thread of this Java; it is held then until the channel is closed. On a disk that has no
     * locks, as some of clusters, nobody ever holds it.
     */
    static boolean held(Locking channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Uses them again. */
    void forget() {
        AtomicFile.delete(file);
    }

    /**
     * Tries them: while this runs other Javas may try them too, and if it fails or does not come back they are set aside.
     *
     * @param reason to be noted if the Java ends
     * @param told what is noted if the work fails
     */
    void during(String reason, Runnable work, Function<RuntimeException, String> told) {
        try (FileChannel channel = opened()) {
            if (!held(channel::tryLock)) {
                work.run();
                return;
            }
            write(channel, reason);
            try {
                work.run();
            } catch (RuntimeException e) {
                write(channel, told.apply(e));
                throw e;
            }
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
        forget();
    }

    private FileChannel opened() throws IOException {
        Files.createDirectories(file.getParent());
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void write(FileChannel channel, String reason) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((reason + "\n").getBytes(StandardCharsets.UTF_8)));
        channel.force(true);
    }
}

package io.github.tessera.image;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * One file from the web, brought once: resumed after breaks, checked by its SHA-256, kept in a folder.
 *
 * <p>Nothing is asked of the network before {@link #to} is called, and then only this file: no cookies, no word about the user.
 * Proxies are those of {@link java.net.ProxySelector#getDefault}. May be used from any thread; threads and programs that want the same
 * file in the same folder wait for each other.
 *
 * <p>In the folder a file {@code name} has beside it {@code name.sha256} (its hash, as {@code sha256sum} writes it), {@code name.lock}
 * (empty), and while it is not complete {@code name.part} and {@code name.part.txt}.
 */
public final class Download {
    private final URI address;
    private final String sha256;
    private final DownloadSettings settings;

    /**
     * A file that can be brought; nothing is done yet.
     *
     * @param address http or https
     * @param sha256 64 hexadecimal digits, or empty where it is not known; without it a file can be checked against its own length
     *     and its own earlier download only
     * @throws TesseraException if the address or the hash is not one
     */
    public Download(URI address, String sha256) {
        this(address, sha256, DownloadSettings.USUAL);
    }

    /**
     * The same.
     *
     * @param settings how patient it is
     */
    public Download(URI address, String sha256, DownloadSettings settings) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || address.getHost() == null) {
            throw new TesseraException(
                    "Cannot download " + DownloadName.shown(address)
                            + ", because only addresses that start with http:// or https:// and name a server can be; check it.");
        }
        if (!sha256.matches("([0-9a-fA-F]{64})?")) {
            throw new TesseraException("Cannot check a download by " + sha256
                    + ", because a SHA-256 has 64 digits from 0 to f; copy it again, or leave it empty.");
        }
        this.address = address;
        this.sha256 = sha256.toLowerCase(Locale.ROOT);
        this.settings = settings;
    }

    /**
     * The complete file, if it is in the folder already; the network is not touched.
     *
     * @param progress hears that it is checked, and may cancel it
     * @return empty if it is missing, or its SHA-256 is neither the one given nor, where none was, that of its own download
     */
    public Optional<Path> cached(Path folder, Progress progress) {
        Path file = file(folder);
        String expected = sha256.isEmpty() ? recorded(file) : sha256;
        if (expected.isEmpty() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        progress.status("Checking " + file.getFileName());
        return Sha256.of(file, progress).equals(expected) ? Optional.of(file) : Optional.empty();
    }

    /**
     * The complete file, from the folder if it is there, otherwise from the web.
     *
     * @param folder made if it is missing
     * @param progress hears how many bytes are done and of how many, and may cancel it within a second; what came is kept
     * @return the file in that folder; its name ends as the address does
     * @throws TesseraException with the reason and the cure if it cannot be brought, checked or written
     * @throws io.github.tessera.progress.CancelledException if the user has asked to stop
     */
    public Path to(Path folder, Progress progress) {
        Optional<Path> there = cached(folder, progress);
        if (there.isPresent()) {
            return there.get();
        }
        Path file = file(folder);
        try {
            AtomicFile.makeFolder(file.getParent());
            try (DownloadLock lock = DownloadLock.take(file, progress)) {
                Optional<Path> meanwhile = cached(folder, progress);
                if (meanwhile.isEmpty()) {
                    try (PartialFile part = lock.part()) {
                        bring(part, file, progress);
                    }
                }
            }
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        }
        return file;
    }

    private void bring(PartialFile part, Path file, Progress progress) throws IOException {
        boolean resumed = part.length() > 0;
        DownloadTransfer transfer = new DownloadTransfer(address, !sha256.isEmpty(), settings, part, progress);
        transfer.complete();
        String actual = hash(part, progress);
        if (resumed && isWrong(actual)) {
            // The older part may be damaged, or of another file: the server gets one chance to send all of it.
            part.restart(PartialFile.Note.NONE);
            transfer.complete();
            actual = hash(part, progress);
        }
        if (isWrong(actual)) {
            part.delete();
            throw new TesseraException("Cannot use the file from " + DownloadName.shown(address)
                    + ", because its SHA-256 is " + actual + " and should be " + sha256
                    + "; it was deleted, so try again, or look for another address of the file.");
        }
        keep(part, file, actual);
        progress.log("Downloaded " + DownloadName.shown(address) + " to " + file + " (" + megabytes(Files.size(file))
                + " MB, SHA-256 " + actual + ")");
    }

    private boolean isWrong(String actual) {
        return !sha256.isEmpty() && !sha256.equals(actual);
    }

    private static String hash(PartialFile part, Progress progress) {
        progress.status("Checking " + part.path().getFileName());
        return part.sha256(progress);
    }

    private static void keep(PartialFile part, Path file, String actual) throws IOException {
        // The record first: a file without it would be brought again, one with an older file's record too.
        AtomicFile.write(
                beside(file, ".sha256"),
                record -> Files.writeString(record, actual + "  " + file.getFileName() + "\n"));
        part.finish();
    }

    private static String recorded(Path file) {
        try {
            String line = new String(Files.readAllBytes(beside(file, ".sha256")), StandardCharsets.UTF_8);
            return line.replaceFirst("(?s)\\s.*", "");
        } catch (IOException e) {
            return "";
        }
    }

    private Path file(Path folder) {
        return folder.toAbsolutePath().resolve(DownloadName.of(address));
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** Millions of bytes with one decimal. */
    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }
}

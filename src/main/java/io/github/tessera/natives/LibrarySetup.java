package io.github.tessera.natives;

import io.github.tessera.device.CacheFolder;
import io.github.tessera.device.Flavour;
import io.github.tessera.device.Platform;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.Download;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Installs, repairs and removes PyTorch's libraries. A build is unpacked beside its place and moved there when it is complete, so that one that
 * was broken off is never used; what was downloaded until then is kept and gone on with.
 */
public final class LibrarySetup {
    private static final String DOWNLOADS = "downloads";
    private static final String UNFINISHED = ".unfinished";
    private static final double GB = 1e9;

    private final Path all;
    private final Platform platform;

    /**
     * Of a computer.
     *
     * @param all the folder of all builds
     */
    public LibrarySetup(Path all, Platform platform) {
        this.all = all.toAbsolutePath();
        this.platform = platform;
    }

    /** The builds that are there. */
    public List<LibraryFolder> installed() {
        return Arrays.stream(Flavour.values())
                .map(this::folder)
                .filter(LibraryFolder::isInstalled)
                .toList();
    }

    /** Where a build is or will be. */
    public LibraryFolder folder(Flavour flavour) {
        return LibraryFolder.in(all, flavour, platform);
    }

    /** What it takes to get a build, for people: how much comes, and where it goes. */
    public String plan(Flavour flavour) {
        return LibraryDownload.size(flavour) + " to " + folder(flavour).path();
    }

    /**
     * Installs a build, over one that is there.
     *
     * @param flavour of what is downloaded; a file or folder must hold it
     * @param from nothing for the usual servers; a zip, a jar or a folder; the address of a zip or jar; or that of a mirror
     * @param sha256 of the zip or jar at an address; may be empty
     * @return where it is
     * @throws TesseraException with the cure if anything fails; what was there before stays
     */
    public LibraryFolder install(Flavour flavour, String from, String sha256, Progress progress) {
        platform.problem().ifPresent(problem -> {
            throw new TesseraException("PyTorch cannot be installed, because " + problem);
        });
        if (!flavour.isMadeFor(platform)) {
            throw new TesseraException(
                    "There is no PyTorch for GPUs for " + platform.classifier() + ": choose the one for the CPU.");
        }
        AtomicFile.requireWritable(all);
        LibraryFolder place = folder(flavour);
        LibraryFolder fresh = new LibraryFolder(
                place.path().resolveSibling(place.path().getFileName() + UNFINISHED), flavour, platform);
        fresh.remove();
        try {
            Files.createDirectories(fresh.path());
            bring(fresh, from.strip(), sha256, progress);
            if (!fresh.hasLibraries()) {
                throw new TesseraException("Some of PyTorch's libraries are missing in what was brought: choose another"
                        + " file or server.");
            }
            fresh.seal(progress);
            place.remove();
            Files.move(fresh.path(), place.path());
        } catch (IOException e) {
            throw AtomicFile.failure(place.path(), e);
        } finally {
            fresh.remove();
        }
        removeDownloads();
        progress.log("PyTorch " + LibraryFolder.VERSION + " (" + flavour.word() + ") is in " + place.path() + ": "
                + gigabytes(place.bytes()) + ".");
        return place;
    }

    private void bring(LibraryFolder fresh, String from, String sha256, Progress progress) {
        boolean address = from.matches("(?i)https?://.*");
        boolean packed = from.toLowerCase(Locale.ROOT).matches(".*\\.(zip|jar)");
        Path downloads = all.resolve(DOWNLOADS);
        if (from.isEmpty() || (address && !packed)) {
            if (fresh.flavour().isCuda()) {
                progress.log("Of the build for GPUs no SHA-256 is published: what comes is checked by its length and by"
                        + " the checksums inside.");
            }
            new LibraryDownload(fresh.flavour(), platform, from).into(downloads, fresh.path(), progress);
            return;
        }
        Path file = address ? new Download(URI.create(from), sha256.strip()).to(downloads, progress) : path(from);
        try (LibraryArchive archive = new LibraryArchive(file, platform)) {
            requireFit(archive, fresh.flavour(), from);
            requireSpace(archive.bytes());
            archive.unpack(fresh.path(), progress);
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TesseraException("\"" + text + "\" cannot be a path: choose a zip, a jar or a folder.", e);
        }
    }

    private static void requireFit(LibraryArchive archive, Flavour flavour, String from) {
        archive.version()
                .filter(version -> !version.startsWith(LibraryFolder.VERSION))
                .ifPresent(version -> {
                    throw new TesseraException("In " + from + " is PyTorch " + version + ", but Tessera needs "
                            + LibraryFolder.VERSION + ": choose that version.");
                });
        if (archive.flavour() != flavour) {
            throw new TesseraException(
                    "In " + from + " is the build for " + archive.flavour().word() + ", but that for " + flavour.word()
                            + " was chosen: choose the other build, or another file.");
        }
    }

    private void requireSpace(long bytes) {
        try {
            long free = Files.getFileStore(all).getUsableSpace();
            if (free < bytes) {
                throw new TesseraException("PyTorch needs " + gigabytes(bytes) + " in " + all + ", but only "
                        + gigabytes(free) + " are free: free some space, or let " + CacheFolder.KEY
                        + " name a folder on another disk.");
            }
        } catch (IOException e) {
            throw AtomicFile.failure(all, e);
        }
    }

    /** Deletes a build and what was downloaded for one. */
    public void remove(Flavour flavour) {
        folder(flavour).remove();
        removeDownloads();
    }

    private void removeDownloads() {
        Path downloads = all.resolve(DOWNLOADS);
        if (!Files.isDirectory(downloads)) {
            return;
        }
        try (Stream<Path> files = Files.list(downloads)) {
            files.toList().forEach(AtomicFile::delete);
        } catch (IOException e) {
            throw AtomicFile.failure(downloads, e);
        }
        AtomicFile.delete(downloads);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.2f GB", bytes / GB);
    }
}

package io.github.tessera.natives;

import io.github.tessera.device.CacheFolder;
import io.github.tessera.device.Flavour;
import io.github.tessera.device.Platform;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.Download;
import io.github.tessera.image.DownloadLock;
import io.github.tessera.image.DownloadSettings;
import io.github.tessera.image.Sha256;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Installs, repairs and removes PyTorch's libraries. A build is unpacked beside its place and moved there when it is complete, so that one that
 * was broken off is never used; what was downloaded until then is kept and gone on with.
 */
public final class LibrarySetup {
    /** Environment variable or system property: the address of a facility's mirror, in place of the usual servers. */
    public static final String MIRROR = "TESSERA_MIRROR";

    private static final String DOWNLOADS = "downloads";
    private static final String UNFINISHED = ".unfinished";
    private static final String LOCK = "setup";
    private static final double GB = 1e9;

    private final Path all;
    private final Platform platform;
    private final ChecksumList known;
    private final DownloadSettings settings;

    /**
     * Of a computer.
     *
     * @param all the folder of all builds
     */
    public LibrarySetup(Path all, Platform platform) {
        this(all, platform, ChecksumList.published(), DownloadSettings.USUAL);
    }

    /**
     * The same.
     *
     * @param known what the jars of Maven Central must be
     */
    LibrarySetup(Path all, Platform platform, ChecksumList known, DownloadSettings settings) {
        this.all = all.toAbsolutePath();
        this.platform = platform;
        this.known = known;
        this.settings = settings;
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
        String where = mirror().isEmpty() ? "" : " from " + mirror();
        return LibraryDownload.size(flavour) + where + " to " + folder(flavour).path();
    }

    private static String mirror() {
        String environment = System.getenv(MIRROR);
        return (environment == null ? System.getProperty(MIRROR, "") : environment).strip();
    }

    /**
     * Installs a build, over one that is there.
     *
     * @param flavour of what is downloaded; a file or folder must hold it
     * @param from nothing for the usual servers, or the mirror that {@value #MIRROR} names; a zip, a jar or a folder; the address of a zip or jar; or that of a mirror
     * @param sha256 of the zip or jar at an address; may be empty
     * @return where it is
     * @throws TesseraException with the cure if anything fails; what was there before stays
     */
    @SuppressWarnings("try") // the lock is only held
    public LibraryFolder install(Flavour flavour, String from, String sha256, Progress progress) {
        platform.problem().ifPresent(problem -> {
            throw new TesseraException("PyTorch cannot be installed, because " + problem);
        });
        if (!flavour.isMadeFor(platform)) {
            throw new TesseraException(
                    "There is no PyTorch for GPUs for " + platform.classifier() + ": choose the one for the CPU.");
        }
        CacheFolder.requireWritable(all);
        try {
            Files.createDirectories(all);
            try (DownloadLock alone = DownloadLock.take(all.resolve(LOCK), progress)) {
                return replace(folder(flavour), from.isBlank() ? mirror() : from.strip(), sha256.strip(), progress);
            }
        } catch (IOException e) {
            throw AtomicFile.failure(all, e);
        }
    }

    private LibraryFolder replace(LibraryFolder place, String from, String sha256, Progress progress) {
        LibraryFolder fresh = new LibraryFolder(
                place.path().resolveSibling(place.path().getFileName() + UNFINISHED), place.flavour(), platform);
        fresh.remove();
        try {
            Files.createDirectories(fresh.path());
            bring(fresh, from, sha256, progress);
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
        progress.log("PyTorch " + LibraryFolder.VERSION + " (" + place.flavour().word() + ") is in " + place.path()
                + ": " + gigabytes(place.bytes()) + ".");
        return place;
    }

    private void bring(LibraryFolder fresh, String from, String sha256, Progress progress) {
        Optional<URI> address = address(from);
        boolean packed =
                address.map(URI::getPath).orElse(from).toLowerCase(Locale.ROOT).matches(".*\\.(zip|jar)");
        if (from.isEmpty() || (address.isPresent() && !packed)) {
            requireNoSum(sha256, "a server's libraries");
            if (from.isEmpty()) {
                requireSpace(LibraryDownload.bytes(fresh.flavour()));
            }
            if (fresh.flavour().isCuda()) {
                address.ifPresent(LibrarySetup::requireSecure);
                progress.log("Of the build for GPUs no SHA-256 is published: what comes is checked by its length and by"
                        + " the checksums inside.");
            }
            new LibraryDownload(fresh.flavour(), platform, from, known, settings)
                    .into(all.resolve(DOWNLOADS), fresh.path(), progress);
            return;
        }
        if (sha256.isEmpty()) {
            address.ifPresent(LibrarySetup::requireSecure);
        }
        Path file = address.isPresent()
                ? new Download(address.get(), sha256, settings).to(all.resolve(DOWNLOADS), progress)
                : checked(path(from), sha256, progress);
        try (LibraryArchive archive = new LibraryArchive(file, platform)) {
            requireFit(archive, fresh.flavour(), from);
            requireSpace(archive.bytes());
            archive.unpack(fresh.path(), progress);
        }
    }

    private static Optional<URI> address(String from) {
        if (!from.matches("(?i)https?:.*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(from));
        } catch (URISyntaxException e) {
            throw new TesseraException("\"" + from + "\" is no web address: copy it from the browser again.", e);
        }
    }

    /** What comes is run: without a hash only a secure connection tells that it is what the server has. */
    private static void requireSecure(URI address) {
        boolean near = String.valueOf(address.getHost()).matches("localhost|127\\.[\\d.]+|\\[::1\\]");
        if (!near && !"https".equalsIgnoreCase(address.getScheme())) {
            throw new TesseraException("The address " + address.getScheme() + "://" + address.getHost()
                    + " is not secure, and no SHA-256 is known of what comes from there: use https, or a zip with its"
                    + " SHA-256.");
        }
    }

    private static void requireNoSum(String sha256, String what) {
        if (!sha256.isEmpty()) {
            throw new TesseraException("A SHA-256 is of one zip or jar, and cannot be that of " + what
                    + ": name the zip or jar, or leave it empty.");
        }
    }

    private static Path checked(Path file, String sha256, Progress progress) {
        if (Files.isDirectory(file)) {
            requireNoSum(sha256, "a folder");
        }
        if (!sha256.isEmpty() && Files.isRegularFile(file)) {
            progress.status("Checking " + file.getFileName());
            String actual = Sha256.of(file, progress);
            if (!actual.equalsIgnoreCase(sha256)) {
                throw new TesseraException("Cannot use " + file + ", because its SHA-256 is " + actual
                        + " and should be " + sha256 + ": copy it again, or choose another.");
            }
        }
        return file;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TesseraException("\"" + text + "\" cannot be a path: choose a zip, a jar or a folder.", e);
        }
    }

    private void requireFit(LibraryArchive archive, Flavour flavour, String from) {
        archive.version()
                .filter(version -> !version.matches(Pattern.quote(LibraryFolder.VERSION) + "(\\D.*)?"))
                .ifPresent(version -> {
                    throw new TesseraException("In " + from + " is PyTorch " + version + ", but Tessera needs "
                            + LibraryFolder.VERSION + ": choose that version.");
                });
        archive.classifier()
                .filter(classifier -> !classifier.equals(platform.classifier()))
                .ifPresent(classifier -> {
                    throw new TesseraException("In " + from + " is PyTorch for " + classifier + ", but this Java needs"
                            + " that for " + platform.classifier() + ": choose that.");
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

    /**
     * Deletes a build and what was downloaded for any.
     *
     * @return false if there was nothing of it
     * @throws TesseraException if it is in use
     */
    @SuppressWarnings("try") // the lock is only held
    public boolean remove(Flavour flavour, Progress progress) {
        LibraryFolder folder = folder(flavour);
        boolean there = Files.isDirectory(folder.path()) || Files.isDirectory(all.resolve(DOWNLOADS));
        if (there) {
            try (DownloadLock alone = DownloadLock.take(all.resolve(LOCK), progress)) {
                folder.remove();
                removeDownloads();
            } catch (IOException e) {
                throw AtomicFile.failure(all, e);
            }
        }
        return there;
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

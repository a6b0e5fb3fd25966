package io.github.tessera.natives;

import io.github.tessera.device.CacheFolder;
import io.github.tessera.device.Flavour;
import io.github.tessera.device.Platform;
import io.github.tessera.device.Setting;
import io.github.tessera.image.DownloadLock;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Installs, repairs and removes PyTorch's libraries. A build is unpacked beside its place and moved there when it is complete, so that one that
 * was broken off is never used; what was downloaded until then is kept and gone on with.
 */
public final class LibrarySetup {
    /** Environment variable or system property: the address of a facility's mirror, in place of the usual servers. */
    public static final String MIRROR = "TESSERA_MIRROR";

    private static final String UNFINISHED = ".unfinished";
    private static final String LOCK = "setup";

    private final Path all;
    private final Platform platform;
    private final SetupSettings settings;

    /**
     * Of a computer.
     *
     * @param all the folder of all builds
     */
    public LibrarySetup(Path all, Platform platform) {
        this(all, platform, SetupSettings.usual());
    }

    LibrarySetup(Path all, Platform platform, SetupSettings settings) {
        this.all = all.toAbsolutePath();
        this.platform = platform;
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

    /** What must be free there meanwhile, for people. */
    public String room(Flavour flavour) {
        return DiskSpace.gigabytes(settings.bytes(flavour));
    }

    private static String mirror() {
        return Setting.of(MIRROR).orElse("").strip();
    }

    /**
     * Installs a build, over one that is there.
     *
     * @param flavour of what is downloaded; a file or folder must hold it
     * @param from nothing for the usual servers, or the mirror that {@value #MIRROR} names; a zip, a jar or a folder; the address of a zip or jar; or that of a mirror
     * @param sha256 of the zip or jar; may be empty
     * @return where it is
     * @throws TesseraException with the cure if anything fails; what was there before stays
     */
    @SuppressWarnings("try") // the lock is only held
    public LibraryFolder install(Flavour flavour, String from, String sha256, Progress progress) {
        platform.problem().ifPresent(problem -> {
            throw new TesseraException("PyTorch cannot be installed, because " + problem);
        });
        if (!flavour.isMadeFor(platform)) {
            throw new TesseraException("There is no PyTorch for GPUs for " + platform.classifier()
                    + ": choose \"For the processor\" under Build (build=cpu).");
        }
        CacheFolder.requireWritable(all);
        try {
            Files.createDirectories(all);
            try (DownloadLock alone = DownloadLock.take(all.resolve(LOCK), progress)) {
                LibrarySource source = new LibrarySource(from.isBlank() ? mirror() : from.strip(), sha256.strip());
                return replace(folder(flavour), source, progress);
            }
        } catch (IOException e) {
            throw CacheFolder.failure(all, e);
        }
    }

    private LibraryFolder replace(LibraryFolder folder, LibrarySource source, Progress progress) {
        DownloadsFolder downloads = new DownloadsFolder(all, folder.flavour());
        LibraryFolder fresh = unfinished(folder);
        progress.status("Looking whether PyTorch is in use");
        folder.place().requireUnused(settings.patience());
        fresh.remove();
        downloads.removeOlder();
        try {
            Files.createDirectories(fresh.path());
            source.into(fresh, downloads, settings, progress);
            if (!fresh.hasLibraries()) {
                throw new TesseraException("Some of PyTorch's libraries are missing in what was brought: choose another"
                        + " file or server.");
            }
            fresh.seal(progress);
            progress.status("Moving PyTorch to its place");
            folder.place().replaceBy(fresh.path(), settings.patience());
        } catch (IOException e) {
            throw CacheFolder.failure(fresh.path(), e);
        } finally {
            fresh.place().discard();
        }
        downloads.discard();
        progress.log("PyTorch " + LibraryFolder.VERSION + " " + folder.flavour().use() + " is in " + folder.path()
                + ": " + DiskSpace.gigabytes(folder.bytes()) + ".");
        return folder;
    }

    private LibraryFolder unfinished(LibraryFolder folder) {
        Path path = folder.path().resolveSibling(folder.path().getFileName() + UNFINISHED);
        return new LibraryFolder(path, folder.flavour(), platform);
    }

    /**
     * Deletes a build and what was downloaded for it.
     *
     * @return false if there was nothing of it
     * @throws TesseraException if it is in use
     */
    @SuppressWarnings("try") // the lock is only held
    public boolean remove(Flavour flavour, Progress progress) {
        LibraryFolder folder = folder(flavour);
        LibraryFolder unfinished = unfinished(folder);
        DownloadsFolder downloads = new DownloadsFolder(all, flavour);
        boolean there = folder.place().isTaken() || unfinished.place().isTaken() || downloads.isThere();
        if (there) {
            try (DownloadLock alone = DownloadLock.take(all.resolve(LOCK), progress)) {
                folder.remove();
                unfinished.remove();
                downloads.remove();
            } catch (IOException e) {
                throw CacheFolder.failure(all, e);
            }
        }
        return there;
    }
}

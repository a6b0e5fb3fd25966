package io.github.tessera.natives;

import io.github.tessera.device.Flavour;
import io.github.tessera.image.Download;
import io.github.tessera.image.Sha256;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a build comes from.
 *
 * @param text nothing for the usual servers; a zip, a jar or a folder; the address of a zip or jar; or that of a mirror
 * @param sha256 of the zip or jar; may be empty
 */
record LibrarySource(String text, String sha256) {
    /**
     * Brings the libraries.
     *
     * @param folder where they go; it is there
     * @param downloads where what comes from the web lies meanwhile
     * @throws TesseraException with the cure if they cannot be brought, are not what they should be, or do not fit the folder's build
     */
    void into(LibraryFolder folder, DownloadsFolder downloads, SetupSettings settings, Progress progress) {
        Optional<URI> address = address();
        boolean packed =
                address.map(URI::getPath).orElse(text).toLowerCase(Locale.ROOT).matches(".*\\.(zip|jar)");
        if (text.isEmpty() || (address.isPresent() && !packed)) {
            fromServer(folder, downloads, settings, progress);
            return;
        }
        if (sha256.isEmpty()) {
            address.ifPresent(LibrarySource::requireSecure);
        }
        if (address.isPresent()) {
            requireSpace(folder.flavour(), downloads, settings);
        }
        Path file = address.isPresent()
                ? new Download(address.get(), sha256, settings.download()).to(downloads.path(), progress)
                : checked(path(), progress);
        try (LibraryArchive archive = new LibraryArchive(file, folder.platform())) {
            requireFit(archive, folder);
            DiskSpace.require(downloads.all(), archive.bytes());
            archive.unpack(folder.path(), progress);
        }
    }

    private void fromServer(
            LibraryFolder folder, DownloadsFolder downloads, SetupSettings settings, Progress progress) {
        requireNoSum("a server's libraries");
        if (folder.flavour().isCuda()) {
            address().ifPresent(LibrarySource::requireSecure);
        }
        requireSpace(folder.flavour(), downloads, settings);
        if (folder.flavour().isCuda()) {
            progress.log("Of the build for GPUs no SHA-256 is published: what comes is checked by its length and by"
                    + " the checksums inside.");
        }
        new LibraryDownload(folder.flavour(), folder.platform(), text, settings.known(), settings.download())
                .into(downloads.path(), folder.path(), progress);
    }

    private static void requireSpace(Flavour flavour, DownloadsFolder downloads, SetupSettings settings) {
        DiskSpace.require(downloads.all(), settings.bytes(flavour) - downloads.bytes());
    }

    private Optional<URI> address() {
        if (!text.matches("(?i)https?:.*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            throw new TesseraException("\"" + text + "\" is no web address: copy it from the browser again.", e);
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

    private void requireNoSum(String what) {
        if (!sha256.isEmpty()) {
            throw new TesseraException("A SHA-256 is of one zip or jar, and cannot be that of " + what
                    + ": name the zip or jar, or leave it empty.");
        }
    }

    private Path checked(Path file, Progress progress) {
        if (Files.isDirectory(file)) {
            requireNoSum("a folder");
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

    private Path path() {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TesseraException("\"" + text + "\" cannot be a path: choose a zip, a jar or a folder.", e);
        }
    }

    private void requireFit(LibraryArchive archive, LibraryFolder folder) {
        String wanted = folder.platform().classifier();
        archive.version()
                .filter(version -> !version.matches(Pattern.quote(LibraryFolder.VERSION) + "(\\D.*)?"))
                .ifPresent(version -> {
                    throw new TesseraException("In " + text + " is PyTorch " + version + ", but Tessera needs "
                            + LibraryFolder.VERSION + ": choose that version.");
                });
        archive.classifier().filter(classifier -> !classifier.equals(wanted)).ifPresent(classifier -> {
            throw new TesseraException("In " + text + " is PyTorch for " + classifier + ", but this Java needs"
                    + " that for " + wanted + ": choose that.");
        });
        Flavour flavour = folder.flavour();
        archive.foreign().ifPresent(build -> {
            throw new TesseraException("In " + text + " is the build " + build + " of PyTorch, which Tessera cannot"
                    + " use: choose libtorch " + LibraryFolder.VERSION + " for "
                    + (flavour.isCuda() ? "CUDA 12.8." : "the CPU."));
        });
        Flavour actual = archive.flavour();
        if (actual != flavour) {
            throw new TesseraException("In " + text + " is the build " + actual.use() + ", but that " + flavour.use()
                    + " was chosen: choose it under Build (build=" + (actual.isCuda() ? "gpu" : "cpu")
                    + "), or another file.");
        }
    }
}

package io.github.tessera.natives;

import io.github.tessera.device.CacheFolder;
import io.github.tessera.device.Flavour;
import io.github.tessera.device.Platform;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.Download;
import io.github.tessera.image.DownloadSettings;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Brings one build of PyTorch's libraries from the web. The build for processors is one jar of Maven Central, whose SHA-256 is known; that for
 * GPUs lies file by file, packed, where DJL has it, in a list of all builds. A mirror is a folder with copies of these paths.
 *
 * @param flavour which build
 * @param platform for which system
 * @param mirror in place of both servers; empty for the servers themselves
 * @param known what the jars of Maven Central must be
 * @param settings how patient it is
 */
record LibraryDownload(
        Flavour flavour, Platform platform, String mirror, ChecksumList known, DownloadSettings settings) {
    private static final String CENTRAL = "https://repo1.maven.org/maven2";
    private static final String DJL = "https://publish.djl.ai";
    private static final String JARS = "/ai/djl/pytorch/pytorch-native-cpu/" + LibraryFolder.VERSION + "/";
    private static final String INDEX = "/pytorch/" + LibraryFolder.VERSION + "/";
    private static final int BLOCK = 1 << 20;
    private static final String PACKED = ".gz";

    /** How much there is to bring, for people. */
    static String size(Flavour flavour) {
        return flavour.isCuda() ? "about 3 GB" : "about 110 MB";
    }

    /**
     * Brings and unpacks it.
     *
     * @param downloads where packed files lie meanwhile; what is there already is not brought again
     * @param folder where the libraries go; it is there
     * @throws TesseraException with the cure if it cannot be brought, is not what it should be, or cannot be written
     */
    void into(Path downloads, Path folder, Progress progress) {
        if (flavour.isCuda()) {
            packed(downloads, folder, progress);
        } else {
            jar(downloads, folder, progress);
        }
    }

    private void jar(Path downloads, Path folder, Progress progress) {
        String name = "pytorch-native-cpu-" + LibraryFolder.VERSION + "-" + platform.classifier() + ".jar";
        String sum = known.of(name)
                .orElseThrow(() -> new TesseraException("There is no PyTorch for " + platform.classifier()
                        + " on Maven Central: use a computer with another system."));
        Path jar = new Download(address(CENTRAL, JARS + name), sum, settings)
                .to(downloads, new PartProgress(progress, 0, 2));
        try (LibraryArchive archive = new LibraryArchive(jar, platform)) {
            archive.unpack(folder, new PartProgress(progress, 1, 2));
        }
    }

    private void packed(Path downloads, Path folder, Progress progress) {
        Path index = new Download(address(DJL, INDEX + "files.txt"), "", settings).to(downloads, withoutBar(progress));
        List<String> files = listed(index);
        // A list that was mended meanwhile is to be seen the next time.
        AtomicFile.delete(index);
        for (int i = 0; i < files.size(); i++) {
            Progress part = new PartProgress(progress, i, files.size());
            String file = files.get(i);
            Path packed = new Download(address(DJL, INDEX + file), "", settings).to(downloads, part);
            unpack(packed, folder.resolve(name(file)), part);
        }
    }

    /** For what is too small to fill the bar with. */
    private static Progress withoutBar(Progress progress) {
        return new Progress() {
            @Override
            public void status(String message) {
                progress.status(message);
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }

    /** The paths of this build's files, as the list has them. */
    private List<String> listed(Path index) {
        String start = flavour.word() + "/" + platform.classifier() + "/native/lib/";
        try {
            List<String> files = Files.readAllLines(index, StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith(start)
                            && line.substring(start.length()).matches("[\\w.%+-]+\\.gz"))
                    .filter(line -> LibraryFolder.isLibrary(name(line)))
                    .toList();
            if (files.isEmpty()) {
                AtomicFile.delete(index);
                throw new TesseraException("The server's list of PyTorch's builds has none of " + LibraryFolder.VERSION
                        + " " + flavour.use() + " on " + platform.classifier()
                        + ": choose \"For the processor\" under Build (build=cpu), or another mirror.");
            }
            return files;
        } catch (IOException e) {
            AtomicFile.delete(index);
            throw new TesseraException("The server's list of PyTorch's builds is damaged: try again.", e);
        }
    }

    /** The library's file name; something that is none where the list's name cannot be read. */
    private static String name(String file) {
        String last = file.substring(file.lastIndexOf('/') + 1, file.length() - PACKED.length());
        try {
            return URLDecoder.decode(last.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static void unpack(Path packed, Path target, Progress progress) {
        byte[] block = new byte[BLOCK];
        progress.status("Unpacking " + target.getFileName());
        try (InputStream file = Files.newInputStream(packed);
                InputStream in = new GZIPInputStream(file, BLOCK);
                OutputStream out = Files.newOutputStream(target)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                progress.check();
                out.write(block, 0, n);
            }
        } catch (ZipException | EOFException e) {
            AtomicFile.delete(packed);
            throw new TesseraException(
                    "The downloaded file " + target.getFileName() + " is damaged and was deleted: try again.", e);
        } catch (IOException e) {
            throw CacheFolder.failure(target, e);
        }
    }

    private URI address(String server, String path) {
        String base = mirror.isEmpty() ? server : mirror.replaceFirst("/+$", "");
        try {
            return URI.create(base + path);
        } catch (IllegalArgumentException e) {
            throw new TesseraException("\"" + mirror + "\" is no address: copy it from the browser again.", e);
        }
    }
}

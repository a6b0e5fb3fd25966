package io.github.tessera.natives;

import io.github.tessera.device.CacheFolder;
import io.github.tessera.device.Flavour;
import io.github.tessera.device.Platform;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;

/**
 * Something that PyTorch's libraries lie in: libtorch as pytorch.org offers it, a {@code pytorch-native} jar of DJL, a zip of an installed
 * {@link LibraryFolder}, or any of these unpacked. The libraries are the files in the folder, wherever it is, that holds {@code torch_cpu}.
 */
final class LibraryArchive implements AutoCloseable {
    private static final int BLOCK = 1 << 20;
    private static final int DEEPEST = 12;

    /** How a version names its build; what developers build themselves names a commit there. */
    private static final Pattern BUILD = Pattern.compile("\\+(cpu|cu\\d+|rocm[\\d.]*|xpu)\\b");

    /** Of a library for Linux: how it begins, where it tells its processor, and that of x86_64 and aarch64 (ELF, e_machine). */
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    private static final int MACHINE = 18;
    private static final int INTEL = 62;
    private static final int ARM = 183;

    private final Path file;
    private final FileSystem zip;
    private final Platform platform;
    private final Path libraries;

    /**
     * Opens it and looks for the libraries.
     *
     * @param file a zip, a jar or a folder
     * @throws TesseraException if it is none, or has no libraries for this system
     */
    LibraryArchive(Path file, Platform platform) {
        this.file = file;
        this.platform = platform;
        zip = Files.isDirectory(file) ? null : opened(file);
        try {
            libraries = found(zip == null ? file : zip.getPath("/"));
        } catch (TesseraException e) {
            close();
            throw e;
        }
    }

    private static FileSystem opened(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new TesseraException(
                    "There is no file or folder " + file + ": choose the zip, jar or folder with PyTorch's libraries.");
        }
        try {
            return FileSystems.newFileSystem(file);
        } catch (IOException | IllegalArgumentException | ProviderNotFoundException e) {
            throw new TesseraException(
                    "The file " + file + " is no zip or jar, or is damaged: download or copy it again.", e);
        }
    }

    private Path found(Path root) {
        String wanted = LibraryFolder.fileName(platform, "torch_cpu");
        try (Stream<Path> files = Files.find(
                root,
                DEEPEST,
                (path, attributes) -> attributes.isRegularFile()
                        && String.valueOf(path.getFileName()).equals(wanted))) {
            return files.map(Path::getParent)
                    .min(Comparator.comparing(Path::toString))
                    .orElseThrow(() -> new TesseraException("There is no " + wanted + " in " + file
                            + ": choose PyTorch " + LibraryFolder.VERSION + " for " + platform.classifier() + "."));
        } catch (IOException | UncheckedIOException e) {
            throw new TesseraException(file + " cannot be read: choose another, or copy it again.", e);
        }
    }

    /** Which build it holds: the one that it says it is, else by its libraries. */
    Flavour flavour() {
        return build().flatMap(LibraryArchive::known)
                .orElseGet(() -> Files.isRegularFile(libraries.resolve(LibraryFolder.fileName(platform, "torch_cuda")))
                        ? Flavour.CU128
                        : Flavour.CPU);
    }

    /** The build that it says it is, such as cu126, if that is none of ours. */
    Optional<String> foreign() {
        return build().filter(build -> known(build).isEmpty());
    }

    private static Optional<Flavour> known(String build) {
        return Arrays.stream(Flavour.values())
                .filter(flavour -> flavour.word().equals(build))
                .findFirst();
    }

    private Optional<String> build() {
        return property("flavor")
                .or(() -> version().map(BUILD::matcher).filter(Matcher::find).map(named -> named.group(1)));
    }

    /** The version that it says it has, such as 2.7.1+cu128; empty if it does not say. */
    Optional<String> version() {
        return property("version").or(() -> Stream.of("build-version", "version.py")
                .map(libraries::resolveSibling)
                .filter(Files::isRegularFile)
                .flatMap(file -> lines(file).stream())
                .map(line -> line.replaceFirst("^__version__ *= *", "").replaceAll("['\"]", ""))
                .filter(line -> line.matches("\\d+\\.\\d+\\.\\d+.*"))
                .findFirst());
    }

    /** The system that it says it is for, such as linux-x86_64; empty if it does not say. */
    Optional<String> classifier() {
        return property("classifier").or(this::processor);
    }

    private Optional<String> processor() {
        try (InputStream in = read(libraries.resolve(LibraryFolder.fileName(platform, "torch_cpu")))) {
            byte[] head = in.readNBytes(MACHINE + 2);
            if (head.length < MACHINE + 2 || !Arrays.equals(head, 0, ELF.length, ELF, 0, ELF.length)) {
                return Optional.empty();
            }
            return switch (head[MACHINE] & 0xff) {
                case INTEL -> Optional.of("linux-x86_64");
                case ARM -> Optional.of("linux-aarch64");
                default -> Optional.of("another processor");
            };
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What DJL's jars tell of themselves. */
    private Optional<String> property(String key) {
        Path told = (zip == null ? file : zip.getPath("/")).resolve("native/lib/pytorch.properties");
        if (!Files.isRegularFile(told)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(told)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(properties.getProperty(key)).map(String::strip);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Bytes that it takes when unpacked. */
    long bytes() {
        return files().stream().mapToLong(LibraryArchive::size).sum();
    }

    /**
     * Copies the libraries.
     *
     * @param folder it is there
     * @param progress hears how many bytes are done, and may cancel it at every MB
     * @throws TesseraException if the archive is damaged or the folder cannot be written
     */
    void unpack(Path folder, Progress progress) {
        long total = bytes();
        long done = 0;
        byte[] block = new byte[BLOCK];
        for (Path library : files()) {
            Path target = folder.resolve(library.getFileName().toString());
            progress.status("Unpacking " + target.getFileName());
            CRC32 sum = new CRC32();
            try (InputStream in = new CheckedInputStream(read(library), sum);
                    OutputStream out = Files.newOutputStream(target)) {
                for (int n = in.read(block); n >= 0; n = in.read(block)) {
                    progress.check();
                    out.write(block, 0, n);
                    done += n;
                    progress.update(done, total);
                }
                // Java's file system of a zip does not compare them.
                if (zip != null && sum.getValue() != (long) Files.getAttribute(library, "zip:crc")) {
                    throw new ZipException("CRC-32 of " + library);
                }
            } catch (ZipException | EOFException e) {
                throw new TesseraException("The file " + file + " is damaged: download or copy it again.", e);
            } catch (IOException e) {
                throw CacheFolder.failure(target, e);
            }
        }
    }

    private InputStream read(Path library) {
        try {
            return Files.newInputStream(library);
        } catch (IOException e) {
            throw new TesseraException(
                    "The file " + library.getFileName() + " in " + file + " cannot be read: download or copy it again.",
                    e);
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(libraries)) {
            return files.filter(Files::isRegularFile)
                    .filter(path -> LibraryFolder.isLibrary(path.getFileName().toString()))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException e) {
            throw new TesseraException(file + " cannot be read: choose another, or copy it again.", e);
        }
    }

    private static long size(Path library) {
        try {
            return Files.size(library);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        try {
            if (zip != null) {
                zip.close();
            }
        } catch (IOException e) {
            throw new TesseraException("The file " + file + " cannot be closed: start ImageJ again.", e);
        }
    }
}

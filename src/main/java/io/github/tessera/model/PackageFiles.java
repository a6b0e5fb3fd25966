package io.github.tessera.model;

import io.github.tessera.image.Sha256;
import io.github.tessera.progress.Progress;
import io.github.tessera.torchscript.ByteChunks;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a model's package: in a folder, or in a zip, which is read where it lies and never unpacked onto the disk. */
public final class PackageFiles implements Closeable {
    /** What descriptions are called; other names end so. */
    private static final List<String> DESCRIPTIONS = List.of(ModelPackage.DESCRIPTION, "bioimageio.yaml", "model.yaml");

    private static final String ZIP = ".zip";
    private static final int MOST_ENTRIES = 10_000;

    private final Path path;
    private final ZipFile zip;
    private final String root;
    private final String description;

    private PackageFiles(Path path, ZipFile zip, String root, String description) {
        this.path = path;
        this.zip = zip;
        this.root = root;
        this.description = description;
    }

    /**
     * Opens what a user means: a folder, a zip, a description, or another file of a folder; a network of which a description beside
     * it says nothing is no part of that.
     *
     * @throws IOException if a zip is damaged, or it cannot be read
     */
    public static PackageFiles open(Path path) throws IOException {
        if (isZip(path)) {
            return ofZip(path);
        }
        if (!Files.isRegularFile(path)) {
            return new PackageFiles(path, null, "", descriptionIn(path));
        }
        Path folder = folder(path);
        String name = path.getFileName().toString();
        PackageFiles files = new PackageFiles(folder, null, "", isDescription(name) ? name : descriptionIn(folder));
        return NetworkImport.isPlain(path) && !PackageDescription.names(files, name)
                ? new PackageFiles(folder, null, "", null)
                : files;
    }

    /** Whether it is a zip, by its name. */
    public static boolean isZip(Path path) {
        return Files.isRegularFile(path)
                && path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ZIP);
    }

    /** The folder that is meant by a path: of a file that is no zip, the one that it lies in. */
    public static Path folder(Path path) {
        return Files.isRegularFile(path) && !isZip(path) ? path.toAbsolutePath().getParent() : path;
    }

    /** Whether a folder has a description, or a file is a zip that has one. */
    static boolean hold(Path path) {
        try (PackageFiles files = open(path)) {
            return files.description().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static PackageFiles ofZip(Path path) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(path.toFile());
        } catch (IOException | IllegalArgumentException e) { // the latter for names that are no text
            throw new IOException("it is no zip, or it is damaged", e);
        }
        if (zip.size() > MOST_ENTRIES) {
            zip.close();
            throw new IOException("it holds more than " + MOST_ENTRIES + " files");
        }
        // Whoever zips a folder has its name before all others.
        Optional<String> found = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> isDescription(name.substring(name.lastIndexOf('/') + 1)))
                .min(Comparator.comparingLong((String name) ->
                                name.chars().filter(c -> c == '/').count())
                        .thenComparing(name -> rank(name.substring(name.lastIndexOf('/') + 1)))
                        .thenComparing(Comparator.naturalOrder()));
        int start = found.map(name -> name.lastIndexOf('/') + 1).orElse(0);
        return new PackageFiles(
                path,
                zip,
                found.map(name -> name.substring(0, start)).orElse(""),
                found.map(name -> name.substring(start)).orElse(null));
    }

    private static String descriptionIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(PackageFiles::isDescription)
                    .min(Comparator.comparingInt(PackageFiles::rank).thenComparing(Comparator.naturalOrder()))
                    .orElse(null);
        }
    }

    private static boolean isDescription(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return !small.startsWith(".")
                && DESCRIPTIONS.stream().anyMatch(known -> small.equals(known) || small.endsWith("." + known));
    }

    private static int rank(String name) {
        int known = DESCRIPTIONS.indexOf(name.toLowerCase(Locale.ROOT));
        return known < 0 ? DESCRIPTIONS.size() : known;
    }

    /** The folder, or the zip. */
    Path path() {
        return path;
    }

    /** The name of the description, if there is one. */
    Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /** The bytes of each file beside the description, those of a zip unpacked; by name. */
    Map<String, Long> sizes() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        if (zip != null) {
            zip.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(root))
                    .forEach(entry -> sizes.put(entry.getName().substring(root.length()), entry.getSize()));
            return sizes;
        }
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(file.getFileName().toString(), Files.size(file));
            }
        }
        return sizes;
    }

    /** The file whose date is that of the model. */
    Path dated() {
        return zip != null || description == null ? path : path.resolve(description);
    }

    /** Whether there is such a file; what leads out of the package is not there. */
    boolean has(String name) {
        try {
            return zip == null
                    ? Files.isRegularFile(path.resolve(inside(name)))
                    : zip.getEntry(root + inside(name)) != null;
        } catch (IOException leadsOut) {
            return false;
        }
    }

    /**
     * A file to read from any place.
     *
     * @throws NoSuchFileException if there is none
     * @throws IOException if the name leads out of the package, or the file is far larger than the zip it is in
     */
    SeekableByteChannel channel(String name) throws IOException {
        return channel(name, Runtime.getRuntime().maxMemory() / 2);
    }

    private SeekableByteChannel channel(String name, long most) throws IOException {
        String own = inside(name);
        return zip == null ? regular(own) : unpacked(own, most).channel();
    }

    /** A file of the folder; what a link leads to may lie elsewhere, but a pipe or a device may have no end. */
    private SeekableByteChannel regular(String name) throws IOException {
        Path file = path.resolve(name);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(name + " is no file");
        }
        return Files.newByteChannel(file);
    }

    /**
     * A small file.
     *
     * @param most bytes
     * @throws IOException as {@link #channel}, or if it has more bytes
     */
    byte[] bytes(String name, int most) throws IOException {
        try (SeekableByteChannel channel = channel(name, most)) {
            if (channel.size() > most) {
                throw new IOException(name + " is too large");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
            Channels.newInputStream(channel).readNBytes(bytes.array(), 0, bytes.capacity());
            return bytes.array();
        }
    }

    /**
     * The description.
     *
     * @throws IOException if there is none, or it is no map
     * @throws org.yaml.snakeyaml.error.YAMLException as {@link DescriptionYaml#read}
     */
    Map<?, ?> read() throws IOException {
        if (description == null) {
            throw new NoSuchFileException(ModelPackage.DESCRIPTION);
        }
        return DescriptionYaml.read(bytes(description, DescriptionYaml.MOST_BYTES));
    }

    /**
     * A file to read from its start, once it has proved to be the one that the description means.
     *
     * @param sha256 what the description tells; empty if nothing
     * @throws ChangedFileException if it is another file
     * @throws IOException as {@link #channel}
     */
    SeekableByteChannel verified(String name, String sha256) throws IOException {
        SeekableByteChannel channel = channel(name);
        // Not closed: that would close the channel.
        if (!sha256.isEmpty() && !sha256.equalsIgnoreCase(Sha256.of(Channels.newInputStream(channel), Progress.NONE))) {
            channel.close();
            throw new ChangedFileException(name);
        }
        return channel.position(0);
    }

    private ByteChunks unpacked(String name, long most) throws IOException {
        ZipEntry entry = zip.getEntry(root + name);
        if (entry == null || entry.isDirectory()) {
            throw new NoSuchFileException(name);
        }
        if (entry.getCompressedSize() > Files.size(path)) {
            throw new IOException(name + " is cut off");
        }
        return ZipUnpacking.read(zip, entry, name, most);
    }

    /** The name of a file in the package, as a description has it. */
    private static String inside(String name) throws IOException {
        String plain = name.startsWith("./") ? name.substring(2) : name;
        boolean away = plain.isEmpty()
                || plain.startsWith("/")
                || plain.contains("\\")
                || plain.contains(":")
                || plain.indexOf('\0') >= 0
                || List.of(plain.split("/", -1)).contains("..");
        if (away) {
            throw new IOException(
                    plain.matches("(?i)https?:.*")
                            ? name + " is at an address, not in the package: download the package with its files"
                            : "\"" + name + "\" is no file of the package");
        }
        return plain;
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}

package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.torchscript.FunctionArchive;
import io.github.tessera.torchscript.StateTensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A sound package, somebody else's until Tessera's own is asked for, that is changed before it is opened. */
final class PackageDraft {
    static final String NETWORK = "net.pt";

    private final Path folder;
    private final Path own;
    private final Path outside;
    private Path opened;

    /** Changes what is in a zip. */
    @FunctionalInterface
    interface FilesChange {
        void on(Map<String, byte[]> files) throws IOException;
    }

    /**
     * A sound package of somebody else.
     *
     * @param folder to be made
     * @param own folder of a package that Tessera made
     * @param outside a folder beside, in which nothing may be written
     */
    PackageDraft(Path folder, Path own, Path outside) throws IOException {
        this.folder = folder;
        this.own = own;
        this.outside = outside;
        opened = folder;
        String results = ForeignFixture.results("cell", "}");
        ForeignFixture.write(
                folder, ForeignFixture.description(ForeignFixture.AXES, "[]", results, "[]"), ForeignFixture.SAME);
        StateTensor test = new StateTensor(new int[] {1, 1, 16, 16}, new float[256]);
        ForeignFixture.addTest(folder, test, test);
    }

    /** What is to be opened: the folder, or a zip. */
    Path opened() {
        return opened;
    }

    /** A file that hostile code would make. */
    Path canary() {
        return outside.resolve("run");
    }

    /** A file outside that is not meant for the package. */
    Path secret() {
        return outside.resolve("secret");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    void description(String text) throws IOException {
        Files.writeString(file(ModelPackage.DESCRIPTION), text, StandardCharsets.UTF_8);
    }

    void add(String text) throws IOException {
        description(Files.readString(file(ModelPackage.DESCRIPTION)) + text);
    }

    void replace(String was, String becomes) throws IOException {
        String text = Files.readString(file(ModelPackage.DESCRIPTION));
        assertTrue(text.contains(was), text);
        description(text.replace(was, becomes));
    }

    /** Writes a description in format 0.4. */
    void older(String axes, String shape, String result, String halo) throws IOException {
        description(ForeignFixture.description04(axes, shape, "[]", result, halo));
    }

    void write(String name, byte[] bytes) throws IOException {
        Files.createDirectories(file(name).getParent());
        Files.write(file(name), bytes);
    }

    void write(String name, String text) throws IOException {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps the first bytes of a file only. */
    void cut(String name, double part) throws IOException {
        byte[] bytes = Files.readAllBytes(file(name));
        write(name, java.util.Arrays.copyOf(bytes, (int) (part * bytes.length)));
    }

    void delete(String name) throws IOException {
        Files.delete(file(name));
    }

    /** Another network, whose forward takes x and has these lines. */
    void network(String... lines) throws IOException {
        networkOf("Tensor", lines);
    }

    /** The same, with a result of another type. */
    void networkOf(String result, String... lines) throws IOException {
        try (InputStream in = Channels.newInputStream(
                FunctionArchive.of("x: Tensor", result, lines).channel())) {
            write(NETWORK, in.readAllBytes());
        }
    }

    /** Changes the records of the network's archive. */
    void archive(FilesChange change) throws IOException {
        Map<String, byte[]> files = unpacked(Files.readAllBytes(file(NETWORK)));
        change.on(files);
        write(NETWORK, packed(files));
    }

    /** Becomes a package that Tessera made. */
    void own() throws IOException {
        for (Path each : files(folder)) {
            Files.delete(each);
        }
        for (Path each : files(own)) {
            Files.copy(each, file(each.getFileName().toString()));
        }
    }

    /** Becomes a package that Tessera made, with another value for one of its settings. */
    void setting(String key, String value) throws IOException {
        own();
        String text = Files.readString(file(ModelPackage.DESCRIPTION));
        String changed = text.replaceFirst("(?m)^( +" + key + ":).*$", "$1 " + value);
        assertTrue(!text.equals(changed), text);
        description(changed);
    }

    /** Becomes a zip of its files, some of them changed. */
    void zip(FilesChange change) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path each : files(folder)) {
            files.put(each.getFileName().toString(), Files.readAllBytes(each));
            Files.delete(each);
        }
        change.on(files);
        zipOf(packed(files));
    }

    /** Becomes a zip of these bytes. */
    void zipOf(byte[] bytes) throws IOException {
        opened = file("package.zip");
        Files.write(opened, bytes);
    }

    /** The bytes of the zip that it is. */
    byte[] zipped() throws IOException {
        return Files.readAllBytes(opened);
    }

    private static Stream<Path> stream(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        }
    }

    private static Iterable<Path> files(Path folder) throws IOException {
        return stream(folder).toList();
    }

    static byte[] packed(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** The records of an archive, without its top folder. */
    private static Map<String, byte[]> unpacked(byte[] bytes) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put("archive/" + entry.getName().replaceFirst("^archive/", ""), zip.readAllBytes());
            }
        }
        return files;
    }
}

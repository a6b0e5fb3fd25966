package io.github.tessera.natives;

import io.github.tessera.device.CLibrary;
import io.github.tessera.device.Flavour;
import io.github.tessera.device.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that are called as PyTorch's libraries are, and what they are handed round in. */
public final class LibraryFiles {
    /** A computer for which there are all builds. */
    static final Platform LINUX = new Platform(Platform.Kind.LINUX, "x86_64", 64, CLibrary.UNKNOWN, false);

    private static final int LENGTH = 30_000;

    private LibraryFiles() {}

    /** By their names: bytes that cannot be packed much. */
    public static Map<String, byte[]> of(Flavour flavour) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Stream.of("libc10.so", "libgomp-98b21ff3.so.1", "libtorch_cpu.so", "libtorch.so")
                .forEach(name -> files.put(name, bytes(flavour.word() + name)));
        if (flavour.isCuda()) {
            Stream.of("libc10_cuda.so", "libtorch_cuda.so").forEach(name -> files.put(name, bytes(name)));
        }
        return files;
    }

    private static byte[] bytes(String name) {
        byte[] bytes = new byte[LENGTH];
        new Random(name.hashCode()).nextBytes(bytes);
        return bytes;
    }

    /** The same in a folder of a zip. */
    public static Map<String, byte[]> in(String folder, Map<String, byte[]> files) {
        Map<String, byte[]> moved = new LinkedHashMap<>();
        files.forEach((name, bytes) -> moved.put(folder + name, bytes));
        return moved;
    }

    /** As DJL publishes the build for processors. */
    public static Map<String, byte[]> jar(String version, String classifier) {
        Map<String, byte[]> files = in("pytorch/cpu/" + classifier + "/", of(Flavour.CPU));
        files.put(
                "native/lib/pytorch.properties",
                ("version=" + version + "-20250812\nflavor=cpu\nclassifier=" + classifier + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** A zip of them. */
    public static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] packed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gz = new GZIPOutputStream(bytes)) {
            gz.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes them into a folder, which is made. */
    public static Path write(Path folder, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        return folder;
    }
}

package io.github.tessera.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.device.Flavour;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the libraries may lie in, and what is refused. */
class LibraryArchiveTest {
    @TempDir
    Path folder;

    /** How libraries are handed round. */
    enum Layout {
        LIBTORCH("libtorch/lib/"),
        JAR("pytorch/cpu/linux-x86_64/"),
        FLAT(""),
        NESTED("my downloads/für Tessera/2.7.1-cpu-linux-x86_64/"),
        PYTHON("torch/lib/");

        private final String place;

        Layout(String place) {
            this.place = place;
        }

        Map<String, byte[]> files(Flavour flavour, String version) {
            Map<String, byte[]> files = LibraryFiles.in(place, LibraryFiles.of(flavour));
            switch (this) {
                case LIBTORCH -> {
                    files.put("libtorch/build-version", text(version + "+" + flavour.word() + "\n"));
                    files.put("libtorch/include/torch/script.h", text("x"));
                    files.put("libtorch/lib/libtorch.a", text("x"));
                }
                case JAR ->
                    files.putAll(Map.of(
                            "native/lib/pytorch.properties",
                            text("version=" + version + "-20250812\nflavor=" + flavour.word()
                                    + "\nclassifier=linux-x86_64\n")));
                case PYTHON ->
                    files.put(
                            "torch/version.py",
                            text("from typing import Optional\n__version__ = '" + version + "+" + flavour.word()
                                    + "'\n"));
                default -> files.put(place + "notes.txt", text("x"));
            }
            return files;
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path zip(Map<String, byte[]> files) throws IOException {
        return Files.write(folder.resolve("my libraries.zip"), LibraryFiles.zip(files));
    }

    private LibraryFolder install(Flavour flavour, Path from) {
        return new LibrarySetup(folder.resolve("all"), LibraryFiles.LINUX)
                .install(flavour, from.toString(), "", Progress.NONE);
    }

    private String failure(Flavour flavour, Path from) {
        String message = assertThrows(TesseraException.class, () -> install(flavour, from))
                .getMessage();
        assertFalse(Files.exists(folder.resolve("all").resolve("2.7.1-" + flavour.word() + "-linux-x86_64")));
        return message;
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void everyLayoutIsUnderstoodPackedAndUnpacked(Layout layout) throws IOException {
        Map<String, byte[]> files = layout.files(Flavour.CU128, "2.7.1");
        LibrarySetupTest.assertHolds(install(Flavour.CU128, zip(files)), LibraryFiles.of(Flavour.CU128));
        Path unpacked = LibraryFiles.write(folder.resolve("unpacked"), layout.files(Flavour.CPU, "2.7.1"));
        LibrarySetupTest.assertHolds(install(Flavour.CPU, unpacked), LibraryFiles.of(Flavour.CPU));
    }

    @ParameterizedTest
    @EnumSource(
            value = Layout.class,
            names = {"LIBTORCH", "JAR", "PYTHON"})
    void anotherVersionIsRefused(Layout layout) throws IOException {
        String message = failure(Flavour.CPU, zip(layout.files(Flavour.CPU, "2.6.0")));
        assertTrue(message.contains("is PyTorch 2.6.0") && message.contains("Tessera needs 2.7.1"), message);
        assertTrue(
                failure(Flavour.CPU, zip(layout.files(Flavour.CPU, "2.7.10"))).contains("Tessera needs 2.7.1"));
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void theOtherBuildIsRefused(Flavour flavour) throws IOException {
        Flavour other = flavour.isCuda() ? Flavour.CPU : Flavour.CU128;
        String message = failure(other, zip(LibraryFiles.of(flavour)));
        assertTrue(message.contains("is the build " + flavour.use() + ", but that " + other.use()), message);
        assertTrue(message.contains("under Build (build=" + (flavour.isCuda() ? "gpu" : "cpu") + ")"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cu118", "cu126", "cu129", "rocm6.3", "xpu"})
    void anotherBuildIsRefusedWithTheOneToTake(String build) throws IOException {
        for (Flavour flavour : Flavour.values()) {
            Map<String, byte[]> files = Layout.LIBTORCH.files(flavour, "2.7.1");
            files.put("libtorch/build-version", text("2.7.1+" + build + "\n"));
            String message = failure(flavour, zip(files));
            assertTrue(message.contains(" is the build " + build + " of PyTorch, which Tessera cannot use"), message);
            String cure = "choose libtorch 2.7.1 for " + (flavour.isCuda() ? "CUDA 12.8." : "the CPU.");
            assertTrue(message.endsWith(cure), message);
        }
    }

    @Test
    void anOlderAbiIsRefused() throws IOException {
        Map<String, byte[]> files = LibraryFiles.jar("2.7.1", "linux-x86_64");
        files.put("native/lib/pytorch.properties", text("version=2.7.1\nflavor=cpu-precxx11\n"));
        String message = failure(Flavour.CPU, zip(files));
        assertTrue(message.contains(" is the build cpu-precxx11 of PyTorch"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7.1", "2.7.1+cpu", "2.7.1+cpu.cxx11.abi", "2.7.1a0+gite2d141d"})
    void whatSaysItIsForTheProcessorOrNothingIsTaken(String version) throws IOException {
        Map<String, byte[]> files = Layout.LIBTORCH.files(Flavour.CPU, "2.7.1");
        files.put("libtorch/build-version", text(version + "\n"));
        LibrarySetupTest.assertHolds(install(Flavour.CPU, zip(files)), LibraryFiles.of(Flavour.CPU));
    }

    @Test
    void whatItSaysItIsCountsMoreThanItsLibraries() throws IOException {
        Map<String, byte[]> files = Layout.LIBTORCH.files(Flavour.CPU, "2.7.1");
        files.put("libtorch/build-version", text("2.7.1+cu128\n"));
        assertTrue(failure(Flavour.CPU, zip(files)).contains("is the build for NVIDIA's GPUs"));
        assertTrue(failure(Flavour.CU128, zip(files)).startsWith("Some of PyTorch's libraries are missing"));
    }

    @Test
    void anotherSystemIsRefused() throws IOException {
        String message = failure(
                Flavour.CPU,
                zip(Map.of("lib/torch_cpu.dll", text("x"), "lib/torch.dll", text("x"), "c10.dll", text("x"))));
        assertTrue(message.contains("There is no libtorch_cpu.so in "), message);
        assertTrue(message.contains("choose PyTorch 2.7.1 for linux-x86_64"), message);
        assertEquals(
                message,
                failure(
                        Flavour.CPU,
                        zip(LibraryFiles.of(Flavour.CPU).entrySet().stream()
                                .collect(Collectors.toMap(
                                        e -> "mac/" + e.getKey().replaceFirst("\\.so.*", ".dylib"),
                                        Map.Entry::getValue)))));
    }

    @Test
    void anotherProcessorIsRefused() throws IOException {
        String message = failure(Flavour.CPU, zip(LibraryFiles.jar("2.7.1", "linux-aarch64")));
        assertTrue(message.contains("for linux-aarch64") && message.contains("linux-x86_64"), message);
        Map<String, byte[]> arm = LibraryFiles.of(Flavour.CPU);
        byte[] header = Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 64);
        header[18] = (byte) 183;
        arm.put("libtorch_cpu.so", header);
        message = failure(Flavour.CPU, zip(arm));
        assertTrue(message.contains("linux-aarch64"), message);
    }

    @Test
    void someMissingIsSaid() throws IOException {
        Map<String, byte[]> files = LibraryFiles.of(Flavour.CPU);
        files.remove("libc10.so");
        String message = failure(Flavour.CPU, zip(files));
        assertTrue(message.startsWith("Some of PyTorch's libraries are missing"), message);
    }

    @Test
    void whatIsNoZipIsNamed() throws IOException {
        Path file = folder.resolve("a.zip");
        assertTrue(failure(Flavour.CPU, file).startsWith("There is no file or folder " + file));
        for (byte[] content : List.of(new byte[0], text("no zip at all"), text("PK\003\004"))) {
            Files.write(file, content);
            assertTrue(failure(Flavour.CPU, file).startsWith("The file " + file + " is no zip or jar, or is damaged"));
        }
        assertTrue(failure(Flavour.CPU, zip(Map.of())).contains("There is no libtorch_cpu.so in "));
        assertTrue(failure(Flavour.CPU, Files.createDirectory(folder.resolve("empty")))
                .contains("There is no libtorch_cpu.so in "));
    }

    @Test
    void aTruncatedOrDamagedZipIsNamed() throws IOException {
        byte[] whole = LibraryFiles.zip(LibraryFiles.of(Flavour.CPU));
        Path file = folder.resolve("a.zip");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertTrue(failure(Flavour.CPU, file).contains("is damaged"));
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, whole.length / 2, whole.length / 2 + 2000, (byte) 0x55);
        Files.write(file, damaged);
        assertTrue(failure(Flavour.CPU, file).contains("is damaged"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.so",
                "/evil.so",
                "libtorch/lib/../../evil.so",
                "libtorch/lib/..\\..\\evil.so",
                "libtorch/lib/C:evil.so",
                "libtorch/lib/ evil.so"
            })
    void hostileNamesAreWrittenNowhere(String name) throws IOException {
        Map<String, byte[]> files = Layout.LIBTORCH.files(Flavour.CPU, "2.7.1");
        files.put(name, text("evil"));
        Path zip = zip(files);
        try {
            LibrarySetupTest.assertHolds(install(Flavour.CPU, zip), LibraryFiles.of(Flavour.CPU));
        } catch (TesseraException e) {
            assertTrue(e.getMessage().contains("is no zip or jar, or is damaged"), e.getMessage());
        }
        try (var all = Files.walk(folder)) {
            assertFalse(all.anyMatch(file -> file.getFileName().toString().contains("evil")));
        }
    }

    @Test
    void unpackingTellsHowFarAndCanBeStopped() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        long[] last = new long[2];
        try (LibraryArchive archive = new LibraryArchive(zip(LibraryFiles.of(Flavour.CPU)), LibraryFiles.LINUX)) {
            assertEquals(120_000, archive.bytes());
            archive.unpack(target, new Progress() {
                @Override
                public void update(long done, long total) {
                    last[0] = done;
                    last[1] = total;
                }
            });
        }
        assertEquals(List.of(120_000L, 120_000L), List.of(last[0], last[1]));
    }
}

package io.github.tessera.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tessera.device.CLibrary;
import io.github.tessera.device.Flavour;
import io.github.tessera.device.Platform;
import io.github.tessera.image.SmallDisk;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mirrors, proxies and disks that fail or lie. */
class LibrarySetupFaultsTest {
    private final LibraryMirror mirror = new LibraryMirror();

    @TempDir
    Path all;

    @AfterEach
    void stop() {
        mirror.close();
    }

    private LibraryFolder install(Flavour flavour, String from, String sha256) {
        return mirror.setup(all).install(flavour, from, sha256, Progress.NONE);
    }

    private void install(Flavour flavour) {
        install(flavour, mirror.address(), "");
    }

    private String failure(Flavour flavour, String from, String sha256) {
        String message = assertThrows(TesseraException.class, () -> install(flavour, from, sha256))
                .getMessage();
        assertEquals(List.of(), mirror.setup(all).installed());
        assertFalse(Files.exists(all.resolve("2.7.1-" + flavour.word() + "-linux-x86_64.unfinished")));
        return message;
    }

    private String failure(Flavour flavour) {
        return failure(flavour, mirror.address(), "");
    }

    @Test
    void anotherJarThanTheKnownOneIsRefused() throws IOException {
        mirror.files.put(LibraryMirror.JAR, LibraryFiles.zip(LibraryFiles.jar("2.7.1", "linux-aarch64")));
        String message = failure(Flavour.CPU);
        assertTrue(message.contains("because its SHA-256 is "), message);
        try (var left = Files.walk(all)) {
            assertFalse(left.anyMatch(file -> file.toString().matches(".*(jar|part)")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://mirror.example/pytorch", "HTTP://mirror.example/libtorch.zip"})
    void whatComesWithoutAHashComesOverASecureConnection(String address) {
        String message = failure(Flavour.CU128, address, "");
        assertTrue(message.contains("mirror.example is not secure") && message.contains("use https"), message);
    }

    @Test
    void aLengthThatIsNotTrueIsNoticed() {
        byte[] whole = mirror.files.get(LibraryMirror.CORE);
        mirror.files.put(LibraryMirror.CORE, Arrays.copyOf(whole, whole.length + 1000));
        mirror.broken.put(LibraryMirror.CORE, whole.length);
        String message = failure(Flavour.CU128);
        assertTrue(message.contains("the connection to 127.0.0.1 broke"), message);
    }

    @Test
    void aServerThatSendsOnIsFollowed() throws IOException {
        mirror.server().on("/moved/", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", exchange.getRequestURI().getPath().replaceFirst("/moved", ""));
            exchange.sendResponseHeaders(302, -1);
        });
        LibrarySetupTest.assertHolds(
                install(Flavour.CU128, mirror.address() + "/moved/", ""), LibraryFiles.of(Flavour.CU128));
        LibrarySetupTest.assertHolds(
                install(Flavour.CPU, mirror.address() + "/moved", ""), LibraryFiles.of(Flavour.CPU));
    }

    @Test
    void aServerThatFallsSilentIsGivenUpAndGoneOnWithLater() throws IOException {
        mirror.broken.put(LibraryMirror.JAR, 5000);
        mirror.stalls = true;
        String message = failure(Flavour.CPU);
        assertTrue(message.contains("nothing came for 0.5 seconds"), message);
        mirror.stalls = false;
        mirror.broken.clear();
        install(Flavour.CPU);
        assertEquals(LibraryMirror.JAR + " bytes=5000-", mirror.asked.get(mirror.asked.size() - 1));
    }

    @Test
    void whileAServerIsSilentItCanBeStopped() {
        mirror.broken.put(LibraryMirror.JAR, 5000);
        mirror.stalls = true;
        long start = System.nanoTime();
        Progress impatient = new Progress() {
            @Override
            public boolean cancelled() {
                return System.nanoTime() - start > 300_000_000L;
            }
        };
        LibrarySetup setup = mirror.setup(all);
        assertThrows(CancelledException.class, () -> setup.install(Flavour.CPU, mirror.address(), "", impatient));
        assertEquals(List.of(), setup.installed());
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        mirror.files.remove(LibraryMirror.CORE);
        String message = failure(Flavour.CU128);
        assertTrue(message.contains(LibraryMirror.CORE) && message.contains("has no such file (HTTP 404)"), message);
    }

    @Test
    void aDamagedFileIsDeletedAndBroughtAgain() throws IOException {
        byte[] whole = mirror.files.get(LibraryMirror.CORE);
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, 5000, 6000, (byte) 0);
        mirror.files.put(LibraryMirror.CORE, damaged);
        String message = failure(Flavour.CU128);
        assertEquals("The downloaded file libc10.so is damaged and was deleted: try again.", message);
        mirror.files.put(LibraryMirror.CORE, Arrays.copyOf(whole, 100));
        assertEquals(message, failure(Flavour.CU128));
        mirror.files.put(LibraryMirror.CORE, whole);
        install(Flavour.CU128);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../evil.so",
                "/tmp/evil.so",
                "%2e%2e",
                "%2E%2E%2fevil.so",
                "..%5cevil.so",
                "evil%00.so",
                "%zz.so",
                "%",
                "",
                "C:evil.so",
                "SHA256SUMS"
            })
    void hostileNamesAreWrittenNowhere(String name) throws IOException {
        String line = LibraryMirror.GPU + name + ".gz";
        String index = new String(mirror.files.get(LibraryMirror.INDEX), StandardCharsets.UTF_8);
        mirror.index(line + "\n" + name + ".gz\n" + index);
        mirror.files.put(LibraryMirror.BUILDS + line, LibraryFiles.packed(new byte[10]));
        LibrarySetupTest.assertHolds(install(Flavour.CU128, mirror.address(), ""), LibraryFiles.of(Flavour.CU128));
    }

    @Test
    void aMirrorWhoseListWasMendedIsGoneOnWith() {
        String whole = new String(mirror.files.get(LibraryMirror.INDEX), StandardCharsets.UTF_8);
        mirror.index("<html>Please log in</html>");
        String message = failure(Flavour.CU128);
        assertTrue(message.contains("has none of 2.7.1 for NVIDIA's GPUs on linux-x86_64: choose \"For the"), message);
        mirror.index(whole.replaceFirst(".*torch_cuda.*\n", ""));
        message = failure(Flavour.CU128);
        assertTrue(message.startsWith("Some of PyTorch's libraries are missing"), message);
        mirror.index(whole);
        install(Flavour.CU128);
    }

    @Test
    void theProxyIsAskedForEverything() {
        URI proxy = mirror.server().at("/");
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(
                ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getPort())));
        try {
            install(Flavour.CU128, "http://127.0.0.1:9", "");
            install(Flavour.CPU, "http://127.0.0.1:9", "");
            assertEquals(8, mirror.asked.size());
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void aZipAtAnAddressIsCheckedByItsHash() throws IOException {
        byte[] zip = LibraryFiles.zip(LibraryFiles.in("libtorch/lib/", LibraryFiles.of(Flavour.CU128)));
        mirror.files.put("/pytorch/my.zip", zip);
        String address = mirror.address() + "/pytorch/my.zip?download=1";
        String message = failure(Flavour.CU128, address, LibraryMirror.sha256(new byte[0]));
        assertTrue(message.contains("because its SHA-256 is"), message);
        LibrarySetupTest.assertHolds(
                install(Flavour.CU128, address, LibraryMirror.sha256(zip)), LibraryFiles.of(Flavour.CU128));
    }

    @Test
    void aFileIsCheckedByItsHashToo() throws IOException {
        byte[] zip = LibraryFiles.zip(LibraryFiles.of(Flavour.CPU));
        Path file = Files.write(all.resolve("my.zip"), zip);
        String message = failure(Flavour.CPU, file.toString(), LibraryMirror.sha256(new byte[0]));
        assertTrue(message.contains("SHA-256 is " + LibraryMirror.sha256(zip)), message);
        install(Flavour.CPU, file.toString(), LibraryMirror.sha256(zip).toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "folder"})
    void whatHasNoOneHashIsNotSaidToBeChecked(String from) throws IOException {
        Path folder = LibraryFiles.write(all.resolve("folder"), LibraryFiles.of(Flavour.CPU));
        String where = from.equals("/") ? mirror.address() : from.isEmpty() ? "" : folder.toString();
        String message = failure(Flavour.CPU, where, LibraryMirror.sha256(new byte[0]));
        assertTrue(message.contains("SHA-256") && message.contains("leave it empty"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a b/c.zip", "https://", "http://[x/", "http:///a.jar"})
    void addressesThatAreNoneAreASentence(String address) {
        String message = failure(Flavour.CPU, address, "");
        assertTrue(message.contains("address"), message);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedWithItsCure() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "skipped: this system has no /proc");
        LibrarySetup setup = mirror.setup(Path.of("/proc/self/pytorch"));
        TesseraException e = assertThrows(
                TesseraException.class, () -> setup.install(Flavour.CPU, mirror.address(), "", Progress.NONE));
        assertTrue(e.getMessage().contains("DJL_CACHE_DIR"), e.getMessage());
        Path file = Files.createFile(all.resolve("file"));
        LibrarySetup inFile = mirror.setup(file);
        e = assertThrows(
                TesseraException.class, () -> inFile.install(Flavour.CPU, mirror.address(), "", Progress.NONE));
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertEquals(List.of(), mirror.asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"80k", "180k"})
    void onAFullDiskNothingIsLeftHalf(String size) throws Exception {
        try (SmallDisk disk = new SmallDisk(all.resolve("disk"), size)) {
            LibrarySetup setup = mirror.setup(disk.folder());
            TesseraException e = assertThrows(
                    TesseraException.class, () -> setup.install(Flavour.CPU, mirror.address(), "", Progress.NONE));
            assertTrue(e.getMessage().contains("free some space"), e.getMessage());
            // What does not even have room packed is told by the download.
            assertEquals(
                    size.equals("180k"),
                    e.getMessage().contains("by the environment variable DJL_CACHE_DIR"),
                    e.getMessage());
            assertEquals(List.of(), setup.installed());
        }
    }

    @Test
    void whereThereIsNoBuildItIsSaidBeforeAnythingIsAsked() {
        Map<Platform, String> cures = Map.of(
                new Platform(Platform.Kind.MACOS, "aarch64", 64, CLibrary.UNKNOWN, false), "(build=cpu)",
                new Platform(Platform.Kind.WINDOWS, "x86", 32, CLibrary.UNKNOWN, false), "install a 64-bit Fiji",
                new Platform(Platform.Kind.LINUX, "x86_64", 64, new CLibrary(CLibrary.Kind.MUSL, 0, 0), false), "musl");
        cures.forEach((platform, cure) -> {
            LibrarySetup setup = new LibrarySetup(all, platform);
            TesseraException e = assertThrows(
                    TesseraException.class, () -> setup.install(Flavour.CU128, mirror.address(), "", Progress.NONE));
            assertTrue(e.getMessage().contains(cure), e.getMessage());
        });
        assertEquals(List.of(), mirror.asked);
    }
}

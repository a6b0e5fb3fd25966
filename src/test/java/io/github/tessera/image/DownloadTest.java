package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A download that goes well, what it leaves in the folder, and the folder's own faults. */
class DownloadTest {
    private final byte[] content = bytes(300_000);
    private final FileServer server = new FileServer(content);

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Set<String> names() throws IOException {
        try (var list = Files.list(folder)) {
            return list.map(f -> f.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void theHashIsTheStandardOne() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Sha256.of("abc"));
        assertEquals(Sha256.of("abc"), hash("abc".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aFileIsBroughtIntoANewFolderWithItsRecordAndNoPart() throws IOException {
        folder = folder.resolve("neuer Ordner/für Gewichte");
        Path file = new Download(server.at("/a/net.pth?key=1"), hash(content)).to(folder, Progress.NONE);
        assertArrayEquals(content, Files.readAllBytes(file));
        String name = file.getFileName().toString();
        assertTrue(name.matches("net-[0-9a-f]{8}\\.pth"), name);
        assertEquals(Set.of(name, name + ".sha256", name + ".lock"), names());
        assertEquals(hash(content) + "  " + name + "\n", Files.readString(folder.resolve(name + ".sha256")));
    }

    @Test
    void nothingIsToldToTheServerButTheName() {
        server.on("/cookie", exchange -> {
            exchange.getResponseHeaders().set("Set-Cookie", "id=7");
            exchange.getResponseHeaders().set("Location", "/net.pth");
            exchange.sendResponseHeaders(302, -1);
        });
        new Download(server.at("/cookie"), "").to(folder, Progress.NONE);
        assertEquals(2, server.asked.size());
        assertEquals("Tessera", server.lastAsked("User-Agent"));
        assertEquals("identity", server.lastAsked("Accept-Encoding"));
        assertNull(server.lastAsked("Cookie"));
        assertNull(server.lastAsked("Referer"));
        assertNull(server.lastAsked("Range"));
    }

    @Test
    void aCompleteFileWithTheRightHashIsReturnedWithoutTheNetwork() {
        Download download = new Download(server.at("/net.pth"), hash(content).toUpperCase(Locale.ROOT));
        Path first = download.to(folder, Progress.NONE);
        server.close();
        assertEquals(first, download.to(folder, Progress.NONE));
        assertEquals(1, server.asked.size());
    }

    @Test
    void withoutAHashTheRecordOfItsOwnDownloadCounts() {
        Download download = new Download(server.at("/net.pth"), "");
        Path first = download.to(folder, Progress.NONE);
        server.close();
        assertEquals(first, download.to(folder, Progress.NONE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCompleteFileThatWasDamagedIsBroughtAnew(boolean hashKnown) throws IOException {
        Download download = new Download(server.at("/net.pth"), hashKnown ? hash(content) : "");
        Path file = download.to(folder, Progress.NONE);
        Files.write(file, new byte[content.length]);
        assertEquals(file, download.to(folder, Progress.NONE));
        assertArrayEquals(content, Files.readAllBytes(file));
        assertEquals(2, server.asked.size());
    }

    @Test
    void aFileWithoutRecordAndHashIsNotTrusted() throws IOException {
        Download download = new Download(server.at("/net.pth"), "");
        Path file = download.to(folder, Progress.NONE);
        Files.delete(folder.resolve(file.getFileName() + ".sha256"));
        assertTrue(download.cached(folder, Progress.NONE).isEmpty());
    }

    @Test
    void cachedNeverAsksTheNetwork() throws IOException {
        Download download = new Download(server.at("/net.pth"), "");
        assertTrue(download.cached(folder, Progress.NONE).isEmpty());
        assertTrue(download.cached(folder.resolve("not there"), Progress.NONE).isEmpty());
        assertEquals(0, server.asked.size());
        assertEquals(Set.of(), names());
        Path file = download.to(folder, Progress.NONE);
        assertEquals(file, download.cached(folder, Progress.NONE).orElseThrow());
        assertEquals(1, server.asked.size());
    }

    @Test
    void twoAddressesWithOneNameDoNotCollide() throws IOException {
        Path one = new Download(server.at("/a/net.pth"), "").to(folder, Progress.NONE);
        server.content = bytes(10);
        Path two = new Download(server.at("/b/net.pth"), "").to(folder, Progress.NONE);
        assertNotEquals(one, two);
        assertArrayEquals(content, Files.readAllBytes(one));
        assertArrayEquals(bytes(10), Files.readAllBytes(two));
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/a/net.pth, net.pth",
        "http://h/a/net.pth?token=x#y, net.pth",
        "http://h, download",
        "http://h/a/, download",
        "http://h/.., download",
        "http://h/.htaccess, htaccess",
        "http://h/net., net",
        "http://h/a%20b%2F..%2Fc%C3%A4.pt, c_.pt",
        "http://h/x%5C..%5Cy%00.pt, x_.._y_.pt",
        "http://h/C:con, C_con"
    })
    void namesAreSafe(URI address, String name) {
        assertEquals(name, DownloadName.readable(address));
    }

    @Test
    void aLongNameIsShortenedAndKeepsItsEnding() {
        String name = DownloadName.of(URI.create("http://h/" + "long".repeat(100) + ".tar.gz"));
        assertTrue(name.length() < 120 && name.endsWith(".gz"), name);
    }

    @Test
    void whatIsShownHasNoPassword() {
        assertEquals("http://h:8/a", DownloadName.shown(URI.create("http://me:secret@h:8/a?key=secret#secret")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://h/a", "jar:file:a!/b", "net.pth", "http:///a", "mailto:a@b"})
    void onlyTheWebIsAsked(URI address) {
        TesseraException e = assertThrows(TesseraException.class, () -> new Download(address, ""));
        assertTrue(e.getMessage().contains("only addresses that start with http:// or https://"), e.getMessage());
    }

    @Test
    void whatIsNoHashIsRefused() {
        TesseraException e = assertThrows(TesseraException.class, () -> new Download(server.at("/net.pth"), "abc"));
        assertTrue(e.getMessage().contains("abc, because a SHA-256 has 64 digits"), e.getMessage());
    }

    @Test
    void progressTellsBytesAndMegabytes() {
        server.content = bytes(12_345_678);
        List<Long> done = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        new Download(server.at("/net.pth"), "").to(folder, new Progress() {
            @Override
            public void update(long bytes, long total) {
                assertEquals(12_345_678, total);
                done.add(bytes);
            }

            @Override
            public void status(String message) {
                lines.add(message);
            }

            @Override
            public void log(String line) {
                lines.add(line);
            }
        });
        assertEquals(done.stream().sorted().toList(), done);
        assertEquals(12_345_678, done.get(done.size() - 1));
        assertEquals("Connecting to 127.0.0.1", lines.get(0));
        assertTrue(lines.contains("Downloading net.pth: 12.3 of 12.3 MB"), lines.toString());
        assertTrue(lines.get(lines.size() - 1).startsWith("Downloaded http://127.0.0.1"), lines.toString());
    }

    @Test
    void anEmptyFileIsAFileToo() throws IOException {
        server.content = new byte[0];
        Path file = new Download(server.at("/empty"), Sha256.of("")).to(folder, Progress.NONE);
        assertEquals(0, Files.size(file));
    }

    @Test
    void theSystemsProxyIsAsked() throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.at("/").getPort())));
        try {
            Path file =
                    new Download(URI.create("http://weights.invalid/net.pth"), hash(content)).to(folder, Progress.NONE);
            assertArrayEquals(content, Files.readAllBytes(file));
            assertEquals("weights.invalid", server.lastAsked("Host"));
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path proc = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(proc), "skipped: this system has no /proc");
        Download download = new Download(server.at("/net.pth"), "");
        TesseraException e = assertThrows(TesseraException.class, () -> download.to(proc, Progress.NONE));
        assertTrue(e.getMessage().startsWith("Cannot write /proc/self/net-"), e.getMessage());
        assertTrue(e.getMessage().contains("choose"), e.getMessage());
        Path file = Files.createFile(folder.resolve("file"));
        e = assertThrows(TesseraException.class, () -> download.to(file, Progress.NONE));
        assertTrue(e.getMessage().contains("because a file has that name"), e.getMessage());
        assertEquals(0, server.asked.size());
    }

    @Test
    void aFullDiskIsNamed() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "skipped: this system has no /dev/full");
        URI address = server.at("/net.pth");
        Path link = Files.createSymbolicLink(folder.resolve(DownloadName.of(address) + ".part"), full);
        TesseraException e =
                assertThrows(TesseraException.class, () -> new Download(address, "").to(folder, Progress.NONE));
        assertTrue(e.getMessage().contains("because the disk is full; free some space"), e.getMessage());
        Files.delete(link);
    }

    @Test
    void aFileLargerThanTheDiskIsRefusedBeforeItComes() {
        server.on("/huge", exchange -> exchange.sendResponseHeaders(200, 900_000_000_000_000_000L));
        TesseraException e = assertThrows(
                TesseraException.class, () -> new Download(server.at("/huge"), "").to(folder, Progress.NONE));
        assertTrue(e.getMessage().contains("needs 900000000000.0 MB more and the disk has"), e.getMessage());
    }
}

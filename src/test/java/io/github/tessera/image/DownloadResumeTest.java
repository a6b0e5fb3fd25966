package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A download that goes on with what an earlier one has left. */
class DownloadResumeTest {
    private static final DownloadSettings FAST = new DownloadSettings(Duration.ofSeconds(5), 2, Duration.ofMillis(1));

    private final byte[] content = DownloadTest.bytes(100_000);
    private final String hash = DownloadTest.hash(content);
    private final FileServer server = new FileServer(content);
    private final URI address = server.at("/net.pth");

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    /** Leaves the first bytes of something, as a break would. */
    private void leave(byte[] bytes, int length, long total, String validator) throws IOException {
        try (PartialFile part = new PartialFile(folder.resolve(DownloadName.of(address)))) {
            part.restart(new PartialFile.Note(total, validator));
            part.append(List.of(ByteBuffer.wrap(bytes, 0, length)));
        }
    }

    private void bringAndCompare(String sha256, int requests) throws IOException {
        Path file = new Download(address, sha256, FAST).to(folder, Progress.NONE);
        assertArrayEquals(server.content, Files.readAllBytes(file));
        assertEquals(requests, server.asked.size());
        assertFalse(Files.exists(file.resolveSibling(file.getFileName() + ".part")));
        assertFalse(Files.exists(file.resolveSibling(file.getFileName() + ".part.txt")));
    }

    @Test
    void aPartIsGoneOnWithWhileTheTagIsTheSame() throws IOException {
        leave(content, 40_000, content.length, "\"one\"");
        bringAndCompare("", 1);
        assertEquals("bytes=40000-", server.lastAsked("Range"));
        assertEquals("\"one\"", server.lastAsked("If-Range"));
    }

    @Test
    void theDateServesWhereTheTagIsWeak() throws IOException {
        server.tag = "W/\"one\"";
        leave(content, 40_000, content.length, server.date);
        bringAndCompare("", 1);
        assertEquals(server.date, server.lastAsked("If-Range"));
    }

    @Test
    void aWeakTagIsNeverNoted() throws IOException {
        server.tag = "W/\"one\"";
        server.content = DownloadTest.bytes(10);
        new Download(address, "", FAST).to(folder, new Progress() {
            @Override
            public void status(String message) {
                Path note = folder.resolve(DownloadName.of(address) + ".part.txt");
                if (message.startsWith("Downloading")) {
                    assertEquals(List.of("10", server.date), read(note));
                }
            }
        });
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFileThatHasChangedStartsAnew() throws IOException {
        leave(DownloadTest.bytes(100), 50, 100, "\"older\"");
        bringAndCompare("", 1);
    }

    @Test
    void aFileThatHasChangedStartsAnewEvenIfTheServerIgnoresIfRange() throws IOException {
        server.minds = false;
        leave(DownloadTest.bytes(100), 50, content.length, "\"older\"");
        bringAndCompare("", 2);
        assertNull(server.lastAsked("Range"));
    }

    @Test
    void aFileOfAnotherLengthStartsAnew() throws IOException {
        leave(DownloadTest.bytes(100), 50, 100, "\"one\"");
        bringAndCompare("", 2);
    }

    @Test
    void aServerThatIgnoresRangesStartsAnew() throws IOException {
        server.ranges = false;
        leave(content, 40_000, content.length, "\"one\"");
        bringAndCompare("", 1);
        assertEquals("bytes=40000-", server.lastAsked("Range"));
    }

    @Test
    void aRangeThatStartsElsewhereStartsAnew() throws IOException {
        server.on("/net.pth", exchange -> {
            if (server.asked.size() > 1) {
                server.serve(exchange);
                return;
            }
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-99999/100000");
            exchange.sendResponseHeaders(206, content.length);
            exchange.getResponseBody().write(content);
        });
        leave(content, 40_000, content.length, "\"one\"");
        bringAndCompare("", 2);
    }

    @Test
    void aRangeOfLessThanTheRestIsGoneOnWith() throws IOException {
        server.on("/net.pth", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int start = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            int end = Math.min(content.length, start + 20_000);
            exchange.getResponseHeaders().set("ETag", "\"one\"");
            exchange.getResponseHeaders().set("Content-Range", "bytes " + start + "-" + (end - 1) + "/100000");
            exchange.sendResponseHeaders(206, end - start);
            exchange.getResponseBody().write(content, start, end - start);
        });
        leave(content, 20_000, content.length, "\"one\"");
        bringAndCompare("", 4);
    }

    @Test
    void aPartThatIsAllThereIsTaken() throws IOException {
        leave(content, content.length, content.length, "\"one\"");
        bringAndCompare("", 1);
        assertEquals("bytes=100000-", server.lastAsked("Range"));
    }

    @Test
    void aPartLongerThanTheFileStartsAnew() throws IOException {
        server.minds = false;
        leave(DownloadTest.bytes(200_000), 150_000, 200_000, "\"one\"");
        bringAndCompare("", 2);
        assertNull(server.lastAsked("Range"));
    }

    @Test
    void withoutTagDateAndHashAPartIsNotTrusted() throws IOException {
        server.tag = null;
        server.date = null;
        leave(content, 40_000, content.length, "");
        bringAndCompare("", 1);
        assertNull(server.lastAsked("Range"));
    }

    @Test
    void withAHashAPartIsGoneOnWithWithoutTag() throws IOException {
        server.tag = null;
        server.date = null;
        leave(content, 40_000, -1, "");
        bringAndCompare(hash, 1);
        assertEquals("bytes=40000-", server.lastAsked("Range"));
        assertNull(server.lastAsked("If-Range"));
    }

    @Test
    void aNoteThatCannotBeReadIsNone() throws IOException {
        leave(content, 40_000, content.length, "\"one\"");
        Files.writeString(folder.resolve(DownloadName.of(address) + ".part.txt"), "nonsense");
        bringAndCompare("", 1);
        assertNull(server.lastAsked("Range"));
    }

    @Test
    void aDamagedPartIsBroughtAnewBeforeTheHashIsBlamed() throws IOException {
        leave(new byte[40_000], 40_000, content.length, "\"one\"");
        bringAndCompare(hash, 2);
        assertNull(server.lastAsked("Range"));
    }

    @Test
    void aWrongHashDeletesTheFileAndNamesBoth() throws IOException {
        String other = "0".repeat(64);
        TesseraException e = assertThrows(
                TesseraException.class, () -> new Download(address, other, FAST).to(folder, Progress.NONE));
        assertTrue(e.getMessage().contains("its SHA-256 is " + hash + " and should be " + other), e.getMessage());
        assertTrue(e.getMessage().contains("it was deleted, so try again"), e.getMessage());
        assertEquals(1, server.asked.size());
        try (var left = Files.list(folder)) {
            assertEquals(
                    List.of(DownloadName.of(address) + ".lock"),
                    left.map(f -> f.getFileName().toString()).toList());
        }
    }

    @Test
    void whatCameBeforeABreakIsGoneOnWithInTheSameDownload() throws IOException {
        server.on("/net.pth", exchange -> {
            if (server.asked.size() > 1) {
                server.serve(exchange);
                return;
            }
            exchange.getResponseHeaders().set("ETag", "\"one\"");
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(Arrays.copyOf(content, 60_000));
            exchange.getResponseBody().flush();
        });
        bringAndCompare("", 2);
        assertEquals("bytes=60000-", server.lastAsked("Range"));
    }
}

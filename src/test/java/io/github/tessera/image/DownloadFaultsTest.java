package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers and connections that fail or lie. */
class DownloadFaultsTest {
    private static final DownloadSettings FAST = new DownloadSettings(Duration.ofSeconds(5), 2, Duration.ofMillis(1));
    private static final DownloadSettings IMPATIENT =
            new DownloadSettings(Duration.ofMillis(200), 1, Duration.ofMillis(1));
    private static final String TEXT = "0123456789".repeat(10);
    private static final String OK = "HTTP/1.1 200 OK\r\nETag: \"a\"\r\n";

    @TempDir
    Path folder;

    private String bring(URI address, String sha256, DownloadSettings settings) throws IOException {
        return Files.readString(new Download(address, sha256, settings).to(folder, Progress.NONE));
    }

    private String failure(URI address, String sha256, DownloadSettings settings) {
        return assertThrows(TesseraException.class, () -> bring(address, sha256, settings))
                .getMessage();
    }

    private long partLength(URI address) throws IOException {
        return Files.size(folder.resolve(DownloadName.of(address) + ".part"));
    }

    /** Where the request wants to go on, or 0. */
    private static int start(String asked) {
        return asked.contains("Range: bytes=")
                ? Integer.parseInt(asked.replaceFirst("(?s).*\nRange: bytes=(\\d+)-.*", "$1"))
                : 0;
    }

    /** The whole promised, or its rest, and that many bytes of it sent. */
    private static String some(String asked, int count) {
        int start = start(asked);
        String rest = TEXT.substring(start);
        String head = start == 0
                ? OK
                : "HTTP/1.1 206 Partial Content\r\nETag: \"a\"\r\nContent-Range: bytes " + start + "-99/100\r\n";
        return head + "Content-Length: " + rest.length() + "\r\n\r\n"
                + rest.substring(0, Math.min(count, rest.length()));
    }

    @Test
    void aConnectionThatIsResetIsTriedAgain() throws IOException {
        try (RawServer server = new RawServer((number, asked, socket) -> {
            if (number == 0) {
                socket.setSoLinger(true, 0);
                return;
            }
            RawServer.send(socket, some(asked, 100));
        })) {
            assertEquals(TEXT, bring(server.at("/a"), "", FAST));
            assertEquals(2, server.asked.size());
        }
    }

    @Test
    void everyNewByteEarnsNewPatience() throws IOException {
        try (RawServer server = new RawServer((number, asked, socket) -> RawServer.send(socket, some(asked, 10)))) {
            assertEquals(TEXT, bring(server.at("/a"), "", FAST));
            assertEquals(10, server.asked.size());
        }
    }

    @Test
    void aServerThatAlwaysBreaksIsGivenUpAndThePartKept() throws IOException {
        try (RawServer server =
                new RawServer((number, asked, socket) -> RawServer.send(socket, some(asked, number == 0 ? 30 : 0)))) {
            String message = failure(server.at("/a"), "", FAST);
            assertTrue(message.contains("check the internet connection and the proxy"), message);
            assertTrue(message.endsWith("(what came is kept)."), message);
            assertEquals(3, server.asked.size());
            assertEquals(30, partLength(server.at("/a")));
        }
    }

    @Test
    void aSilentServerIsTriedAgainAndGivenUp() throws IOException {
        try (RawServer server = new RawServer((number, asked, socket) -> Thread.sleep(5000))) {
            String message = failure(server.at("/a"), "", IMPATIENT);
            assertTrue(message.contains("nothing came for 0.2 seconds"), message);
            assertEquals(2, server.asked.size());
        }
    }

    @Test
    void aServerThatStallsHalfwayIsTriedAgainFromThere() throws IOException {
        try (RawServer server = new RawServer((number, asked, socket) -> {
            RawServer.send(socket, some(asked, number == 0 ? 40 : 100));
            Thread.sleep(number == 0 ? 5000 : 0);
        })) {
            assertEquals(TEXT, bring(server.at("/a"), "", IMPATIENT));
            assertTrue(server.asked.get(1).contains("Range: bytes=40-\r\n"), server.asked.get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancelEndsWithinASecondAndKeepsThePart(boolean halfway) throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        try (RawServer server = new RawServer((number, asked, socket) -> {
            RawServer.send(socket, halfway ? some(asked, 40) : "");
            Thread.sleep(200);
            cancelled.set(true);
            closed.complete(socket.getInputStream().read());
        })) {
            Progress progress = new Progress() {
                @Override
                public boolean cancelled() {
                    return cancelled.get();
                }
            };
            Download download = new Download(server.at("/a"), "");
            long before = System.nanoTime();
            assertThrows(CancelledException.class, () -> download.to(folder, progress));
            assertTrue(System.nanoTime() - before < 1_200_000_000L);
            assertEquals(-1, closed.get(5, TimeUnit.SECONDS));
            assertEquals(halfway ? 40 : 0, partLength(server.at("/a")));
        }
    }

    @Test
    void aPromiseThatIsTooLongIsNoticed() throws IOException {
        try (RawServer server = new RawServer((number, asked, socket) -> RawServer.send(
                socket,
                start(asked) == 0
                        ? OK + "Content-Length: 200\r\n\r\n" + TEXT
                        : "HTTP/1.1 416 No\r\nContent-Range: bytes */100\r\nContent-Length: 0\r\n\r\n"))) {
            String message = failure(server.at("/a"), "", FAST);
            assertTrue(message.startsWith("Cannot download " + server.at("/a") + ", because "), message);
            assertFalse(Files.exists(folder.resolve(DownloadName.of(server.at("/a")))));
        }
    }

    @Test
    void aPromiseThatIsTooShortIsNoticedByTheHash() throws IOException {
        try (RawServer server = new RawServer(
                (number, asked, socket) -> RawServer.send(socket, OK + "Content-Length: 50\r\n\r\n" + TEXT))) {
            String message = failure(server.at("/a"), Sha256.of(TEXT), FAST);
            assertTrue(message.contains("should be " + Sha256.of(TEXT)), message);
        }
    }

    @Test
    void anAnswerPastTheFilesEndIsNoticed() throws IOException {
        try (RawServer server = new RawServer((number, asked, socket) -> RawServer.send(
                socket,
                start(asked) == 0
                        ? some(asked, number == 0 ? 60 : 100)
                        : "HTTP/1.1 206 Partial\r\nContent-Range: bytes 60-99/100\r\nContent-Length: 90\r\n\r\n"
                                + TEXT.substring(0, 90)))) {
            assertEquals(TEXT, bring(server.at("/a"), "", FAST));
            assertEquals(3, server.asked.size());
        }
    }

    @Test
    void aFileOfUnknownLengthIsBroughtAndItsBreakNoticed() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n";
        try (RawServer server = new RawServer((number, asked, socket) ->
                RawServer.send(socket, head + (number == 0 ? TEXT.substring(50) : TEXT + "\r\n0\r\n\r\n")))) {
            assertEquals(TEXT, bring(server.at("/a"), "", FAST));
            assertEquals(2, server.asked.size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, 1, has no such file (HTTP 404); check the address",
        "410, 1, has no such file (HTTP 410); check the address",
        "401, 1, not give it to everyone (HTTP 401); download it in a browser",
        "403, 1, not give it to everyone (HTTP 403); download it in a browser",
        "407, 1, the proxy wants a password (HTTP 407)",
        "418, 1, the server answered with HTTP 418; check the address in a browser",
        "304, 1, the server answered with HTTP 304; check the address in a browser",
        "206, 1, the server answered with HTTP 206; check the address in a browser",
        "416, 1, the server answered with HTTP 416; check the address in a browser",
        "429, 3, has too many requests (HTTP 429); try again later",
        "500, 3, has a fault or too much to do (HTTP 500); try again later",
        "503, 3, has a fault or too much to do (HTTP 503); try again later"
    })
    void refusalsAreSentences(int status, int requests, String part) throws IOException {
        try (RawServer server = new RawServer((number, asked, socket) ->
                RawServer.send(socket, "HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n"))) {
            String message = failure(server.at("/a?key=secret"), "", FAST);
            assertTrue(message.startsWith("Cannot download " + server.at("/a") + ", because "), message);
            assertTrue(message.contains(part), message);
            assertTrue(message.endsWith("."), message);
            assertEquals(requests, server.asked.size());
        }
    }

    @Test
    void aServerThatIsBusyForAMomentIsAskedAgain() throws IOException {
        try (RawServer server = new RawServer((number, asked, socket) -> RawServer.send(
                socket, number == 0 ? "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n" : some(asked, 100)))) {
            assertEquals(TEXT, bring(server.at("/a"), "", FAST));
        }
    }

    @Test
    void redirectsAreFollowedTenTimes() throws IOException {
        byte[] content = DownloadTest.bytes(1000);
        try (FileServer server = new FileServer(content)) {
            server.on("/hop/", exchange -> {
                int left = Integer.parseInt(exchange.getRequestURI().getPath().substring("/hop/".length()));
                exchange.getResponseHeaders().set("Location", left == 1 ? "/net.pth" : "../hop/" + (left - 1));
                exchange.sendResponseHeaders(new int[] {301, 302, 303, 307, 308}[left % 5], -1);
            });
            Path file = new Download(server.at("/hop/10"), "", FAST).to(folder, Progress.NONE);
            assertArrayEquals(content, Files.readAllBytes(file));
            assertTrue(file.getFileName().toString().startsWith("10-"));
            String message = failure(server.at("/hop/11"), "", FAST);
            assertTrue(message.contains("sends on in circles (more than 10 times)"), message);
        }
    }

    @Test
    void redirectsLeadToTheWebOnlyAndNeverOutOfSecurity() {
        URI open = URI.create("http://h/a/b");
        URI secure = URI.create("https://h/a/b");
        assertEquals(URI.create("https://h/c?d=e"), HttpAnswer.sentOn(open, "https://h/c?d=e"));
        assertEquals(URI.create("https://h/a/c"), HttpAnswer.sentOn(secure, "c"));
        assertEquals(URI.create("https://i/c"), HttpAnswer.sentOn(secure, "//i/c"));
        assertRefused(secure, "http://h/c");
        for (String location : new String[] {"file:///etc/passwd", "ftp://h/c", "", "http://a b/", "mailto:a@b"}) {
            assertRefused(open, location);
        }
    }

    private static void assertRefused(URI from, String location) {
        String message = assertThrows(TesseraException.class, () -> HttpAnswer.sentOn(from, location))
                .getMessage();
        assertTrue(message.contains("not secure or cannot be followed (" + location + ")"), message);
    }

    @Test
    void nobodyThereIsASentence() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        String message = failure(URI.create("http://127.0.0.1:" + port + "/a"), "", FAST);
        assertTrue(message.contains("the connection to 127.0.0.1 broke ("), message);
        ConnectException unknown = new ConnectException();
        unknown.initCause(new UnresolvedAddressException());
        assertEquals(
                "no computer is known as h.invalid",
                HttpAnswer.broken(unknown, URI.create("http://h.invalid/a")).getMessage());
    }
}

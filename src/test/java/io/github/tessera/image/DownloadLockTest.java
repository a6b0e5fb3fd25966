package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several that want the same file at once. */
class DownloadLockTest {
    private final byte[] content = DownloadTest.bytes(1_000_000);
    private final FileServer server = new FileServer(content);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Lets the first download end only when another one waits for it. */
    private final Progress second = new Progress() {
        @Override
        public void status(String message) {
            if (message.startsWith("Waiting for another download")) {
                waiting.countDown();
            }
        }
    };

    @TempDir
    Path folder;

    DownloadLockTest() {
        server.on("/slow.pth", exchange -> {
            begun.countDown();
            try {
                if (!waiting.await(10, TimeUnit.SECONDS)) {
                    exchange.sendResponseHeaders(404, -1);
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
            server.serve(exchange);
        });
    }

    @AfterEach
    void stop() {
        server.close();
        threads.shutdownNow();
    }

    /** The other program: brings an address into a folder and prints what it does. */
    public static void main(String[] arguments) {
        new Download(URI.create(arguments[0]), "").to(Path.of(arguments[1]), new Progress() {
            @Override
            public void status(String message) {
                System.out.println(message);
            }
        });
    }

    private Process otherProgram() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DownloadLockTest.class.getName(),
                        server.at("/slow.pth").toString(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void twoThreadsBringItOnce() throws Exception {
        Download download = new Download(server.at("/slow.pth"), "");
        Future<Path> first = threads.submit(() -> download.to(folder, Progress.NONE));
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        Path file = download.to(folder, second);
        assertEquals(file, first.get());
        assertArrayEquals(content, Files.readAllBytes(file));
        assertEquals(1, server.asked.size());
    }

    @Test
    void twoProgramsBringItOnce() throws Exception {
        Process other = otherProgram();
        try {
            assertTrue(begun.await(30, TimeUnit.SECONDS));
            Path file = new Download(server.at("/slow.pth"), "").to(folder, second);
            assertArrayEquals(content, Files.readAllBytes(file));
            assertEquals(1, server.asked.size());
            assertEquals(0, other.waitFor());
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void manyThreadsAllGetTheWholeFile() throws Exception {
        List<Future<Path>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(threads.submit(() -> new Download(server.at("/net.pth"), "").to(folder, Progress.NONE)));
        }
        for (Future<Path> one : all) {
            assertArrayEquals(content, Files.readAllBytes(one.get()));
        }
        assertEquals(1, server.asked.size());
    }

    @Test
    void aWaitThatWasCancelledLeavesTheLockWithItsHolder() throws Exception {
        Download download = new Download(server.at("/slow.pth"), "");
        Future<Path> first = threads.submit(() -> download.to(folder, Progress.NONE));
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class, () -> download.to(folder, cancelled));
        Process other = otherProgram();
        try (BufferedReader said = other.inputReader()) {
            assertEquals("Waiting for another download of the same file", said.readLine());
            waiting.countDown();
            assertArrayEquals(content, Files.readAllBytes(first.get()));
            assertTrue(said.readLine().startsWith("Checking slow-"));
            assertEquals(0, other.waitFor());
            assertEquals(1, server.asked.size());
        } finally {
            other.destroyForcibly();
        }
    }
}

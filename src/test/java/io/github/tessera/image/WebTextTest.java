package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebTextTest {
    private static final DownloadSettings IMPATIENT = new DownloadSettings(Duration.ofMillis(300), 0, Duration.ZERO);
    private static final String TEXT = "grün 1.2.0\n";

    private final FileServer server = new FileServer(TEXT.getBytes(StandardCharsets.UTF_8));

    @AfterEach
    void stop() {
        server.close();
    }

    private String refused(String path, DownloadSettings settings) {
        return assertThrows(TesseraException.class, () -> WebText.read(server.at(path), settings, Progress.NONE))
                .getMessage();
    }

    private String refused(String path) {
        return refused(path, DownloadSettings.USUAL);
    }

    @Test
    void theTextComesAndNothingIsToldOfTheUser() {
        server.on("/old", exchange -> {
            exchange.getResponseHeaders().set("Location", "/new");
            exchange.sendResponseHeaders(302, -1);
        });
        assertEquals(TEXT, WebText.read(server.at("/old"), Progress.NONE));
        assertEquals(2, server.asked.size());
        assertEquals("Tessera", server.lastAsked("User-Agent"));
        assertNull(server.lastAsked("Cookie"));
        assertNull(server.lastAsked("Range"));
    }

    @Test
    void theProxyIsAsked() {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.at("/").getPort())));
        try {
            assertEquals(TEXT, WebText.read(URI.create("http://tessera.invalid/list"), Progress.NONE));
        } finally {
            ProxySelector.setDefault(before);
        }
        assertEquals("tessera.invalid", server.lastAsked("Host"));
    }

    @Test
    void whatDoesNotComeIsTold() {
        server.on("/none", exchange -> exchange.sendResponseHeaders(404, -1));
        assertTrue(refused("/none").contains("(HTTP 404); check the address"), refused("/none"));
        server.on("/busy", exchange -> exchange.sendResponseHeaders(503, -1));
        assertTrue(refused("/busy").endsWith("(HTTP 503); try again later."), refused("/busy"));
        server.on("/silent", exchange -> {
            try {
                Thread.sleep(3000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        String silent = refused("/silent", IMPATIENT);
        assertTrue(silent.contains("because nothing came for 0.3 seconds; check the internet"), silent);
    }

    @Test
    void whatIsNoShortTextIsRefused() {
        server.content = new byte[(1 << 20) + 1];
        assertTrue(refused("/big").contains("longer than a short text"), refused("/big"));
    }

    @Test
    void itCanBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class, () -> WebText.read(server.at("/"), cancelled));
    }
}

package io.github.tessera.view;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server on this computer that has a list of releases, and counts who asks for it. */
final class ReleaseServer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    ReleaseServer(String list) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] bytes = list.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        server.start();
    }

    /** As Maven writes it. */
    static String list(String release) {
        return "<metadata>\n  <versioning>\n    <latest>9.9-SNAPSHOT</latest>\n    <release>" + release
                + "</release>\n  </versioning>\n</metadata>\n";
    }

    /** What asks this server, for a version that runs here. */
    UpdateCheck check(String version) {
        return new UpdateCheck(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/maven-metadata.xml"),
                version,
                URI.create("https://tessera.example"));
    }

    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

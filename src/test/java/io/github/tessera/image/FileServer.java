package io.github.tessera.image;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A web server on this computer that serves one file as a good server does, as far as its fields let it. */
public final class FileServer implements AutoCloseable {
    volatile byte[] content;
    volatile String tag = "\"one\"";
    volatile String date = "Mon, 05 Jan 2026 10:00:00 GMT";
    volatile boolean ranges = true;
    volatile boolean minds = true;
    final List<Headers> asked = new CopyOnWriteArrayList<>();

    private final String scheme;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public FileServer(byte[] content) {
        this(content, null);
    }

    /** A server that is secure with that key, or open without. */
    FileServer(byte[] content, SSLContext key) {
        this.content = content;
        this.scheme = key == null ? "http" : "https";
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            server = key == null ? HttpServer.create(address, 0) : HttpsServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (server instanceof HttpsServer secure) {
            secure.setHttpsConfigurator(new HttpsConfigurator(key));
        }
        server.setExecutor(threads);
        on("/", this::serve);
        server.start();
    }

    /** Serves what begins with a path in another way. */
    public void on(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestHeaders());
            handler.handle(exchange);
            exchange.close();
        });
    }

    public URI at(String path) {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    void serve(HttpExchange exchange) throws IOException {
        serve(exchange, content);
    }

    /** Serves these bytes. */
    public void serve(HttpExchange exchange, byte[] bytes) throws IOException {
        Headers answer = exchange.getResponseHeaders();
        if (tag != null) {
            answer.set("ETag", tag);
        }
        if (date != null) {
            answer.set("Last-Modified", date);
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        boolean same = condition == null || condition.equals(tag) || condition.equals(date) || !minds;
        if (range == null || !ranges || !same) {
            send(exchange, 200, bytes, 0);
            return;
        }
        int start = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        if (start >= bytes.length) {
            answer.set("Content-Range", "bytes */" + bytes.length);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        answer.set("Content-Range", "bytes " + start + "-" + (bytes.length - 1) + "/" + bytes.length);
        send(exchange, 206, bytes, start);
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes, int start) throws IOException {
        byte[] rest = Arrays.copyOfRange(bytes, start, bytes.length);
        exchange.sendResponseHeaders(status, rest.length == 0 ? -1 : rest.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(rest);
        }
    }

    /** The header of that name in the last request, or null. */
    String lastAsked(String header) {
        return asked.get(asked.size() - 1).getFirst(header);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.github.tessera.image;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on this computer that answers each connection byte by byte as a test wants, however wrong that is. */
final class RawServer implements AutoCloseable {
    /** What is done with a connection. */
    @FunctionalInterface
    interface Script {
        /**
         * Answers.
         *
         * @param number which connection it is, from 0
         * @param asked the request's lines
         */
        void run(int number, String asked, Socket socket) throws IOException, InterruptedException;
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    RawServer(Script script) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(() -> {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                start(() -> answer(script, socket));
            }
        });
    }

    /** A thread's work. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException e) {
                // The other side has gone, or the test has ended.
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void answer(Script script, Socket socket) throws IOException, InterruptedException {
        try (socket) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = socket.getInputStream().read();
                if (c < 0) {
                    return;
                }
                head.append((char) c);
            }
            int number;
            synchronized (asked) {
                number = asked.size();
                asked.add(head.toString());
            }
            script.run(number, head.toString(), socket);
        }
    }

    /** Sends text at once. */
    static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

package io.github.tessera.natives;

import com.sun.net.httpserver.HttpExchange;
import io.github.tessera.device.Flavour;
import io.github.tessera.image.DownloadSettings;
import io.github.tessera.image.FileServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A mirror of PyTorch's libraries on this computer, with both builds for Linux, as small as can be. */
public final class LibraryMirror implements AutoCloseable {
    static final String JARS = "/ai/djl/pytorch/pytorch-native-cpu/2.7.1/";
    static final String JAR = JARS + "pytorch-native-cpu-2.7.1-linux-x86_64.jar";
    static final String BUILDS = "/pytorch/2.7.1/";
    static final String INDEX = BUILDS + "files.txt";
    static final String GPU = "cu128/linux-x86_64/native/lib/";
    static final String CORE = BUILDS + GPU + "libc10.so.gz";

    private static final DownloadSettings HASTY = new DownloadSettings(Duration.ofMillis(500), 1, Duration.ofMillis(1));

    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    /** Paths, and where in the file the answer was to begin. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** Of the file of that path no more than so many bytes are sent; then the connection breaks off. */
    final Map<String, Integer> broken = new ConcurrentHashMap<>();

    /** Whether it falls silent instead of breaking off. */
    volatile boolean stalls;

    private final FileServer server = new FileServer(new byte[0]);
    private final String sum;

    public LibraryMirror() {
        files.put(JAR, LibraryFiles.zip(LibraryFiles.jar("2.7.1", "linux-x86_64")));
        sum = sha256(files.get(JAR));
        Map<String, byte[]> libraries = LibraryFiles.of(Flavour.CU128);
        libraries.forEach((name, bytes) -> files.put(BUILDS + GPU + name + ".gz", LibraryFiles.packed(bytes)));
        index("cpu/linux-x86_64/native/lib/libtorch.so.gz\n"
                + libraries.keySet().stream().map(name -> GPU + name + ".gz\n").collect(Collectors.joining())
                + "cu128/win-x86_64/native/lib/torch.dll.gz\n");
        server.on("/ai/", this::serve);
        server.on("/pytorch/", this::serve);
    }

    /** What its list of builds says. */
    void index(String lines) {
        files.put(INDEX, lines.getBytes(StandardCharsets.UTF_8));
    }

    public String address() {
        return server.at("").toString();
    }

    FileServer server() {
        return server;
    }

    /** Setup of a folder that knows its jar's SHA-256, and has little patience. */
    public LibrarySetup setup(Path all) {
        return setup(all, 0, Duration.ZERO);
    }

    /** The same, where a build needs so many bytes, and with patience for folders that cannot be moved. */
    LibrarySetup setup(Path all, long bytes, Duration patience) {
        ChecksumList known = ChecksumList.of(List.of(sum + "  " + JAR.substring(JARS.length())));
        return new LibrarySetup(all, LibraryFiles.LINUX, new SetupSettings(known, HASTY, bytes, bytes, patience));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(path + (range == null ? "" : " " + range));
        byte[] content = files.get(path);
        if (content == null) {
            exchange.sendResponseHeaders(404, -1);
        } else if (broken.containsKey(path)) {
            exchange.getResponseHeaders().set("ETag", "\"one\"");
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(Arrays.copyOf(content, broken.get(path)));
            exchange.getResponseBody().flush();
            while (stalls) {
                pause();
            }
        } else {
            server.serve(exchange, content);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stalls = false;
        server.close();
    }
}

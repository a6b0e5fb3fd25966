package io.github.tessera.image;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What a server answers to one GET: status and headers at once, the body as it comes. */
final class HttpAnswer implements AutoCloseable {
    private static final int MOST_REDIRECTS = 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** What every request says; some servers pack what they send, and its length and ranges are then those of the packed file. */
    static final Map<String, String> HEADERS = Map.of("User-Agent", "Tessera", "Accept-Encoding", "identity");

    /** The longest wait between two looks at the user. */
    private static final long SLICE_MS = 100;

    private final HttpResponse<Flow.Publisher<List<ByteBuffer>>> response;
    private final Duration stall;
    private final Progress progress;
    private final BodyQueue body = new BodyQueue();

    private HttpAnswer(HttpResponse<Flow.Publisher<List<ByteBuffer>>> response, Duration stall, Progress progress) {
        this.response = response;
        this.stall = stall;
        this.progress = progress;
        response.body().subscribe(body);
    }

    /** What asks: by the proxies of {@link java.net.ProxySelector#getDefault} as it is now, and without cookies. */
    static HttpClient client() {
        // HTTP/1.1, because one file needs no more. Redirects are followed below, which refuses some.
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Asks for an address and follows where it sends.
     *
     * @param headers what to ask with, by name
     * @param stall how long a silent server is waited for
     * @param progress may cancel it, within a second
     * @throws BrokenConnection if no answer came
     * @throws TesseraException if it is sent on to where it must not go
     */
    static HttpAnswer get(
            HttpClient client, URI address, Map<String, String> headers, Duration stall, Progress progress)
            throws BrokenConnection {
        URI here = address;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(here);
            headers.forEach(request::header);
            HttpAnswer answer = new HttpAnswer(
                    await(client.sendAsync(request.build(), BodyHandlers.ofPublisher()), here, stall, progress),
                    stall,
                    progress);
            if (!REDIRECTS.contains(answer.status())) {
                return answer;
            }
            answer.close();
            here = sentOn(here, answer.header("Location").orElse(""));
        }
        throw new TesseraException("Cannot download " + DownloadName.shown(address)
                + ", because it sends on in circles (more than " + MOST_REDIRECTS
                + " times); check the address in a browser.");
    }

    /**
     * Where a redirect leads.
     *
     * @param location the header's value, perhaps relative
     * @throws TesseraException unless that is a web address, and a secure one if this was
     */
    static URI sentOn(URI from, String location) {
        try {
            URI to = from.resolve(new URI(location));
            boolean web = "https".equalsIgnoreCase(to.getScheme())
                    || ("http".equalsIgnoreCase(to.getScheme()) && "http".equalsIgnoreCase(from.getScheme()));
            if (web && to.getHost() != null && !location.isEmpty()) {
                return to;
            }
        } catch (URISyntaxException e) {
            // Refused below like every other address that cannot be followed.
        }
        throw new TesseraException("Cannot download " + DownloadName.shown(from)
                + ", because it sends on to an address that is not secure or cannot be followed ("
                + location.replaceFirst("[?#].*", "") + "); look for another address of the file.");
    }

    private static <T> T await(CompletableFuture<T> answer, URI address, Duration stall, Progress progress)
            throws BrokenConnection {
        long start = System.nanoTime();
        try {
            while (true) {
                progress.check();
                try {
                    return answer.get(SLICE_MS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    requireAwake(start, stall);
                }
            }
        } catch (ExecutionException e) {
            throw broken(e.getCause(), address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } finally {
            // Without effect once the answer is there; otherwise it closes the connection.
            answer.cancel(true);
        }
    }

    private static void requireAwake(long since, Duration stall) throws BrokenConnection {
        if (System.nanoTime() - since > stall.toNanos()) {
            throw new BrokenConnection("nothing came for " + stall.toMillis() / 1000.0 + " seconds", null);
        }
    }

    /** What a failure of the client means, told by the deepest cause that says something. */
    static BrokenConnection broken(Throwable failure, URI address) {
        if (!(failure instanceof IOException)) {
            throw new IllegalStateException(failure);
        }
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException) {
                return new BrokenConnection("no computer is known as " + address.getHost(), failure);
            }
            if (t instanceof SSLException) {
                return new BrokenConnection(
                        "the secure connection to " + address.getHost() + " failed (" + t.getMessage() + ")",
                        "check this computer's date, and where a proxy has a certificate of its own, let Java know it",
                        failure);
            }
        }
        String detail = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new BrokenConnection("the connection to " + address.getHost() + " broke (" + detail + ")", failure);
    }

    int status() {
        return response.statusCode();
    }

    /** The first header of that name, in any case. */
    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /**
     * Waits for more of the body.
     *
     * @return empty at its end
     * @throws BrokenConnection if it ends early or nothing comes
     */
    Optional<List<ByteBuffer>> next() throws BrokenConnection {
        long start = System.nanoTime();
        try {
            while (true) {
                progress.check();
                BodyQueue.Item item = body.next(SLICE_MS);
                if (item == null) {
                    requireAwake(start, stall);
                } else if (item.failure() != null) {
                    throw broken(item.failure(), response.uri());
                } else {
                    return item.last() ? Optional.empty() : Optional.of(item.bytes());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    /** Reads no more and closes the connection. */
    @Override
    public void close() {
        body.cancel();
    }
}

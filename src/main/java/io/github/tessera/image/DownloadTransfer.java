package io.github.tessera.image;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings the bytes of one address into a part: goes on where it ends, and after breaks tries again. */
final class DownloadTransfer {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
    private static final Pattern UNSATISFIED = Pattern.compile("bytes \\*/(\\d{1,18})");
    private static final long SHOW_NS = 100_000_000;

    private final URI address;
    private final boolean hashKnown;
    private final DownloadSettings settings;
    private final PartialFile part;
    private final Progress progress;
    private final HttpClient client;
    private long shown;

    /**
     * A transfer.
     *
     * @param hashKnown true if the whole will be checked, so that a part may be gone on with on the server's word alone
     */
    DownloadTransfer(URI address, boolean hashKnown, DownloadSettings settings, PartialFile part, Progress progress) {
        this.address = address;
        this.hashKnown = hashKnown;
        this.settings = settings;
        this.part = part;
        this.progress = progress;
        this.client = HttpAnswer.client();
    }

    /**
     * Returns once the part is as long as the file.
     *
     * @throws TesseraException if it cannot be brought, with the cure; what came stays in the part
     * @throws IOException if the part cannot be written
     */
    void complete() throws IOException {
        long most = part.length();
        int failed = 0;
        while (true) {
            progress.check();
            try {
                attempt();
                return;
            } catch (BrokenConnection e) {
                // Every new byte earns new patience; bytes that came once before do not, or a loop could be endless.
                failed = part.length() > most ? 1 : failed + 1;
                most = Math.max(most, part.length());
                if (failed > settings.retries()) {
                    throw givenUp(e);
                }
                progress.status("Trying again: " + e.getMessage());
                pause(settings.pause().multipliedBy(failed));
            }
        }
    }

    private TesseraException givenUp(BrokenConnection e) throws IOException {
        String kept = part.length() > 0 && resumable() ? " (what came is kept)" : "";
        return new TesseraException(
                "Cannot download " + DownloadName.shown(address) + ", because " + e.getMessage() + "; " + e.cure()
                        + kept + ".",
                e);
    }

    private void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
                progress.check();
                Thread.sleep(Math.min(100, left / 1_000_000 + 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private boolean resumable() {
        return hashKnown || !part.note().validator().isEmpty();
    }

    private void attempt() throws IOException {
        Map<String, String> headers = new HashMap<>(HttpAnswer.HEADERS);
        boolean resumed = part.length() > 0 && resumable();
        if (resumed) {
            headers.put("Range", "bytes=" + part.length() + "-");
            if (!part.note().validator().isEmpty()) {
                headers.put("If-Range", part.note().validator());
            }
        }
        progress.status("Connecting to " + address.getHost());
        try (HttpAnswer answer = HttpAnswer.get(client, address, headers, settings.stall(), progress)) {
            if (answer.status() == 416 && resumed) {
                requireAllThere(answer);
                return;
            }
            long total = total(answer, resumed);
            part.requireSpace(total);
            pour(answer, total);
        }
    }

    /** The length of the whole file, or -1, after the part was made fit for what comes next. */
    private long total(HttpAnswer answer, boolean resumed) throws IOException {
        if (answer.status() == 200) {
            PartialFile.Note note = new PartialFile.Note(length(answer), validator(answer));
            part.restart(note);
            return note.total();
        }
        if (answer.status() == 206 && resumed) {
            Matcher range = RANGE.matcher(answer.header("Content-Range").orElse(""));
            if (!range.matches() || Long.parseLong(range.group(1)) != part.length() || !same(answer)) {
                throw startAnew();
            }
            long total = range.group(3).equals("*") ? part.note().total() : Long.parseLong(range.group(3));
            if (part.note().total() >= 0 && total != part.note().total()) {
                throw startAnew();
            }
            return total;
        }
        throw HttpRefusal.of(answer.status(), address);
    }

    /** The server has nothing after the part's end: right if the part is the file, otherwise the file has changed. */
    private void requireAllThere(HttpAnswer answer) throws IOException {
        Matcher range = UNSATISFIED.matcher(answer.header("Content-Range").orElse(""));
        long total = part.note().total();
        if (!range.matches()
                || Long.parseLong(range.group(1)) != part.length()
                || (total >= 0 && total != part.length())
                || !same(answer)) {
            throw startAnew();
        }
    }

    private BrokenConnection startAnew() throws IOException {
        part.restart(PartialFile.Note.NONE);
        return new BrokenConnection("the server's file does not go on where the part ends", "try again later", null);
    }

    private static long length(HttpAnswer answer) {
        Optional<String> length = answer.header("Content-Length").filter(l -> l.matches("\\d{1,18}"));
        return length.map(Long::parseLong).orElse(-1L);
    }

    /** Weak ETags may stand for different bytes, so they do not count. */
    private static String validator(HttpAnswer answer) {
        return answer.header("ETag")
                .filter(tag -> tag.startsWith("\""))
                .or(() -> answer.header("Last-Modified"))
                .orElse("");
    }

    /** Some servers ignore If-Range and go on with whatever they have now. */
    private boolean same(HttpAnswer answer) {
        String noted = part.note().validator();
        String header = noted.startsWith("\"") ? "ETag" : "Last-Modified";
        return noted.isEmpty() || answer.header(header).map(noted::equals).orElse(true);
    }

    private void pour(HttpAnswer answer, long total) throws IOException {
        for (Optional<List<ByteBuffer>> more = answer.next(); more.isPresent(); more = answer.next()) {
            part.append(more.get());
            if (System.nanoTime() - shown > SHOW_NS) {
                show(total);
                shown = System.nanoTime();
            }
        }
        show(total);
        if (total >= 0 && part.length() < total) {
            throw new BrokenConnection("the server ended before the file did", null);
        }
        if (total >= 0 && part.length() > total) {
            throw startAnew();
        }
    }

    private void show(long total) throws IOException {
        String name = DownloadName.readable(address);
        if (total > 0) {
            progress.update(Math.min(part.length(), total), total);
        }
        progress.status("Downloading " + name + ": " + Download.megabytes(part.length())
                + (total >= 0 ? " of " + Download.megabytes(total) : "") + " MB");
    }
}

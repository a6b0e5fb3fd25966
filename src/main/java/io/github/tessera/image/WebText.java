package io.github.tessera.image;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A short text from the web, kept nowhere: with the proxies, redirects and refusals of a {@link Download}, and as silent about the user. */
public final class WebText {
    private static final int MOST_BYTES = 1 << 20;

    private WebText() {}

    /**
     * Reads a text in UTF-8.
     *
     * @param address http or https
     * @param progress may cancel it within a second
     * @throws TesseraException with the reason and the cure if it does not come, or is longer than a MiB
     * @throws io.github.tessera.progress.CancelledException if the user has asked to stop
     */
    public static String read(URI address, Progress progress) {
        return read(address, DownloadSettings.USUAL, progress);
    }

    static String read(URI address, DownloadSettings settings, Progress progress) {
        try (HttpAnswer answer =
                HttpAnswer.get(HttpAnswer.client(), address, HttpAnswer.HEADERS, settings.stall(), progress)) {
            if (answer.status() != 200) {
                throw HttpRefusal.of(answer.status(), address);
            }
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (Optional<List<ByteBuffer>> more = answer.next(); more.isPresent(); more = answer.next()) {
                for (ByteBuffer bytes : more.get()) {
                    byte[] part = new byte[bytes.remaining()];
                    bytes.get(part);
                    text.writeBytes(part);
                }
                if (text.size() > MOST_BYTES) {
                    throw new TesseraException("Cannot use " + DownloadName.shown(address)
                            + ", because it is longer than a short text should be; check the address in a browser.");
                }
            }
            return text.toString(StandardCharsets.UTF_8);
        } catch (BrokenConnection e) {
            throw new TesseraException(
                    "Cannot read " + DownloadName.shown(address) + ", because " + e.getMessage() + "; " + e.cure()
                            + ".",
                    e);
        }
    }
}

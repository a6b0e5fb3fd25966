package io.github.tessera.image;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as 64 lower-case hexadecimal digits. */
public final class Sha256 {
    private static final int BLOCK = 1 << 20;

    private Sha256() {}

    /** The hash of a text in UTF-8. */
    public static String of(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The hash of a file's bytes.
     *
     * @param progress may cancel it at every block
     * @throws TesseraException naming the file if it cannot be read
     */
    public static String of(Path file, Progress progress) {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in, progress);
        } catch (IOException e) {
            throw new TesseraException(
                    "Cannot read " + file + " (" + e.getClass().getSimpleName()
                            + "); delete it, or choose another folder, and start again.",
                    e);
        }
    }

    /** The hash of all that a stream has left. */
    public static String of(InputStream in, Progress progress) throws IOException {
        MessageDigest digest = digest();
        byte[] block = new byte[BLOCK];
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            progress.check();
            digest.update(block, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

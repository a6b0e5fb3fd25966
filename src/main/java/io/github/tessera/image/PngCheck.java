package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Checks that a PNG is as it was written: Java's reader looks at no checksum, and so would take a changed pixel for true. */
final class PngCheck {
    private static final int SIGNATURE = 8;
    private static final int BUFFER = 1 << 16;

    private PngCheck() {}

    /**
     * Reads the file once; of chunks that do not matter for the pixels the content may be anything.
     *
     * @throws TesseraException naming the file if it is cut off or damaged
     */
    static void require(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            in.skipNBytes(SIGNATURE);
            byte[] buffer = new byte[BUFFER];
            String type = "";
            while (!type.equals("IEND")) {
                int length = in.readInt();
                byte[] name = in.readNBytes(4);
                type = new String(name, StandardCharsets.ISO_8859_1);
                CRC32 checksum = new CRC32();
                checksum.update(name);
                for (int rest = length; rest > 0; ) {
                    int count = in.read(buffer, 0, Math.min(rest, BUFFER));
                    if (count < 0) {
                        throw new EOFException();
                    }
                    checksum.update(buffer, 0, count);
                    rest -= count;
                }
                boolean same = in.readInt() == (int) checksum.getValue();
                if (length < 0 || (!same && Character.isUpperCase(type.charAt(0)))) {
                    throw new TesseraException(
                            "The file " + file + " is damaged; copy it again from where it came from.");
                }
            }
        } catch (EOFException e) {
            throw new TesseraException("The file " + file + " is cut off; copy it again from where it came from.", e);
        }
    }
}

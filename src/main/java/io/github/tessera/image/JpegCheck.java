package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Checks that all pixels of a JPEG are there: Java only warns of what is missing, and leaves it grey. */
final class JpegCheck {
    /** Parts of the warnings that mean lost pixels; there are others, of bytes too many, that mean none. */
    private static final List<String> LOST =
            List.of("Truncated", "Premature end", "premature end", "bad Huffman code", "instead of RST");

    private JpegCheck() {}

    /**
     * Decodes the file once.
     *
     * @throws TesseraException naming the file if it is cut off or damaged
     * @throws IOException if it cannot be decoded at all
     */
    static void require(Path file) throws IOException {
        List<String> warnings = new ArrayList<>();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("no reader");
            }
            ImageReader reader = readers.next();
            try {
                reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
                reader.setInput(in, true, true);
                reader.read(0);
            } finally {
                reader.dispose();
            }
        }
        if (warnings.stream().anyMatch(warning -> LOST.stream().anyMatch(warning::contains))) {
            throw new TesseraException(
                    "The file " + file + " is cut off or damaged; copy it again from where it came from.");
        }
    }
}

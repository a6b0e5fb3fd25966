package io.github.tessera.image;

import ij.gui.Roi;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Texts in the properties of ROIs: ImageJ saves them in UTF-8 and reads them in Latin 1. */
final class RoiText {
    private RoiText() {}

    /** A property as it was before it was saved and read; null if there is none. */
    static String of(Roi roi, String key) {
        String read = roi.getProperty(key);
        return read == null ? null : mended(read);
    }

    /** A text whose characters are no bytes of UTF-8 was not read from a file. */
    private static String mended(String read) {
        byte[] bytes = read.getBytes(StandardCharsets.ISO_8859_1);
        if (!read.equals(new String(bytes, StandardCharsets.ISO_8859_1))) {
            return read;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return read;
        }
    }
}

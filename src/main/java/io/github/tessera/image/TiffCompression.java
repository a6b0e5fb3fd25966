package io.github.tessera.image;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The compressions of TIFF whose strips and tiles can be decoded one by one. */
enum TiffCompression {
    NONE(1, 0),
    LZW(5),
    JPEG(7),
    DEFLATE(8, 32946),
    PACK_BITS(32773);

    private final List<Integer> codes;

    TiffCompression(Integer... codes) {
        this.codes = List.of(codes);
    }

    /** The compression with a code of the field Compression, none if it is not read here. */
    static Optional<TiffCompression> of(int code) {
        return Arrays.stream(values()).filter(c -> c.codes.contains(code)).findFirst();
    }

    /** The code that is written today. */
    int code() {
        return codes.get(0);
    }
}

package io.github.tessera.model;

import io.github.tessera.torchscript.ByteChunks;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks a file of an untrusted zip into memory. */
final class ZipUnpacking {
    /** Bytes that any file in a zip may have, and how many times what it takes there larger ones may have. */
    private static final long SMALL = 64 << 20;

    private static final long MOST_RATIO = 100;

    private ZipUnpacking() {}

    /**
     * Unpacks a file.
     *
     * @param name for messages
     * @param most bytes that it may have
     * @throws IOException if it has more, is far larger than it is packed, or is damaged
     */
    static ByteChunks read(ZipFile zip, ZipEntry entry, String name, long most) throws IOException {
        long size = entry.getSize();
        if (size > SMALL && size / MOST_RATIO > entry.getCompressedSize()) {
            throw new IOException(name + " is far larger than what it is packed in");
        }
        if (size > most) {
            throw new IOException(
                    name + " is too large to be read from a zip (" + (size >> 20) + " MB): unpack it first");
        }
        ByteChunks bytes = new ByteChunks();
        CRC32 sum = new CRC32();
        byte[] piece = new byte[1 << 16];
        try (InputStream in = zip.getInputStream(entry)) {
            long done = 0;
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                done += n;
                if (done > size) {
                    throw new IOException(name + " is larger than the zip tells");
                }
                bytes.write(piece, 0, n);
                sum.update(piece, 0, n);
            }
        }
        if (sum.getValue() != entry.getCrc()) {
            throw new IOException(name + " is not what was put into the zip");
        }
        return bytes;
    }
}

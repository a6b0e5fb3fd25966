package io.github.tessera.torchscript;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip of PyTorch's kind being written: nothing compressed, everything in one folder. */
final class StoredZip {
    private static final String FOLDER = "archive/";

    private final ZipOutputStream zip;

    /** Writes what is to be stored. */
    @FunctionalInterface
    interface Writer {
        void to(OutputStream out) throws IOException;
    }

    /**
     * Begins a zip.
     *
     * @param out stays open
     */
    StoredZip(OutputStream out) {
        zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
    }

    void store(String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        store(name, bytes.length, crc, out -> out.write(bytes));
    }

    void store(String name, Region region) throws IOException {
        CRC32 crc = new CRC32();
        region.forEachPiece((bytes, count) -> crc.update(bytes, 0, count));
        store(name, region.length(), crc, out -> region.forEachPiece((bytes, count) -> out.write(bytes, 0, count)));
    }

    /**
     * Stores what is written in pieces.
     *
     * @param size bytes of it
     * @param crc of it
     */
    void store(String name, long size, CRC32 crc, Writer writer) throws IOException {
        ZipEntry entry = new ZipEntry(FOLDER + name);
        entry.setCrc(crc.getValue());
        entry.setSize(size);
        entry.setCompressedSize(size);
        entry.setTime(0); // the same weights give the same file, byte for byte
        zip.putNextEntry(entry);
        writer.to(zip);
        zip.closeEntry();
    }

    /** Ends the zip. */
    void finish() throws IOException {
        zip.finish();
    }
}

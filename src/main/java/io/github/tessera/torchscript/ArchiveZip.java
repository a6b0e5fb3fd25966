package io.github.tessera.torchscript;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A TorchScript archive being written: a zip of data.pkl, code/__torch__.py, constants.pkl, data/N and version, nothing compressed.
 *
 * <p>Archive version 3, so that PyTorch 1.4 and later open it.
 */
final class ArchiveZip {
    private static final byte[] VERSION = "3\n".getBytes(StandardCharsets.US_ASCII);

    /** Values written at once. */
    private static final int PIECE = 1 << 16;

    private final StoredZip zip;
    private int tensors;

    /**
     * Begins an archive.
     *
     * @param out stays open
     * @param module the pickled module
     * @param code the source of its classes
     */
    ArchiveZip(OutputStream out, byte[] module, String code) throws IOException {
        zip = new StoredZip(out);
        zip.store("data.pkl", module);
        zip.store("code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
        zip.store("constants.pkl", new Pickler().emptyTuple().stop());
    }

    /** Adds the next tensor's values. */
    void tensor(float[] values) throws IOException {
        store("data/" + tensors++, values);
    }

    /** Ends the archive. */
    void finish() throws IOException {
        zip.store("version", VERSION);
        zip.finish();
    }

    /** In pieces: a kernel may have hundreds of megabytes, and a second copy of it would be as much again. */
    private void store(String name, float[] values) throws IOException {
        CRC32 crc = new CRC32();
        forEachPiece(values, (bytes, count) -> crc.update(bytes, 0, count));
        zip.store(
                name,
                4L * values.length,
                crc,
                out -> forEachPiece(values, (bytes, count) -> out.write(bytes, 0, count)));
    }

    private static void forEachPiece(float[] values, Region.PieceConsumer consumer) throws IOException {
        byte[] bytes = new byte[4 * Math.min(values.length, PIECE)];
        FloatBuffer floats =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (int start = 0; start < values.length; start += PIECE) {
            int count = Math.min(PIECE, values.length - start);
            floats.clear().put(values, start, count);
            consumer.accept(bytes, 4 * count);
        }
    }
}

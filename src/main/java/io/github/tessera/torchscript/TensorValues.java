package io.github.tessera.torchscript;

import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Brings the tensors that a file describes into memory, integers left out. */
final class TensorValues {
    /** So much room a small file has beyond its own length, in values of float32. */
    private static final long SLACK = 1 << 20;

    /** How often a storage may be read over for tensors that take only every so-many-th value of it. */
    private static final long MOST_READINGS = 64;

    private TensorValues() {}

    /**
     * The most values that the tensors of a file may have in all: tensors may share their storage, but not so that a small file
     * fills the memory.
     */
    static long most(long fileLength) {
        return Math.addExact(fileLength, SLACK);
    }

    /**
     * The values, in the given order.
     *
     * @param fileLength bytes of the whole file
     * @throws IOException if they are cut off, or too many for such a file
     * @throws TesseraException if they are too many for this Java's memory
     */
    static Map<String, StateTensor> read(Map<String, StoredTensor> described, Storage.Places places, long fileLength)
            throws IOException {
        long values = 0;
        long read = 0;
        for (StoredTensor tensor : described.values()) {
            if (tensor.type().isReal()) {
                values += tensor.size();
                read += tensor.span();
            }
        }
        if (values > most(fileLength) || read > MOST_READINGS * most(fileLength)) {
            throw new IOException("its tensors have more values than it holds");
        }
        requireMemory(values * Float.BYTES);
        Map<String, StateTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, StoredTensor> entry : described.entrySet()) {
            StoredTensor tensor = entry.getValue();
            if (tensor.type().isReal()) {
                tensors.put(
                        entry.getKey(), new StateTensor(tensor.shape(), tensor.values(places.of(tensor.storage()))));
            }
        }
        return tensors;
    }

    private static void requireMemory(long bytes) {
        long most = Runtime.getRuntime().maxMemory();
        if (bytes > most) {
            throw new TesseraException("The weights need " + (bytes >> 20) + " MB of memory, and ImageJ may take only "
                    + (most >> 20) + " MB: raise the maximum in Edit > Options > Memory & Threads.");
        }
    }
}

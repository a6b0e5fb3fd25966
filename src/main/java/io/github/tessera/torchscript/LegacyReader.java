package io.github.tessera.torchscript;

import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what torch.save wrote before PyTorch 1.6: pickles one after the other (a magic number, the protocol, the machine, the
 * object, the storages' keys), then for each storage its number of values and the values.
 */
final class LegacyReader {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long PROTOCOL = 1001;

    private LegacyReader() {}

    /** The tensors of such a file. */
    static Map<String, StateTensor> read(Region file) throws IOException {
        PickleInput in = new PickleInput(file);
        if (!MAGIC.equals(new Unpickler(in).read()) || !Long.valueOf(PROTOCOL).equals(new Unpickler(in).read())) {
            throw new IOException("it is a pickle, but not one of torch.save");
        }
        new Unpickler(in).read(); // the machine; values are in Intel's order whatever it was
        Unpickler object = new Unpickler(in);
        Object root = object.read();
        Object keys = new Unpickler(in).read();
        Map<String, Region> places = places(file, in.position(), keys, object.storages());
        return TensorValues.read(
                NamedTensors.ofCheckpoint(root), storage -> place(places, storage.key()), file.length());
    }

    private static Region place(Map<String, Region> places, String key) throws IOException {
        Region place = places.get(key);
        if (place == null) {
            throw new IOException("the values of a tensor are missing");
        }
        return place;
    }

    private static Map<String, Region> places(Region file, long first, Object keys, Map<String, Storage> storages)
            throws IOException {
        if (!(keys instanceof List<?> listed)) {
            throw new IOException("the list of its values is damaged");
        }
        Map<String, Region> places = new HashMap<>();
        long at = first;
        for (Object key : listed) {
            Storage storage = storages.get(key);
            if (storage == null || file.bytes(at, Long.BYTES).getLong() != storage.count()) {
                throw new IOException("the list of its values is damaged");
            }
            Region place = file.part(at + Long.BYTES, storage.bytes());
            if (places.put(storage.key(), place) != null) {
                throw new IOException("it holds the same values twice");
            }
            at += Long.BYTES + place.length();
        }
        return places;
    }
}

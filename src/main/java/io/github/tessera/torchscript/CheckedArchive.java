package io.github.tessera.torchscript;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A TorchScript archive from elsewhere, written anew from those of its parts that are needed to run it, after each has been looked at:
 * tensors that lie within their values, plain data, and code that only computes. What the engine gets is what was looked at, byte for
 * byte, for it might find other records of the same names in the file.
 */
public final class CheckedArchive {
    private static final String PICKLE = "data.pkl";
    private static final String CONSTANTS = "constants.pkl";

    /** Bytes of all code; torchvision's largest networks, traced, have 0.5 MB. */
    private static final int MOST_CODE = 4 << 20;

    /** Where PyTorch looks first for the version, and writes it if an operator's meaning has changed since archives of version 5. */
    private static final String NEWER_VERSION = ".data/version";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./-]+");

    private final ZipRecords records;
    private final Set<String> stored = new HashSet<>();
    private final ByteChunks written = new ByteChunks();
    private final StoredZip zip = new StoredZip(written);

    private CheckedArchive(ZipRecords records) {
        this.records = records;
    }

    /**
     * Checks an archive.
     *
     * @param archive is closed
     * @return a sound one of the same network
     * @throws IOException if it is none, is damaged, or wants what no network needs; the message says which
     */
    public static ByteChunks of(SeekableByteChannel archive) throws IOException {
        try (ZipRecords records = ZipRecords.open(archive)) {
            if (!records.isModule()) {
                throw new IOException(
                        "it holds weights without their network, as torch.save writes them; a network that"
                                + " can be run is written by torch.jit.script or torch.jit.trace");
            }
            CheckedArchive checked = new CheckedArchive(records);
            if (!(checked.tensors(PICKLE, "data/") instanceof ModuleState network)) {
                throw new IOException("its pickle holds no network");
            }
            StateTypes.require(network, checked.code(checked.constants()));
            checked.zip.finish();
            return checked.written;
        }
    }

    /** A pickle and the values that it speaks of. */
    private Object tensors(String name, String folder) throws IOException {
        Region pickle = records.record(name);
        Unpickler unpickler = Unpickler.ofModule(new PickleInput(pickle));
        Object value = unpickler.read();
        for (StoredTensor tensor : unpickler.tensors()) {
            tensor.span(); // the engine does not look whether it reaches over its values
        }
        store(name, pickle);
        for (Storage storage : unpickler.storages().values()) {
            store(folder + storage.key(), records.of(folder, storage));
        }
        return value;
    }

    /** How many values lie beside the code: tensors, and texts that are not in plain English letters. */
    private int constants() throws IOException {
        if (!(tensors(CONSTANTS, "constants/") instanceof PickleTuple constants)
                || !constants.items().stream().allMatch(c -> c instanceof StoredTensor || c instanceof String)) {
            throw new IOException("its constants are not the tensors and texts of a network; nothing of it was run");
        }
        return constants.items().size();
    }

    private SourceDeclarations code(int constants) throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        long left = MOST_CODE;
        for (String name : records.names()) {
            if (name.startsWith("code/") && name.endsWith(".py")) {
                Region source = small(name, left);
                left -= source.length();
                sources.put(name, new String(bytes(source), StandardCharsets.UTF_8));
                store(name, source);
            }
        }
        SourceDeclarations declarations = ModuleSource.require(sources, constants);
        String version = records.names().contains(NEWER_VERSION) ? NEWER_VERSION : "version";
        store(version, small(version, MOST_CODE));
        return declarations;
    }

    private Region small(String name, long most) throws IOException {
        Region record = records.record(name);
        if (record.length() > most) {
            throw new IOException("its code is too long for a network");
        }
        return record;
    }

    private static byte[] bytes(Region record) throws IOException {
        return record.bytes(0, (int) record.length()).array();
    }

    /** Under a name that PyTorch takes for no other: it ends names at a zero, and finds "a" where there is "A". */
    private void store(String name, Region record) throws IOException {
        if (!PLAIN.matcher(name).matches() || !stored.add(name.toLowerCase(Locale.ROOT))) {
            throw new IOException("it holds a record that PyTorch could take for another");
        }
        zip.store(name, record);
    }
}

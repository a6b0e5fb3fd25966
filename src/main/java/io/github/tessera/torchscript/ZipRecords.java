package io.github.tessera.torchscript;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The records of a zip that PyTorch wrote, without the name of its top folder.
 *
 * <p>Java's own zip stream cannot read them: PyTorch writes stored entries whose sizes follow the data.
 */
final class ZipRecords implements Closeable, Storage.Places {
    private static final String PICKLE = "data.pkl";
    private static final String ORDER = "byteorder";
    private static final byte[] LITTLE = "little".getBytes(StandardCharsets.US_ASCII);

    private final ZipFile zip;
    private final Region whole;
    private final Map<String, ZipArchiveEntry> entries = new HashMap<>();
    private final Map<String, Region> inflated = new HashMap<>();
    private long room;

    private ZipRecords(ZipFile zip, Region whole) {
        this.zip = zip;
        this.whole = whole;
        room = Float.BYTES * TensorValues.most(whole.length());
    }

    /**
     * Opens a zip; closing it closes the channel.
     *
     * @throws IOException if it is damaged, or PyTorch did not write it
     */
    static ZipRecords open(SeekableByteChannel channel) throws IOException {
        ZipRecords records;
        try {
            records = new ZipRecords(
                    ZipFile.builder().setSeekableByteChannel(channel).get(), Region.of(channel));
        } catch (IOException | RuntimeException e) { // the library checks little of what a hostile zip says
            throw new IOException("it is no zip, or it is damaged", e);
        }
        records.list();
        records.requireLittleEndian();
        return records;
    }

    private void list() throws IOException {
        List<ZipArchiveEntry> all = Collections.list(zip.getEntries());
        List<String> roots = all.stream()
                .map(ZipArchiveEntry::getName)
                .filter(name -> name.matches("([^/]*/)?" + Pattern.quote(PICKLE)))
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .toList();
        if (roots.size() != 1) {
            throw new IOException("there " + (roots.isEmpty() ? "is no " : "are two ") + PICKLE + " in it");
        }
        for (ZipArchiveEntry entry : all) {
            String name = entry.getName();
            if (name.startsWith(roots.get(0))
                    && entries.put(name.substring(roots.get(0).length()), entry) != null) {
                throw new IOException("it holds a record twice");
            }
        }
    }

    /** The order is only told since PyTorch 2.1; before, it was the writer's, which hardly ever was a big machine. */
    private void requireLittleEndian() throws IOException {
        if (entries.containsKey(ORDER)) {
            Region order = record(ORDER);
            byte[] told = order.bytes(0, (int) Math.min(order.length(), LITTLE.length))
                    .array();
            if (!Arrays.equals(told, LITTLE)) {
                throw new IOException("its numbers are not in little-endian order");
            }
        }
    }

    /** Whether it is a TorchScript archive: a network with its code, not dictionaries. */
    boolean isModule() {
        return entries.containsKey("constants.pkl") || entries.keySet().stream().anyMatch(n -> n.startsWith("code/"));
    }

    /** The record that says which tensors there are. */
    Region pickle() throws IOException {
        return record(PICKLE);
    }

    @Override
    public Region of(Storage storage) throws IOException {
        return of("data/", storage);
    }

    /** The values of a storage that lies in a folder of the archive. */
    Region of(String folder, Storage storage) throws IOException {
        Region record = record(folder + storage.key());
        if (record.length() != storage.bytes()) {
            throw new IOException("the values of a tensor are cut off, or more than it needs");
        }
        return record;
    }

    /** The names of all records. */
    Set<String> names() {
        return new TreeSet<>(entries.keySet());
    }

    /** A record by its name. */
    Region record(String name) throws IOException {
        ZipArchiveEntry entry = entries.get(name);
        if (entry == null) {
            throw new IOException("there is no " + name + " in it");
        }
        if (entry.getMethod() == ZipEntry.STORED) {
            if (entry.getSize() != entry.getCompressedSize()) {
                throw new IOException("it is a damaged zip");
            }
            return whole.part(entry.getDataOffset(), entry.getSize());
        }
        Region known = inflated.get(name);
        if (known == null) {
            known = Region.of(inflate(entry));
            inflated.put(name, known);
        }
        return known;
    }

    /** PyTorch stores its records as they are; somebody may have packed them again, but not to many times less. */
    private byte[] inflate(ZipArchiveEntry entry) throws IOException {
        if (entry.getMethod() != ZipEntry.DEFLATED) {
            throw new IOException("its records are packed in a rare way");
        }
        int most = (int) Math.min(room, Integer.MAX_VALUE - 8);
        try (InputStream record = zip.getInputStream(entry)) {
            byte[] bytes = record.readNBytes(most);
            if (bytes.length == most) {
                throw new IOException("it holds a record that is far larger than itself");
            }
            room -= bytes.length;
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}

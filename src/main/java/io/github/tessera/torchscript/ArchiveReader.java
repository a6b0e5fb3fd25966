package io.github.tessera.torchscript;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;

/** Reads the tensors of a TorchScript archive, ours or one that PyTorch saved, by their names in the state dict. */
public final class ArchiveReader {
    private ArchiveReader() {}

    /**
     * All tensors of real numbers of an archive, parameters and buffers, by name.
     *
     * @throws IOException if it is no TorchScript archive, is damaged, or holds more than plain data; the message says which
     */
    public static Map<String, float[]> tensors(SeekableByteChannel archive) throws IOException {
        return new StateDict(read(archive)).values();
    }

    /** The tensors of either zip that PyTorch writes: a TorchScript archive, or dictionaries that torch.save wrote. */
    static Map<String, StateTensor> read(SeekableByteChannel channel) throws IOException {
        try (ZipRecords records = ZipRecords.open(channel)) {
            Object root = new Unpickler(new PickleInput(records.pickle())).read();
            Map<String, StoredTensor> described =
                    records.isModule() ? NamedTensors.of(root) : NamedTensors.ofCheckpoint(root);
            return TensorValues.read(described, records, channel.size());
        }
    }
}

package io.github.tessera.torchscript;

import io.github.tessera.network.Graph;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Weights by name as PyTorch keeps them ({@code conv1.weight}), in the order of their file: from elsewhere, or going there.
 *
 * <p>Reading runs no code of the file. All tensors are float32 here; integers, such as the counts of batches, are left out.
 */
public final class StateDict {
    /** What DataParallel puts before every name. */
    private static final String PARALLEL = "module.";

    private static final String CURE = ": choose a .safetensors, .pth or .pt file.";

    private final Map<String, StateTensor> tensors;

    /** Weights of these names, in the map's order; the tensors themselves, not copies. */
    public StateDict(Map<String, StateTensor> tensors) {
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** The weights of a network; the arrays are its own. */
    public static StateDict of(Graph graph, Weights weights) {
        Map<String, StateTensor> tensors = new LinkedHashMap<>();
        Weights.forEach(graph, (name, tensor) -> tensors.put(name, new StateTensor(tensor.shape(), weights.get(name))));
        return new StateDict(tensors);
    }

    /**
     * Reads weights; the kind of file is found from its content: safetensors, what torch.save writes (a zip, or a stream of pickles
     * before PyTorch 1.6), or a TorchScript archive.
     *
     * <p>Of a checkpoint only the part called state_dict, model_state_dict, model_state or model is taken, if it has one. Names in
     * dictionaries within dictionaries are joined with dots; the "module." that DataParallel puts before every name is dropped.
     *
     * @throws TesseraException naming the file, what is wrong with it, and the cure; a file that wants anything run is refused
     */
    public static StateDict read(Path file) {
        if (Files.isDirectory(file)) {
            throw new TesseraException(file + " is a folder" + CURE);
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            Map<String, StateTensor> tensors = tensors(channel);
            if (tensors.isEmpty()) {
                throw new IOException("there are no tensors of real numbers in it");
            }
            return new StateDict(withoutPrefix(tensors));
        } catch (NoSuchFileException e) {
            throw new TesseraException("There is no file " + file + CURE, e);
        } catch (IOException e) {
            throw new TesseraException(file + " cannot be read as weights (" + reason(e) + ")" + CURE, e);
        }
    }

    /** The tensors of a file of any kind, under the names that it gives them. */
    static Map<String, StateTensor> tensors(SeekableByteChannel channel) throws IOException {
        Region file = Region.of(channel);
        if (Safetensors.isOne(file)) {
            return Safetensors.read(file);
        }
        if (file.length() < Integer.BYTES) {
            throw new IOException("it is empty or cut off");
        }
        int start = file.bytes(0, Integer.BYTES).getInt();
        if (start == ('P' | 'K' << 8 | 3 << 16 | 4 << 24)) {
            return ArchiveReader.read(channel);
        }
        if ((start & 0xff) == 0x80) {
            return LegacyReader.read(file);
        }
        throw new IOException("it is neither safetensors nor what PyTorch writes");
    }

    private static Map<String, StateTensor> withoutPrefix(Map<String, StateTensor> tensors) {
        if (!tensors.keySet().stream().allMatch(name -> name.startsWith(PARALLEL))) {
            return tensors;
        }
        Map<String, StateTensor> renamed = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> renamed.put(name.substring(PARALLEL.length()), tensor));
        return renamed;
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException
                ? "no permission"
                : Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }

    /** The tensors by name, in order. */
    public Map<String, StateTensor> asMap() {
        return tensors;
    }

    /** The values alone by name, in order, as {@link Weights} takes them; the arrays themselves. */
    public Map<String, float[]> values() {
        Map<String, float[]> values = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> values.put(name, tensor.values()));
        return values;
    }
}

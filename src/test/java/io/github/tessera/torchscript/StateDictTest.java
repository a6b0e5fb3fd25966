package io.github.tessera.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of src/test/python/make_state_dicts.py, which all hold the same tensors. */
class StateDictTest {
    private static final String WHOLE_NETWORK = "whole_network.pth";

    @TempDir
    Path folder;

    static List<String> names() {
        return List.of(
                "zip.pth",
                "zip_protocol_4.pth",
                "zip_half.pth",
                "zip_bfloat16.pth",
                "zip_double.pth",
                "zip_views.pth",
                "zip_parameters.pth",
                "zip_checkpoint.pth",
                "zip_nested.pth",
                "zip_packed.pth",
                "legacy.pth",
                "legacy_protocol_4.pth",
                "legacy_half.pth",
                "legacy_views.pth",
                "legacy_checkpoint.pth",
                "torchscript.pt",
                "plain.safetensors",
                "half.safetensors",
                "bfloat16.safetensors",
                "double.safetensors");
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = StateDictTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static Path path(String name) throws URISyntaxException {
        return Path.of(StateDictTest.class.getResource(name).toURI());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyKindOfFileHoldsTheSame(String name) throws URISyntaxException {
        Map<String, StateTensor> tensors = StateDict.read(path(name)).asMap();
        float[] quarters = new float[24];
        for (int i = 0; i < quarters.length; i++) {
            quarters[i] = i / 4f;
        }
        assertTensor(tensors.get("conv.weight"), quarters, 2, 3, 2, 2);
        assertTensor(tensors.get("conv.bias"), new float[] {-1, -2}, 2);
        assertTensor(tensors.get("bn.running_mean"), new float[] {8, 9}, 2);
        assertTensor(tensors.get("scale"), new float[] {0.5f});
        List<String> names = new ArrayList<>(tensors.keySet());
        names.removeAll(List.of("conv.weight", "conv.bias", "bn.running_mean", "scale"));
        assertTrue(names.isEmpty() || names.equals(List.of("bn.running_var")), names.toString());
    }

    private static void assertTensor(StateTensor tensor, float[] values, int... shape) {
        assertArrayEquals(shape, tensor.shape());
        assertArrayEquals(values, tensor.values());
    }

    @Test
    void namesKeepTheirOrder() throws URISyntaxException {
        List<String> expected = List.of("conv.weight", "conv.bias", "bn.running_mean", "scale");
        for (String name : List.of("zip.pth", "legacy.pth", "plain.safetensors")) {
            assertEquals(
                    expected, List.copyOf(StateDict.read(path(name)).values().keySet()));
        }
    }

    @Test
    void aWholeNetworkIsRefusedByItsClass() throws URISyntaxException {
        Path file = path(WHOLE_NETWORK);
        assertEquals(
                file
                        + " cannot be read as weights (it calls for torch.nn.modules.linear.Linear, which is neither a tensor"
                        + " of real numbers nor plain data; nothing of the file was run): choose a .safetensors, .pth"
                        + " or .pt file.",
                assertThrows(TesseraException.class, () -> StateDict.read(file)).getMessage());
    }

    @Test
    void whatIsNoFileIsTold() {
        assertEquals(
                folder + " is a folder: choose a .safetensors, .pth or .pt file.",
                assertThrows(TesseraException.class, () -> StateDict.read(folder))
                        .getMessage());
        Path missing = folder.resolve("missing.pth");
        assertEquals(
                "There is no file " + missing + ": choose a .safetensors, .pth or .pt file.",
                assertThrows(TesseraException.class, () -> StateDict.read(missing))
                        .getMessage());
    }

    /** What our writer does not write, and older or newer PyTorch does; each gives one value, 2. */
    static List<String> otherTensors() {
        String storage = PickleText.storage("FloatStorage", "0", 4);
        String one = PickleText.tuple(1);
        String place = PickleText.integer(2) + one + one;
        String untyped = PickleText.storage("UntypedStorage", "0", 16);
        String part = storage.substring(0, storage.length() - 2) + "(" + PickleText.text("0") + PickleText.integer(2)
                + PickleText.integer(1) + "ttQ";
        String second = PickleText.REBUILD + "(" + storage + place + "\u0089NtR";
        return List.of(
                "ctorch._utils\n_rebuild_tensor\n(" + storage + place + "tR",
                "ctorch._utils\n_rebuild_tensor_v3\n(" + untyped + place + "\u0089Nctorch\nfloat32\ntR",
                PickleText.REBUILD + "(" + part + PickleText.integer(0) + one + one + "\u0089NtR",
                "ctorch._utils\n_rebuild_parameter_with_state\n(" + second + "\u0089N}tR",
                "ctorch._tensor\n_rebuild_from_type_v2\n(" + PickleText.REBUILD + "ctorch\nTensor\n(" + storage + place
                        + "\u0089Nt}tR");
    }

    @ParameterizedTest
    @MethodSource("otherTensors")
    void otherWaysToRebuildATensorAreKnown(String tensor) throws IOException {
        Path file = folder.resolve("other.pth");
        byte[] values = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0};
        Files.write(file, PickleText.zip(PickleText.dictionary("a", tensor), values));
        assertTensor(StateDict.read(file).asMap().get("a"), new float[] {2}, 1);
    }

    /** Python 2 gives an ordered dictionary's pairs as an argument, and its texts as bytes. */
    @Test
    void dictionariesOfPython2AreKnown() throws IOException {
        Path file = folder.resolve("old.pth");
        String tensor = PickleText.tensor(1, 0, PickleText.tuple(), PickleText.tuple());
        String pair = "](U\u0001aT\u0001\u0000\u0000\u0000b\u0085\u0085" + "e";
        String dictionary = "ccollections\nOrderedDict\n(](](U\u0001a" + tensor + "eetR";
        Files.write(file, PickleText.zip("}(U\u0005model" + dictionary + "U\u0001n" + pair + "u", new byte[4]));
        assertTensor(StateDict.read(file).asMap().get("a"), new float[] {0});
    }

    @Test
    void anEmptyTensorHasNoValues() throws IOException {
        Path file = folder.resolve("empty.pth");
        String empty = PickleText.tensor(0, 0, PickleText.tuple(3, 0, 2), PickleText.tuple(2, 2, 1));
        Files.write(file, PickleText.zip(PickleText.dictionary("a", empty), new byte[0]));
        assertTensor(StateDict.read(file).asMap().get("a"), new float[0], 3, 0, 2);
    }

    /** Sixteen tensors, each the whole heap's fifteenth part, in a sparse file that holds four. */
    @Test
    void whatDoesNotFitTheMemoryIsToldBeforeItIsRead() throws IOException {
        long values = Math.min(StoredTensor.MOST_VALUES, Runtime.getRuntime().maxMemory() / Float.BYTES / 15);
        long bytes = values * Float.BYTES;
        String tensors = IntStream.range(0, 16)
                .mapToObj(i -> "\"w%d\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[%d,%d]}"
                        .formatted(i, values, i % 4 * bytes, (i % 4 + 1) * bytes))
                .collect(Collectors.joining(",", "{", "}"));
        Path file = folder.resolve("huge.safetensors");
        byte[] start = PickleText.safetensors(tensors, 0);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(start);
            sparse.setLength(start.length + 4 * bytes);
        }
        String told =
                assertThrows(TesseraException.class, () -> StateDict.read(file)).getMessage();
        assertTrue(told.startsWith("The weights need "), told);
        assertTrue(told.endsWith(" MB: raise the maximum in Edit > Options > Memory & Threads."), told);
    }

    @Test
    void aNetworksWeightsGoOutAndComeBack() throws IOException {
        Graph graph = new Graph(2);
        graph.output(graph.conv(graph.input(), 3, 3));
        Weights weights = Weights.initial(graph, Initialization.HE_NORMAL, 1);
        Path file = folder.resolve("deeper").resolve("out.safetensors");
        Safetensors.write(file, StateDict.of(graph, weights));
        Map<String, float[]> read = new Weights(graph, StateDict.read(file).values()).asMap();
        weights.asMap().forEach((name, values) -> assertArrayEquals(values, read.get(name)));
    }
}

package io.github.tessera.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Inference;
import io.github.tessera.network.NetworkOption;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.SmallNetworks;
import io.github.tessera.network.Weights;
import io.github.tessera.tensor.LivedInWeights;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.torchscript.ArchiveWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every network against a plain PyTorch module with the same weights, written from the papers by someone who had not seen ours
 * (src/test/python/reference).
 */
@Tag("parity")
class ReferenceParityTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void pythonHasTorch() throws Exception {
        Python.require("torch, torchvision, numpy");
    }

    /** Each network as it is, and with each of its options changed. */
    static Stream<NetworkSettings> networks() {
        List<NetworkSettings> all = new ArrayList<>();
        for (Architecture architecture : Architecture.values()) {
            NetworkSettings small = SmallNetworks.of(architecture);
            all.add(small);
            architecture.options().stream()
                    .filter(option -> option != NetworkOption.ENCODER)
                    .sorted()
                    .forEach(option -> all.add(SmallNetworks.changed(small, option)));
            architecture.encoders().stream()
                    .sorted()
                    .forEach(encoder -> all.add(small.withEncoder(encoder).withWidth(encoder.width() / 8)));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void logitsAreTheReferences(NetworkSettings settings) throws Exception {
        Graph graph = settings.build();
        Weights weights = LivedInWeights.of(graph, 11);
        Path archive = folder.resolve("archive.pt");
        new ArchiveWriter(graph, weights, false).write(archive);
        Files.writeString(folder.resolve("settings.json"), new Gson().toJson(settings));
        Files.write(folder.resolve("names.txt"), weights.asMap().keySet());
        List<Object> arguments = new ArrayList<>();
        Collections.addAll(arguments, archive, folder.resolve("settings.json"), folder.resolve("names.txt"));
        arguments.addAll(Outputs.write(graph, weights, folder, 75, 50));
        Python.run("reference/compare.py", arguments.toArray());
    }

    @ParameterizedTest
    @EnumSource
    void inferenceArchivesGiveTheSameProbabilitiesInPython(Architecture architecture) throws Exception {
        Graph trained = SmallNetworks.of(architecture).build();
        Inference inference = Inference.of(trained, LivedInWeights.of(trained, 11), Activation.SOFTMAX, 0);
        Path archive = folder.resolve("archive.pt");
        new ArchiveWriter(inference.graph(), inference.weights(), false).write(archive);
        List<Path> arrays = Outputs.write(inference.graph(), inference.weights(), folder, 75, 50);
        Python.run("run_archive.py", archive, arrays.get(0), arrays.get(1));
    }

    /** What our engine makes of a random image, as files for Python. */
    static final class Outputs {
        private Outputs() {}

        /** The image's file first, then one for each output. */
        static List<Path> write(Graph graph, Weights weights, Path folder, int height, int width) throws IOException {
            List<Path> files = new ArrayList<>();
            try (TorchModule module = TorchModule.load(graph, weights, true, Device.cpu());
                    NDManager scope = module.newScope()) {
                NDArray x = scope.randomNormal(new Shape(2, graph.channels(), height, width));
                NDList all = new NDList(x);
                all.addAll(module.forward(x, false));
                for (NDArray array : all) {
                    Path file = folder.resolve("array" + files.size() + ".npy");
                    Files.write(
                            file, Npy.of(array.toFloatArray(), array.getShape().getShape()));
                    files.add(file);
                }
            }
            return files;
        }
    }
}

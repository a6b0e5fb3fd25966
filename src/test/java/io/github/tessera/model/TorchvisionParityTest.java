package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Classifiers;
import io.github.tessera.network.Encoder;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.LivedInWeights;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.torchscript.ArchiveWriter;
import io.github.tessera.torchscript.FirstLayer;
import io.github.tessera.torchscript.StateDict;
import io.github.tessera.torchscript.WeightTransfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** torchvision's own classes are the judge: weights travel both ways, and the logits are theirs. */
@Tag("parity")
class TorchvisionParityTest {
    private static final int SIDE = 64;

    @TempDir
    Path folder;

    @BeforeAll
    static void pythonHasTorchvision() throws Exception {
        Python.require("torch, torchvision, numpy");
    }

    /** What torchvision has, and the file that its weights travel in. */
    private enum Network {
        VGG16("vgg16", "legacy", Encoder.VGG16),
        VGG16_BN("vgg16_bn", "safetensors", Encoder.VGG16_BN),
        RESNET18("resnet18", "checkpoint", Encoder.RESNET18),
        RESNET50("resnet50", "zip", Encoder.RESNET50),
        MOBILENET_V2("mobilenet_v2", "safetensors", Encoder.MOBILENET_V2),
        FCN_RESNET50("fcn_resnet50", "legacy", Architecture.FCN_RESNET.settings(3, 21)),
        FCN_RESNET50_MAIN(
                "fcn_resnet50", "zip", Architecture.FCN_RESNET.settings(3, 5).withAuxiliary(false)),
        DEEPLABV3_RESNET50("deeplabv3_resnet50", "checkpoint", Architecture.DEEPLAB_V3.settings(3, 21)),
        DEEPLABV3_RESNET101(
                "deeplabv3_resnet101",
                "safetensors",
                Architecture.DEEPLAB_V3.settings(3, 21).withEncoder(Encoder.RESNET101));

        final String name;
        final String format;
        final Encoder encoder;
        final NetworkSettings settings;

        Network(String name, String format, Encoder encoder) {
            this.name = name;
            this.format = format;
            this.encoder = encoder;
            this.settings = null;
        }

        Network(String name, String format, NetworkSettings settings) {
            this.name = name;
            this.format = format;
            this.encoder = null;
            this.settings = settings;
        }

        int classes() {
            return settings == null ? 1000 : settings.outputs();
        }

        int auxiliary() {
            return settings != null && settings.auxiliary() ? 1 : 0;
        }

        /** Classification networks are put together from our encoder and a classifier of convolutions, as FCN does it. */
        Graph graph() {
            return settings == null ? Classifiers.of(encoder, classes()) : settings.build();
        }
    }

    private Path image() throws IOException {
        Random random = new Random(4);
        float[] values = new float[2 * 3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Path file = folder.resolve("in.npy");
        Files.write(file, Npy.of(values, 2, 3, SIDE, SIDE));
        return file;
    }

    @ParameterizedTest
    @EnumSource
    void parametersAreTorchvisions(Network network) throws Exception {
        String count = Python.run(
                "reference/torchvision_state.py", "count", network.name, network.classes(), network.auxiliary());
        assertEquals(Long.parseLong(count.strip()), Weights.learnt(network.graph()));
    }

    @ParameterizedTest
    @EnumSource
    void theirWeightsGiveTheirLogitsHere(Network network) throws Exception {
        Path image = image();
        Path weights = folder.resolve("weights");
        List<Path> outputs =
                List.of(folder.resolve("out0.npy"), folder.resolve("out1.npy")).subList(0, 1 + network.auxiliary());
        Object[] arguments = Stream.concat(
                        Stream.of(
                                "save",
                                network.name,
                                network.classes(),
                                network.auxiliary(),
                                network.format,
                                7,
                                weights,
                                image),
                        outputs.stream())
                .toArray();
        Python.run("reference/torchvision_state.py", arguments);
        Graph graph = network.graph();
        Weights fresh = Weights.initial(graph, Initialization.HE_NORMAL, 1);
        Path found = WeightFiles.find(weights.toString(), "", graph, Progress.NONE);
        WeightTransfer transfer = WeightTransfer.of(graph, fresh, StateDict.read(found), FirstLayer.REPEAT, false);
        assertTrue(
                transfer.fresh().isEmpty() && transfer.misfits().isEmpty(),
                transfer.describe().toString());
        assertTrue(transfer.unused().isEmpty(), transfer.describe().toString());
        try (TorchModule module = TorchModule.load(graph, transfer.weights(), false, Device.cpu());
                NDManager scope = module.newScope()) {
            NDArray x = scope.create(Npy.read(image), new Shape(2, 3, SIDE, SIDE));
            NDList ours = module.forward(x, false);
            for (int i = 0; i < outputs.size(); i++) {
                float[] theirs = Npy.read(outputs.get(i));
                double largest = 0;
                for (float value : theirs) {
                    largest = Math.max(largest, Math.abs(value));
                }
                assertArrayEquals(theirs, ours.get(i).toFloatArray(), (float) (1e-4 * largest));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void ourWeightsGiveOurLogitsThere(Network network) throws Exception {
        Graph graph = network.graph();
        Weights weights = LivedInWeights.of(graph, 12);
        Path archive = folder.resolve("archive.pt");
        new ArchiveWriter(graph, weights, false).write(archive);
        List<Path> arrays = ReferenceParityTest.Outputs.write(graph, weights, folder, SIDE, SIDE);
        Object[] arguments = Stream.concat(
                        Stream.of("load", network.name, network.classes(), network.auxiliary(), archive),
                        arrays.stream())
                .toArray();
        Python.run("reference/torchvision_state.py", arguments);
        assertEquals(2 + network.auxiliary(), arrays.size(), Arrays.toString(arguments));
    }
}

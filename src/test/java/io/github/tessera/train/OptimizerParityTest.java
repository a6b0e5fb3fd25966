package io.github.tessera.train;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import com.google.gson.Gson;
import io.github.tessera.image.LabelImage;
import io.github.tessera.loss.ClassWeights;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.model.Python;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.Node;
import io.github.tessera.network.Weights;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.torchscript.ArchiveWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Twenty steps on the same batches in torch.optim: losses, weights, running statistics and the moving average.
 *
 * <p>The moving average is of what is learnt alone, as torch.optim.swa_utils.AveragedModel's; running statistics beside it are the network's
 * own. PyTorch 2's are too, but 1.13 leaves them as they were at first, so that they are not compared there.
 */
@Tag("parity")
class OptimizerParityTest {
    private static final int STEPS = 20;
    private static final int BATCH = 5;
    private static final int CHANNELS = 3;
    private static final int SIDE = 12;
    private static final int CLASSES = 3;
    private static final String CLASS_WEIGHTS = "1, 4, 0.5";

    @TempDir
    Path folder;

    /** Settings, and what a training with them came to. */
    record Run(
            String name,
            OptimizerKind kind,
            double rate,
            double momentum,
            boolean nesterov,
            double weightDecay,
            double clip,
            double averaging,
            int parts,
            float[] losses,
            Map<String, float[]> weights,
            Map<String, float[]> averages) {}

    /** Everything that Python needs beside the archive. */
    record Exchange(
            int[] shape, List<Double> classWeights, List<float[]> pixels, List<byte[]> labels, List<Run> runs) {}

    @BeforeAll
    static void pythonHasTorch() throws Exception {
        Python.require("torch, torchvision, numpy");
    }

    @ParameterizedTest(name = "channels last: {0}")
    @ValueSource(booleans = {false, true})
    void weightsArePyTorchs(boolean channelsLast) throws Exception {
        Graph graph = network();
        Weights first = Weights.initial(graph, Initialization.HE_NORMAL, 3);
        Path archive = folder.resolve("archive.pt");
        new ArchiveWriter(graph, first, false).write(archive);
        List<BatchBuffer> batches = batches();
        List<Run> runs = new ArrayList<>();
        for (OptimizerSettings settings : optimizers()) {
            for (int parts : new int[] {1, 2}) {
                runs.add(run(graph, first, settings, parts, channelsLast, batches));
            }
        }
        Exchange exchange = new Exchange(
                new int[] {BATCH, CHANNELS, SIDE, SIDE},
                ClassWeights.parse(CLASS_WEIGHTS).numbers(),
                batches.stream().map(OptimizerParityTest::pixels).toList(),
                batches.stream().map(BatchBuffer::labels).toList(),
                runs);
        Path file = folder.resolve("runs.json");
        Files.writeString(file, new Gson().toJson(exchange));
        Python.run("training/optimizers.py", file, archive);
    }

    private static List<OptimizerSettings> optimizers() {
        OptimizerSettings adam = OptimizerSettings.of(OptimizerKind.ADAM, 0.01, 0, 0);
        OptimizerSettings sgd = OptimizerSettings.of(OptimizerKind.SGD, 0.1, 0, 0);
        OptimizerSettings heavy = OptimizerSettings.of(OptimizerKind.SGD, 0.05, 0.9, 0.01);
        return List.of(
                adam,
                OptimizerSettings.of(OptimizerKind.ADAM, 0.01, 0, 0.05),
                OptimizerSettings.of(OptimizerKind.ADAMW, 0.01, 0, 0.1),
                sgd,
                OptimizerSettings.of(OptimizerKind.SGD, 0.1, 0, 0.05),
                heavy,
                heavy.withNesterov(true),
                OptimizerSettings.of(OptimizerKind.RMSPROP, 0.002, 0, 0),
                // With a decay of 0.02 one hidden value is so near 0 that rounding decides: changes of 1e-7 grow
                // 25,000-fold, here 6-fold.
                OptimizerSettings.of(OptimizerKind.RMSPROP, 0.002, 0.8, 0.05),
                sgd.withClipping(0.3, 0),
                heavy.withNesterov(true).withClipping(0.2, 0.9),
                adam.withClipping(0.2, 0.5));
    }

    private static Graph network() {
        Graph g = new Graph(CHANNELS);
        Node first = g.as("first").conv(g.input(), 6, 3, 1, 1, 1, 1, false);
        Node hidden = g.relu(g.as("norm").batchNorm(first));
        g.output(g.as("last").conv(hidden, CLASSES, 3));
        return g;
    }

    private static List<BatchBuffer> batches() {
        Random random = new Random(17);
        List<BatchBuffer> batches = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            BatchBuffer batch = new BatchBuffer(BATCH, CHANNELS, SIDE);
            for (int i = 0; i < batch.pixels().capacity(); i++) {
                batch.pixels().put(i, (float) random.nextGaussian());
            }
            byte[] labels = batch.labels();
            for (int i = 0; i < labels.length; i++) {
                // Each crop has other shares of what is ignored.
                boolean ignored = random.nextInt(8) < i / (SIDE * SIDE);
                float bright = batch.pixels().get(i / (SIDE * SIDE) * CHANNELS * SIDE * SIDE + i % (SIDE * SIDE));
                labels[i] = (byte) (ignored ? LabelImage.IGNORED : bright > 0.5 ? 1 : bright < -0.7 ? 2 : 0);
            }
            batches.add(batch);
        }
        return batches;
    }

    private static float[] pixels(BatchBuffer batch) {
        float[] pixels = new float[batch.pixels().capacity()];
        batch.pixels().get(0, pixels);
        return pixels;
    }

    private static Run run(
            Graph graph,
            Weights first,
            OptimizerSettings settings,
            int parts,
            boolean channelsLast,
            List<BatchBuffer> batches) {
        LossSettings loss = LossSettings.parse("crossentropy").withClassWeights(ClassWeights.parse(CLASS_WEIGHTS));
        try (TorchModule module = TorchModule.load(graph, first, channelsLast, Device.cpu())) {
            TrainingStep step = new TrainingStep(module, loss, settings, graph);
            float[] losses = new float[STEPS];
            for (int i = 0; i < STEPS; i++) {
                try (NDArray told = step.run(batches.get(i), settings.rate(), i, parts)) {
                    losses[i] = told.getFloat();
                }
            }
            Weights averages = step.averaged(() -> module.weights(graph));
            return new Run(
                    settings + ", parts " + parts,
                    settings.kind(),
                    settings.rate(),
                    settings.momentum(),
                    settings.nesterov(),
                    settings.weightDecay(),
                    settings.clip(),
                    settings.averaging(),
                    parts,
                    losses,
                    module.weights(graph).asMap(),
                    averages.asMap());
        }
    }
}

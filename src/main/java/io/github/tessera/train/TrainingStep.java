package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.loss.Targets;
import io.github.tessera.loss.Truth;
import io.github.tessera.network.Graph;
import io.github.tessera.network.NodeList.Output;
import io.github.tessera.network.Shapes;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.Constant;
import io.github.tessera.tensor.Gradients;
import io.github.tessera.tensor.MemoryFault;
import io.github.tessera.tensor.TorchModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;

/** One step: forward, loss of all outputs, backward, update. Nothing of it is read back from the device. */
final class TrainingStep {
    private final TorchModule module;
    private final LossSettings loss;
    private final WeightUpdate update;
    private final List<Output> outputs;
    private final double weights;

    TrainingStep(TorchModule module, LossSettings loss, OptimizerSettings optimizer, Graph graph) {
        this.module = module;
        this.loss = loss;
        outputs = graph.outputs();
        weights = outputs.stream().mapToDouble(Output::weight).sum();
        update = new WeightUpdate(module, optimizer);
    }

    /**
     * Learns from a batch. If the loss of all outputs together is no number, the weights stay as they are.
     *
     * @param rate learning rate
     * @param done steps done before
     * @param parts in which the batch goes through the network, at most its crops; their gradients are added up
     * @return the main output's loss before the update; all outputs' together where only that is no number. It lives as long as the
     *     module: close it
     * @throws TesseraException if memory runs out in the update, half of which may have been done; elsewhere what the engine throws then
     */
    NDArray run(BatchBuffer batch, double rate, long done, int parts) {
        try (NDManager scope = module.newScope()) {
            Sums sums = null;
            List<Truth> truths = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                int first = batch.batch() * part / parts;
                int crops = batch.batch() * (part + 1) / parts - first;
                Sums own = learn(batch, first, crops, truths, scope);
                sums = sums == null ? own : sums.plus(own);
            }
            update(sums.all(), rate, done);
            // Where only a further output went wrong, its loss shows in the sum alone.
            NDArray told = sums.main().add(sums.all().sub(sums.all()));
            module.keep(told);
            return told;
        }
    }

    /** The main output's loss, and that of all by their weights. */
    private record Sums(NDArray main, NDArray all) {
        Sums plus(Sums other) {
            return new Sums(main.add(other.main), all.add(other.all));
        }
    }

    private Sums learn(BatchBuffer batch, int first, int crops, List<Truth> truths, NDManager outer) {
        try (NDManager scope = outer.newSubManager();
                Gradients collector = Gradients.collect()) {
            NDList results = module.forward(batch.tensor(scope, first, crops), true);
            NDArray main = null;
            NDArray all = null;
            for (int i = 0; i < results.size(); i++) {
                NDArray logits = results.get(i);
                if (truths.size() == i) {
                    // Outputs coarser than the image are compared with every so manyth label.
                    truths.add(batch.truth((int) logits.getShape().get(2), (int)
                            logits.getShape().get(3)));
                }
                int channels = (int) logits.getShape().get(1);
                NDArray own = loss.of(logits, Targets.of(scope, truths.get(i), first, crops, channels, loss));
                NDArray weighted = own.mul(Constant.of(own, outputs.get(i).weight() / weights));
                main = main == null ? own : main;
                all = all == null ? weighted : all.add(weighted);
            }
            collector.backward(all);
            Sums sums = new Sums(main.stopGradient(), all.stopGradient());
            sums.main().attach(outer);
            sums.all().attach(outer);
            return sums;
        }
    }

    private void update(NDArray all, double rate, long done) {
        try {
            update.step(all, rate, done);
        } catch (RuntimeException | OutOfMemoryError e) {
            if (!MemoryFault.is(e)) {
                throw e;
            }
            throw new TesseraException(
                    "Memory ran out while the weights followed their gradients: close other programs, or choose a narrower network.",
                    e);
        }
    }

    /** Forgets the gradients of a batch that was not finished. */
    void forget() {
        update.forget();
    }

    /** What the optimizer has come to. */
    Map<String, float[]> states() {
        return update.states();
    }

    /** Goes on from what an optimizer had come to. */
    void restore(Map<String, float[]> states) {
        update.restore(states);
    }

    /** Does something with the averaged weights in the network, if there are any. */
    <T> T averaged(Supplier<T> work) {
        update.swapAverages();
        try {
            return work.get();
        } finally {
            update.swapAverages();
        }
    }

    /** Of the images of a step's batch, those whose crops by themselves give no finite outputs; all of them if it is none. */
    List<String> culprits(TrainingSetup setup, long step) {
        int crops = setup.config().batch();
        List<String> images = setup.crops().images(step, crops, Progress.NONE);
        BatchBuffer batch = BatchBuffer.of(setup.crops(), crops, null, false);
        batch.fill(setup.crops(), step, Progress.NONE);
        TreeSet<String> culprits = new TreeSet<>();
        try (TorchModule alone = TorchModule.load(setup.graph(), withSoundStatistics(setup), false, module.device())) {
            for (int i = 0; i < crops; i++) {
                try (NDManager scope = alone.newScope()) {
                    NDArray logits =
                            alone.forward(batch.tensor(scope, i, 1), false).get(0);
                    if (!Divergence.finite(logits.toFloatArray())) {
                        culprits.add(images.get(i));
                    }
                }
            }
        }
        return List.copyOf(culprits.isEmpty() ? new TreeSet<>(images) : culprits);
    }

    /** The weights; statistics that the batch has turned into no numbers are ones. */
    private Weights withSoundStatistics(TrainingSetup setup) {
        Map<String, float[]> values =
                new LinkedHashMap<>(module.weights(setup.graph()).asMap());
        List<String> learnt = module.parameterNames();
        values.forEach((name, statistics) -> {
            if (!learnt.contains(name) && !Divergence.finite(statistics)) {
                Arrays.fill(statistics, 1);
            }
        });
        return new Weights(setup.graph(), values);
    }

    /** What a batch in parts changes, as the end of a sentence. */
    static String exactness(Graph graph, LossSettings loss) {
        boolean normalized = Shapes.batchNormalized(graph);
        boolean pooled = !loss.summedPerPixel();
        if (!normalized && !pooled) {
            return ", which changes nothing but rounding";
        }
        return ", which is not quite the same: "
                + (normalized ? "batch normalization sees one part at a time" : "")
                + (normalized && pooled ? ", and " : "")
                + (pooled ? "a loss such as Jaccard or Dice compares the areas of one part at a time" : "");
    }
}

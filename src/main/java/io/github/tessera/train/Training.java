package io.github.tessera.train;

import io.github.tessera.data.CropSampler;
import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.Split;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.model.RunSettings;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.model.TrainingNotes;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Graph;
import io.github.tessera.network.MemoryEstimate;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Node;
import io.github.tessera.network.Shapes;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.tensor.MemorySettings;
import io.github.tessera.tensor.PyTorch;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.torchscript.WeightTransfer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Trains a network on a set of images and masks, and leaves the best model in a folder.
 *
 * <pre>{@code
 * LabelledSet set = LabelledSet.fromFolders(images, masks, MaskSettings.DEFAULT, Progress.NONE);
 * TrainingResult result = new Training(TrainingConfig.defaults("nuclei"), set, folder).run(Progress.NONE);
 * }</pre>
 *
 * <p>Cancelling ends it after the step in hand and keeps the best model so far; cancelled before the first step it leaves nothing.
 */
public final class Training {
    private final TrainingConfig config;
    private final LabelledSet set;
    private final Path folder;
    private final List<String> notes = new ArrayList<>();
    private final List<TrainingListener> listeners = new ArrayList<>();
    private final History history;
    private final BestModel best;
    private final boolean timed;

    /** A training that has not begun. */
    public Training(TrainingConfig config, LabelledSet set, Path folder) {
        long seed = config.seed() == 0 ? new SplittableRandom().nextLong(1, Integer.MAX_VALUE) : config.seed();
        this.config = config.withSeed(seed).withNetwork(fitted(config.network(), set));
        this.set = set;
        this.folder = folder;
        history = new History(folder);
        best = new BestModel(folder);
        timed = config.seed() == 0;
    }

    private static NetworkSettings fitted(NetworkSettings network, LabelledSet set) {
        int classes = set.coding().classes().size();
        return network.withChannels(set.channels()).withOutputs(classes == 2 ? 1 : classes);
    }

    /** Adds one that wants to hear. */
    public Training with(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Trains to the end, or until cancelled.
     *
     * @throws CancelledException if cancelled before the first step was done
     * @throws TesseraException if the folder cannot be written, told before anything is learnt; or if the loss is no longer a
     *     number, and then the best model so far is kept
     */
    public TrainingResult run(Progress progress) {
        AtomicFile.requireWritable(folder);
        Graph graph = config.network().build();
        Shapes.requireReach(graph, config.crop(), "crop");
        Shapes.requireStatistics(graph, config.crop(), config.batch());
        DeviceChoice.Chosen device = config.device().choose();
        long idle = MemorySettings.resident();
        PyTorch.engine().setRandomSeed((int) config.seed());
        Split split = Split.byImage(set.images().size(), config.validation(), config.seed());
        List<IntensityMap> maps = fitNormalization(progress);
        Predicate<Node> frozen = config.start().frozenLayers(graph);
        Weights weights = firstWeights(graph, progress);
        BatchBuffer batch = new BatchBuffer(config.batch(), set.channels(), config.crop());
        CropSampler crops = new CropSampler(
                pick(set.images(), split.train()),
                pick(maps, split.train()),
                config.crop(),
                config.augment(),
                config.seed());
        Validation validation = new Validation(
                pick(set.images(), split.validation()),
                pick(maps, split.validation()),
                set.coding().classes(),
                config.crop(),
                config.seed());
        RunSettings rule = RunSettings.byRule(config.network());
        TorchModule.setThreads(rule.threads());
        try (MemorySettings memory = MemorySettings.keepMemory()) {
            RunSettings run = rule;
            if (timed) {
                crops.fill(0, config.batch(), batch.pixels(), batch.labels());
                run = new SpeedChoice(graph, weights, device.device(), frozen).of(rule, config, batch, progress);
            }
            run = run.withKeepMemory(memory.inForce());
            listeners.addAll(0, List.of(new ProgressListener(progress, config.batch()), history, best));
            MemoryEstimate need = need(graph, run);
            describe(device, split, run, need);
            try (TorchModule module =
                    TorchModule.load(graph, weights, run.trainChannelsLast(), device.device(), frozen)) {
                Loop loop = new Loop(
                        module,
                        graph,
                        run,
                        split,
                        crops,
                        batch,
                        validation,
                        device.device().toString(),
                        () -> memory.holdAtMost(idle + need.betweenPasses()));
                boolean stopped = loop.run(progress);
                return new TrainingResult(best.model(), folder, history, stopped);
            }
        }
    }

    private Weights firstWeights(Graph graph, Progress progress) {
        Weights fresh = Weights.initial(graph, config.initialization(), config.seed());
        if (config.start().weights() == null) {
            return fresh;
        }
        progress.status("Reading weights");
        WeightTransfer transfer = config.start().transfer(graph, fresh);
        notes.addAll(transfer.describe());
        return transfer.weights();
    }

    private MemoryEstimate need(Graph graph, RunSettings run) {
        int states = config.optimizer().states();
        return MemoryEstimate.training(
                graph, config.crop(), config.crop(), config.batch(), states, run.trainChannelsLast());
    }

    private List<IntensityMap> fitNormalization(Progress progress) {
        List<IntensityMap> maps = new ArrayList<>();
        for (LabelledImage image : set.images()) {
            progress.check();
            maps.add(config.normalization().fit(image.pixels(), image.bitDepth(), image.name()));
        }
        return maps;
    }

    private static <T> List<T> pick(List<T> all, List<Integer> indices) {
        return indices.stream().map(all::get).toList();
    }

    private void describe(DeviceChoice.Chosen device, Split split, RunSettings run, MemoryEstimate need) {
        List<String> lines = new ArrayList<>(set.describe().lines().toList());
        lines.add(split.describe());
        lines.add(config.network().architecture().label() + " of width "
                + config.network().width() + ", "
                + String.format(
                        Locale.ROOT, "%,d", Weights.learnt(config.network().build())) + " parameters; loss "
                + config.loss() + "; " + config.optimizer() + "; seed " + config.seed() + ".");
        lines.addAll(notes);
        if (!config.start().frozen().isEmpty()) {
            lines.add("Not learnt: " + String.join(", ", config.start().frozen()) + ".");
        }
        lines.add(device.line());
        lines.add(run.describe());
        lines.add(String.format(Locale.ROOT, "Training takes about %.1f GB of memory.", need.bytes() / 1e9));
        lines.forEach(line -> listeners.forEach(l -> l.onDescription(line)));
    }

    /** The loop itself, with what it needs at hand. */
    private final class Loop {
        private final TorchModule module;
        private final Graph graph;
        private final RunSettings run;
        private final Split split;
        private final CropSampler crops;
        private final BatchBuffer batch;
        private final Validation validation;
        private final String device;
        private final TrainingStep step;
        private final Runnable afterStep;
        private long done;
        private boolean stopped;
        private double lastIou = Double.NaN;

        Loop(
                TorchModule module,
                Graph graph,
                RunSettings run,
                Split split,
                CropSampler crops,
                BatchBuffer batch,
                Validation validation,
                String device,
                Runnable afterStep) {
            this.module = module;
            this.graph = graph;
            this.run = run;
            this.split = split;
            this.crops = crops;
            this.batch = batch;
            this.validation = validation;
            this.device = device;
            this.afterStep = afterStep;
            step = new TrainingStep(module, config.loss(), config.optimizer(), graph);
        }

        boolean run(Progress progress) {
            Supplier<SegmentationModel> model = this::model;
            try {
                for (int number = 1; number <= config.epochs(); number++) {
                    Epoch epoch = epoch(number, progress);
                    lastIou = epoch.iou();
                    listeners.forEach(l -> l.onEpoch(epoch, model));
                }
            } catch (CancelledException e) {
                if (done == 0) {
                    throw e;
                }
                stopped = true;
            }
            listeners.forEach(l -> l.onEnd(model));
            return stopped;
        }

        private Epoch epoch(int number, Progress progress) {
            long start = System.nanoTime();
            double sum = 0;
            long before = done;
            long until = (long) config.steps() * number / config.epochs();
            while (done < until) {
                progress.check();
                sum += learn();
            }
            Validation.Result result = validation.run(
                    module, config.loss(), config.batch(), config.network().outputs(), progress);
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Epoch(number, done, sum / (done - before), result.loss(), result.report(), seconds);
        }

        private double learn() {
            crops.fill(done + 1, config.batch(), batch.pixels(), batch.labels());
            double loss = step.run(batch);
            afterStep.run();
            if (!Double.isFinite(loss)) {
                throw new TesseraException("The loss became infinite in step " + (done + 1)
                        + ": use a smaller learning rate than "
                        + config.optimizer().rate()
                        + ". The best model so far, if there was one, is in " + folder + ".");
            }
            done++;
            listeners.forEach(l -> l.onStep(done, config.steps(), loss));
            return loss;
        }

        private SegmentationModel model() {
            Activation activation = config.loss().activation(config.network().outputs());
            TrainingNotes notes = new TrainingNotes(
                    config.loss().toString(),
                    config.optimizer().toString(),
                    done,
                    config.batch(),
                    config.crop(),
                    config.augment(),
                    config.seed(),
                    split.train().size(),
                    split.validation().size(),
                    lastIou,
                    device,
                    stopped);
            return new SegmentationModel(
                    config.name(),
                    config.network(),
                    activation,
                    set.coding().classes(),
                    config.normalization(),
                    run,
                    notes,
                    module.weights(graph));
        }
    }
}

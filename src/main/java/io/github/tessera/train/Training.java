package io.github.tessera.train;

import ai.djl.Device;
import io.github.tessera.data.CropSampler;
import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.Split;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.model.RunSettings;
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
    private final Split given;
    private final Path folder;
    private final List<String> notes = new ArrayList<>();
    private final List<TrainingListener> listeners = new ArrayList<>();
    private final History history;
    private final BestModel best;
    private final boolean timed;

    /** A training that has not begun. */
    public Training(TrainingConfig config, LabelledSet set, Path folder) {
        this(config, set, null, folder);
    }

    /**
     * A training that has not begun.
     *
     * @param given which images are learnt from; null to split them as the config says
     */
    Training(TrainingConfig config, LabelledSet set, Split given, Path folder) {
        this.config = config.withSeed(seed(config)).withNetwork(fitted(config.network(), set));
        this.given = given;
        this.set = set;
        this.folder = folder;
        history = new History(folder);
        best = new BestModel(folder);
        timed = config.seed() == 0;
    }

    /** The seed that counts: the one that was chosen, or for 0 one that is drawn. */
    static long seed(TrainingConfig config) {
        return config.seed() == 0 ? new SplittableRandom().nextLong(1, Integer.MAX_VALUE) : config.seed();
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
        Split split = given == null ? config.split().of(set.names()) : given;
        List<IntensityMap> maps = fitNormalization(progress);
        Predicate<Node> frozen = config.start().frozenLayers(graph);
        Weights weights = firstWeights(graph, progress);
        CropSampler crops = new CropSampler(
                pick(set.images(), split.train()), pick(maps, split.train()), config.cropSettings(), progress);
        Validation validation = new Validation(
                pick(set.images(), split.validation()),
                pick(maps, split.validation()),
                set.coding().classes(),
                config);
        RunSettings rule = RunSettings.byRule(config.network());
        TorchModule.setThreads(rule.threads());
        try (MemorySettings memory = MemorySettings.keepMemory()) {
            RunSettings run = rule;
            if (timed) {
                run = new SpeedChoice(graph, weights, device.device(), frozen).of(rule, config, crops, progress);
            }
            run = run.withKeepMemory(memory.inForce());
            listeners.addAll(
                    0,
                    List.of(
                            new ProgressListener(progress, config.batch()),
                            new KeptSplit(split, set.names(), folder),
                            history,
                            best));
            MemoryEstimate need = need(graph, run);
            describe(device, split, run, need);
            boolean near = device.device().equals(Device.cpu());
            try (BatchLoader batches =
                            new BatchLoader(crops, config.batch(), 1, near, BatchLoader.threads(near), progress);
                    TorchModule module =
                            TorchModule.load(graph, weights, run.trainChannelsLast(), device.device(), frozen)) {
                TrainingLoop loop = new TrainingLoop(
                        config,
                        set.coding().classes(),
                        new TrainingLoop.Parts(module, graph, batches, validation),
                        new TrainingLoop.Facts(
                                run, split, set.input(), device.device().toString(), folder),
                        listeners);
                boolean stopped = loop.run(() -> memory.holdAtMost(idle + need.betweenPasses()), progress);
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
            maps.add(config.normalization().fit(image.pixels(), image.bitDepth(), image.name(), progress));
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
        lines.add("Augmentation: " + config.augmentation() + ".");
        if (config.oversampling().share() > 0) {
            lines.add(config.oversampling().describe(set.coding().classes()));
        }
        lines.addAll(notes);
        if (!config.start().frozen().isEmpty()) {
            lines.add("Not learnt: " + String.join(", ", config.start().frozen()) + ".");
        }
        lines.add(device.line());
        lines.add(run.describe());
        lines.add(String.format(Locale.ROOT, "Training takes about %.1f GB of memory.", need.bytes() / 1e9));
        lines.forEach(line -> listeners.forEach(l -> l.onDescription(line)));
    }
}

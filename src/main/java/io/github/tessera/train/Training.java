package io.github.tessera.train;

import io.github.tessera.data.LabelledSet;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.RunSettings;
import io.github.tessera.network.MemoryEstimate;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.MemorySettings;
import io.github.tessera.tensor.TorchModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Trains a network on a set of images and masks, and leaves the best model in a folder.
 *
 * <pre>{@code
 * LabelledSet set = LabelledSet.fromFolders(images, masks, MaskSettings.DEFAULT, Progress.NONE);
 * TrainingResult result = new Training(TrainingConfig.defaults("nuclei"), set, folder).run(Progress.NONE);
 * }</pre>
 *
 * <p>Cancelling ends it after the step in hand and keeps the best model so far; cancelled before the first step it leaves nothing. A
 * training that was cancelled or killed can go on from its {@link Checkpoint}: on the CPU it then ends with the same weights, bit for bit.
 */
public final class Training {
    private final TrainingConfig config;
    private final LabelledSet set;
    private final Path folder;
    private final List<TrainingListener> listeners = new ArrayList<>();
    private final History history;
    private final BestModel best;

    /** A training that has not begun. */
    public Training(TrainingConfig config, LabelledSet set, Path folder) {
        this.config = TrainingSetup.fitted(config, set);
        this.set = set;
        this.folder = folder;
        history = new History(folder);
        best = new BestModel(folder);
    }

    /** Adds one that wants to hear. */
    public Training with(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Trains to the end, or until cancelled.
     *
     * @throws CancelledException if cancelled before the first step was done, or discarded: the folder is then as it was before
     * @throws TesseraException if the folder cannot be written, memory is short, or a checkpoint does not fit, told before anything is
     *     learnt; or if the loss is no longer a number, and then the best model so far is kept
     */
    public TrainingResult run(Progress progress) {
        config.start().requireApart(folder);
        AtomicFile.requireWritable(folder);
        Checkpoint.clean(folder);
        Checkpoint earlier = earlier();
        // With a seed of 0 one was drawn, and goes on.
        boolean drawn = earlier != null && config.seed() == 0;
        TrainingSetup setup = TrainingSetup.of(drawn ? config.withSeed(earlier.seed()) : config, set, progress);
        if (earlier != null) {
            earlier.requireSame(setup.config().settings(set), folder);
            earlier.requireNotBeyond(setup.config().steps(), folder);
        }
        List<String> notes = new ArrayList<>();
        TrainingState state = earlier == null
                ? TrainingState.first(setup.firstWeights(notes, progress), config.parts())
                : earlier.state()
                        .withParts(Math.max(config.parts(), earlier.state().parts()));
        RunSettings rule = earlier == null ? setup.rule() : earlier.run();
        TorchModule.setThreads(rule.threads());
        try (MemorySettings memory = MemorySettings.keepMemory()) {
            setup.requireMemory(state.parts(), rule.trainChannelsLast());
            boolean choose = config.seed() == 0 && earlier == null;
            RunSettings run = (choose ? new SpeedChoice(setup, state.weights()).of(rule, progress) : rule)
                    .withKeepMemory(memory.inForce());
            listeners.addAll(
                    0,
                    List.of(
                            new ProgressListener(progress),
                            new KeptSplit(setup.split(), set.names(), folder),
                            history,
                            best));
            describe(setup, run, notes, state);
            MemoryEstimate need = setup.need(state.parts(), run.trainChannelsLast());
            begin(setup, run, need, state);
            HeldMemory held = new HeldMemory(memory, need.betweenPasses());
            boolean stopped = undoable(() -> learn(setup, run, state, held, progress), progress);
            ModelPackage.complete(best.model(), folder);
            return new TrainingResult(best.model(), folder, history, config.best(), stopped);
        }
    }

    /** What the training goes on from; null if it begins. */
    private Checkpoint earlier() {
        return config.checkpoints().resume() && Checkpoint.isIn(folder)
                ? Checkpoint.read(folder, config.network().build())
                : null;
    }

    /** Does it so that the folder is as it was before if the user discards the training. */
    private boolean undoable(BooleanSupplier learning, Progress progress) {
        List<String> names = new ArrayList<>(List.of(Checkpoint.FILE));
        listeners.forEach(l -> names.addAll(l.files()));
        EarlierFiles before = EarlierFiles.keep(folder, names);
        try {
            boolean stopped = learning.getAsBoolean();
            if (progress.discarded()) { // at the last moment
                throw new CancelledException();
            }
            return stopped;
        } catch (CancelledException e) {
            if (progress.discarded()) {
                before.restore();
            }
            throw e;
        } finally {
            before.forget(progress);
        }
    }

    /** Phase by phase: parts that are frozen at first make the network another one. */
    private boolean learn(
            TrainingSetup setup, RunSettings run, TrainingState first, HeldMemory held, Progress progress) {
        TrainingState state = first;
        while (true) {
            if (config.start().phaseBegins(state.step())) {
                state = state.withFreshOptimizer();
            }
            long until = config.start().phaseEnd(state.step(), config.steps());
            try (BatchLoader batches = setup.batches(state.step() + 1, progress);
                    TorchModule module = setup.module(state.weights(), run.trainChannelsLast(), state.step())) {
                TrainingLoop loop = new TrainingLoop(setup, run, folder, module, batches, listeners, state, held);
                if (loop.run(until, progress)) {
                    return loop.stopped();
                }
                state = loop.state();
            }
        }
    }

    private void describe(TrainingSetup setup, RunSettings run, List<String> notes, TrainingState state) {
        TrainingConfig config = setup.config();
        List<String> lines = new ArrayList<>(set.describe().lines().toList());
        lines.add(setup.split().describe());
        lines.add(config.network().architecture().label() + " of width "
                + config.network().width() + ", "
                + String.format(Locale.ROOT, "%,d", Weights.learnt(setup.graph())) + " parameters; loss "
                + config.loss() + "; " + config.optimizer() + "; seed " + config.seed() + ".");
        lines.add("Augmentation: " + config.augmentation() + ".");
        if (config.oversampling().share() > 0) {
            lines.add(config.oversampling().describe(set.coding().classes()));
        }
        if (state.parts() > 1) {
            lines.add("Each batch goes through the network in " + state.parts() + " parts"
                    + TrainingStep.exactness(setup.graph(), config.loss()) + ".");
        }
        if (!setup.validation().missing().isEmpty()) {
            lines.add("The images kept out hold nothing of "
                    + String.join(", ", setup.validation().missing())
                    + ": the validation says nothing of that. Keep out others (keptout, split or another seed).");
        }
        lines.addAll(notes);
        config.start().describe().ifPresent(lines::add);
        lines.add(setup.device().line());
        if (!setup.near()) {
            lines.add(
                    "On a GPU equal seeds give nearly equal trainings, not identical ones: some of its sums have no fixed order.");
        }
        lines.add(run.describe());
        lines.add(String.format(
                Locale.ROOT,
                "Training takes about %.1f GB of %s.",
                setup.need(state.parts(), run.trainChannelsLast()).gigabytes(),
                setup.near() ? "memory" : "the GPU's memory"));
        setup.memoryAdvice(setup.need(state.parts(), run.trainChannelsLast()).bytes())
                .ifPresent(advice -> lines.add("If memory runs out: " + advice + "."));
        if (state.step() > 0) {
            lines.add("Goes on after step " + state.step() + ".");
        }
        lines.forEach(line -> listeners.forEach(l -> l.onDescription(line)));
    }

    private void begin(TrainingSetup setup, RunSettings run, MemoryEstimate need, TrainingState state) {
        TrainingStart start = new TrainingStart(
                setup.config(), set, setup.split(), setup.device().line(), run, need, state.step());
        listeners.forEach(l -> l.onStart(start));
        if (state.step() > 0) {
            listeners.forEach(l -> l.onResume(state.epochs()));
        }
    }
}

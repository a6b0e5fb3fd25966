package io.github.tessera.train;

import ai.djl.ndarray.NDArray;
import io.github.tessera.model.RunSettings;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.model.TrainingNotes;
import io.github.tessera.network.Activation;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.TorchModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Steps and validations in turn, until all are done, nothing gets better any more, or the user stops. */
final class TrainingLoop {
    private final TrainingSetup setup;
    private final TrainingConfig config;
    private final RunSettings run;
    private final TorchModule module;
    private final BatchLoader batches;
    private final List<TrainingListener> listeners;
    private final HeldMemory held;
    private final TrainingStep step;
    private final Checkpoints checkpoints;
    private final Losses losses;
    private final Divergence divergence;
    private final List<Epoch> epochs;
    private EpochSum epoch;
    private long done;
    private final Parts parts;
    private boolean stopped;
    private boolean leanTold;

    /** A loop that goes on from a state. */
    TrainingLoop(
            TrainingSetup setup,
            RunSettings run,
            Path folder,
            TorchModule module,
            BatchLoader batches,
            List<TrainingListener> listeners,
            TrainingState state,
            HeldMemory held) {
        this.setup = setup;
        this.held = held;
        this.run = run;
        this.module = module;
        this.batches = batches;
        this.listeners = listeners;
        config = setup.config();
        losses = new Losses(setup.near());
        divergence = new Divergence(config.optimizer().rate(), folder);
        checkpoints = new Checkpoints(
                config.settings(setup.set()), run, config.checkpoints().steps(), folder);
        step = setup.step(module);
        if (!state.optimizer().isEmpty()) {
            step.restore(state.optimizer());
        }
        epochs = new ArrayList<>(state.epochs());
        epoch = state.epoch();
        done = state.step();
        parts = new Parts(config, state.parts());
    }

    /** Where it stands. */
    TrainingState state() {
        read();
        return new TrainingState(
                done, parts.count(), List.copyOf(epochs), epoch, module.weights(setup.graph()), step.states());
    }

    /** Whether the user has stopped it. */
    boolean stopped() {
        return stopped;
    }

    /**
     * Runs to the end, or until cancelled, or to a step after which another loop goes on.
     *
     * @param until the last step of this loop
     * @return whether the training is over
     */
    boolean run(long until, Progress progress) {
        boolean over = config.best().ends(epochs);
        try {
            while (!over && (done < Math.min(until, config.steps()) || unvalidated())) {
                over = epoch(until, progress);
            }
            if (!over && done < config.steps()) {
                return false;
            }
        } catch (CancelledException e) {
            if (done == 0 || progress.discarded()) {
                throw e;
            }
            stopped = true;
        }
        TrainingState last = state();
        listeners.forEach(l -> l.onEnd(this::model));
        checkpoints.write(last);
        return true;
    }

    /** Steps to the end of an epoch, or as far as this loop goes; whether that was enough. */
    private boolean epoch(long until, Progress progress) {
        long end = epochEnd();
        long start = System.nanoTime();
        long paused = 0;
        try {
            while (done < Math.min(end, until)) {
                paused += pause(progress);
                progress.check();
                learn();
            }
            read();
        } finally {
            epoch = epoch.plusSeconds((System.nanoTime() - start - paused) / 1e9);
        }
        if (done < end) {
            return false;
        }
        start = System.nanoTime();
        Validation.Result result = validate(progress);
        epoch = epoch.plusSeconds((System.nanoTime() - start) / 1e9);
        Epoch ended = new Epoch(
                epochs.size() + 1,
                done,
                epoch.loss() / epoch.steps(),
                result.loss(),
                result.report(),
                epoch.seconds(),
                rate(done - 1));
        epochs.add(ended);
        epoch = EpochSum.NONE;
        Snapshot now =
                new Snapshot(config.best().best(epochs).equals(ended), this::model, result.tiles(), result.curves());
        listeners.forEach(l -> l.onEpoch(ended, now));
        boolean enough = config.best().ends(epochs);
        if (enough) {
            tell("No better " + config.best().criterion().label() + " in "
                    + config.best().patience() + " validations: the training ends after step " + done + ".");
        }
        checkpoints.write(state());
        return enough;
    }

    private long pause(Progress progress) {
        long nanos = progress.pause();
        if (nanos > 0) {
            listeners.forEach(l -> l.onPause(nanos));
        }
        return nanos;
    }

    private Validation.Result validate(Progress progress) {
        Supplier<Validation.Result> work = () ->
                setup.validation().run(module, config.loss(), config.network().outputs(), parts.count(), progress);
        Validation.Result result = parts.fit(() -> step.averaged(work), this::afterFault);
        if (!result.suspects().isEmpty()) {
            String where = "in the validation after step " + done + ", on crops";
            throw divergence.told(where, result.suspects(), true, !epochs.isEmpty());
        }
        return result;
    }

    /** Whether all steps of an epoch are done, but the user stopped its validation. */
    private boolean unvalidated() {
        return epoch.steps() > 0 && done == epochEnd();
    }

    /** The next step after which there is a validation; this one if that is still to come. */
    private long epochEnd() {
        long least = epoch.steps() > 0 ? done : done + 1;
        long number = done * config.epochs() / config.steps();
        while (config.steps() * number / config.epochs() < least) {
            number++;
        }
        return config.steps() * number / config.epochs();
    }

    private void learn() {
        BatchBuffer batch = next();
        losses.add(learn(batch));
        done++;
        held.afterStep();
        if (losses.full()) {
            read();
        }
        checkpoints.afterStep(done, this::state);
    }

    private BatchBuffer next() {
        BatchBuffer batch = batches.next();
        if (batches.lean() && !leanTold) {
            leanTold = true;
            tell(
                    "Java's memory is too short for making batches ahead: each is made when it is wanted, which takes longer. Give ImageJ more"
                            + " memory (Edit > Options > Memory & Threads), or close images.");
        }
        return batch;
    }

    private NDArray learn(BatchBuffer batch) {
        double rate = rate(done);
        Supplier<NDArray> work = () -> {
            setup.drawFor(done);
            return step.run(batch, rate, done, parts.count());
        };
        return parts.fit(work, this::afterFault);
    }

    /** The learning rate of the step after so many. */
    private double rate(long before) {
        List<Double> scores =
                epochs.stream().map(config.best().criterion()::score).toList();
        return config.optimizer().rate() * config.optimizer().schedule().factor(before, config.steps(), scores);
    }

    private void afterFault(int crops) {
        step.forget();
        held.afterFault();
        tell("There was not enough memory for " + crops + " crops at once: from step " + (done + 1)
                + " on each batch goes through the network in " + parts.count() + " parts"
                + TrainingStep.exactness(setup.graph(), config.loss()) + ".");
    }

    private void tell(String line) {
        listeners.forEach(l -> l.onDescription(line));
    }

    private void read() {
        float[] values = losses.read();
        for (int i = 0; i < values.length; i++) {
            long number = done - values.length + i + 1;
            if (!Float.isFinite(values[i])) {
                throw divergedInStep(number);
            }
            float loss = values[i];
            epoch = epoch.plus(loss);
            listeners.forEach(l -> l.onStep(number, config.steps(), loss));
        }
    }

    /** The end by a batch, whose loss the weights have not followed. */
    private TesseraException divergedInStep(long number) {
        done = number - 1;
        boolean kept = keptBeforeTheEnd();
        return divergence.told("in step " + number + ", in a batch", step.culprits(setup, number), done > 0, kept);
    }

    /** Keeps the weights as they are, if they can be used; whether there is a model now. */
    private boolean keptBeforeTheEnd() {
        boolean sound = done > 0 && Divergence.finite(module.weights(setup.graph()));
        if (sound) {
            listeners.forEach(l -> l.onEnd(this::model));
        }
        return sound || !epochs.isEmpty();
    }

    private SegmentationModel model() {
        Activation activation = config.loss().activation(config.network().outputs());
        Epoch last = epochs.isEmpty() ? null : epochs.get(epochs.size() - 1);
        TrainingNotes notes = new TrainingNotes(
                config.loss().toString(),
                config.optimizer().toString(),
                done,
                config.batch(),
                config.crop(),
                config.augmentation().toString(),
                config.seed(),
                setup.split().train().size(),
                setup.split().validation().size(),
                last == null ? Double.NaN : last.iou(),
                setup.device().device().toString(),
                stopped);
        return new SegmentationModel(
                config.name(),
                config.network(),
                activation,
                setup.set().coding().classes(),
                setup.set().input(),
                config.normalization(),
                run,
                notes,
                step.averaged(() -> module.weights(setup.graph())));
    }
}

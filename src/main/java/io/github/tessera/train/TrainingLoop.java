package io.github.tessera.train;

import io.github.tessera.data.Split;
import io.github.tessera.model.ImageInput;
import io.github.tessera.model.RunSettings;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.model.TrainingNotes;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Graph;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.TorchModule;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Steps and validations in turn, until all are done or the user stops. */
final class TrainingLoop {
    /** What works in it. */
    record Parts(TorchModule module, Graph graph, BatchLoader batches, Validation validation) {}

    /** What is told of it. */
    record Facts(RunSettings run, Split split, ImageInput input, String device, Path folder) {}

    private final TrainingConfig config;
    private final List<String> classes;
    private final Parts parts;
    private final Facts facts;
    private final List<TrainingListener> listeners;
    private final TrainingStep step;
    private long done;
    private boolean stopped;
    private double lastIou = Double.NaN;

    TrainingLoop(
            TrainingConfig config, List<String> classes, Parts parts, Facts facts, List<TrainingListener> listeners) {
        this.config = config;
        this.classes = classes;
        this.parts = parts;
        this.facts = facts;
        this.listeners = listeners;
        step = new TrainingStep(parts.module(), config.loss(), config.optimizer(), parts.graph());
    }

    /**
     * Runs to the end, or until cancelled.
     *
     * @return whether it was cancelled, after at least one step
     */
    boolean run(Runnable afterStep, Progress progress) {
        Supplier<SegmentationModel> model = this::model;
        try {
            for (int number = 1; number <= config.epochs(); number++) {
                Epoch epoch = epoch(number, afterStep, progress);
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

    private Epoch epoch(int number, Runnable afterStep, Progress progress) {
        long start = System.nanoTime();
        double sum = 0;
        long before = done;
        long until = (long) config.steps() * number / config.epochs();
        while (done < until) {
            progress.check();
            sum += learn(afterStep);
        }
        Validation.Result result = parts.validation()
                .run(parts.module(), config.loss(), config.network().outputs(), progress);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Epoch(number, done, sum / (done - before), result.loss(), result.report(), seconds);
    }

    private double learn(Runnable afterStep) {
        double loss = step.run(parts.batches().next());
        afterStep.run();
        if (!Double.isFinite(loss)) {
            throw new TesseraException("The loss became infinite in step " + (done + 1)
                    + ": use a smaller learning rate than "
                    + config.optimizer().rate()
                    + ". The best model so far, if there was one, is in " + facts.folder() + ".");
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
                config.augmentation().toString(),
                config.seed(),
                facts.split().train().size(),
                facts.split().validation().size(),
                lastIou,
                facts.device(),
                stopped);
        return new SegmentationModel(
                config.name(),
                config.network(),
                activation,
                classes,
                facts.input(),
                config.normalization(),
                facts.run(),
                notes,
                parts.module().weights(parts.graph()));
    }
}

package io.github.tessera.train;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TimeLeft;
import java.util.Locale;

/** Tells a {@link Progress} how far a training is, how quick, and how long it will still take. */
final class ProgressListener implements TrainingListener {
    private final Progress progress;
    private Pace pace;

    ProgressListener(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void onDescription(String line) {
        progress.log(line);
    }

    @Override
    public void onStart(TrainingStart start) {
        pace = new Pace(start);
    }

    @Override
    public void onPause(long nanos) {
        pace.pause(nanos);
    }

    @Override
    public void onStep(long step, long total, double loss) {
        progress.update(step, total);
        progress.status(String.format(
                Locale.ROOT,
                "Training: step %d of %d, loss %.4f, %.1f crops/s, %s left",
                step,
                total,
                loss,
                pace.cropsPerSecond(step),
                TimeLeft.clock(pace.secondsLeft(step, total))));
    }

    @Override
    public void onEpoch(Epoch epoch, Snapshot now) {
        progress.log(epoch.describe());
    }
}

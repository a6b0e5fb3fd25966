package io.github.tessera.train;

import io.github.tessera.progress.Progress;
import java.util.List;
import java.util.Locale;

/** Tells a {@link Progress} how far a training is, how quick, and how long it will still take. */
final class ProgressListener implements TrainingListener {
    private final Progress progress;
    private final int batch;
    private long start = System.nanoTime();
    private long before;

    ProgressListener(Progress progress, int batch) {
        this.progress = progress;
        this.batch = batch;
    }

    @Override
    public void onDescription(String line) {
        progress.log(line);
    }

    @Override
    public void onResume(List<Epoch> epochs) {
        before = -1;
    }

    @Override
    public void onPause(long nanos) {
        start += nanos;
    }

    @Override
    public void onStep(long step, long total, double loss) {
        if (before < 0) {
            before = step - 1;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long left = Math.round(seconds / (step - before) * (total - step));
        progress.update(step, total);
        progress.status(String.format(
                Locale.ROOT,
                "Training: step %d of %d, loss %.4f, %.1f crops/s, %d:%02d left",
                step,
                total,
                loss,
                (step - before) * batch / seconds,
                left / 60,
                left % 60));
    }

    @Override
    public void onEpoch(Epoch epoch, Snapshot now) {
        progress.log(epoch.describe());
    }
}

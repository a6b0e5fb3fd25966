package io.github.tessera.train;

import io.github.tessera.model.RunSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Writes checkpoints when they are due. */
final class Checkpoints {
    private static final Duration MOST_LOST = Duration.ofMinutes(5);

    private final Map<String, String> settings;
    private final RunSettings run;
    private final int every;
    private final Path folder;
    private long written = System.nanoTime();

    Checkpoints(Map<String, String> settings, RunSettings run, int every, Path folder) {
        this.settings = settings;
        this.run = run;
        this.every = every;
        this.folder = folder;
    }

    /** Writes one if it is time. */
    void afterStep(long step, Supplier<TrainingState> state) {
        boolean due = every == 0 ? System.nanoTime() - written > MOST_LOST.toNanos() : step % every == 0;
        if (due) {
            write(state.get());
        }
    }

    /** Writes one. */
    void write(TrainingState state) {
        new Checkpoint(settings, run, state).write(folder);
        written = System.nanoTime();
    }
}

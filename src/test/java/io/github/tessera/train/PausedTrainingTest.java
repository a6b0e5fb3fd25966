package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.model.ModelPackage;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TaskControl;
import io.github.tessera.torchscript.StateDict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A training that the user has wait. */
@Timeout(120)
class PausedTrainingTest {
    private static final int AT = 20;
    private static final long MILLIS = 700;

    @TempDir
    Path folder;

    private final List<Long> pauses = new ArrayList<>();
    private final TaskControl control = new TaskControl(Progress.NONE);
    private long seen;
    private long seenAtTheEndOfThePause;

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        BatchLoaderTest.requireNoThread();
    }

    /** Has it wait after a step, and does something a while later. */
    private Training paused(Consumer<TaskControl> end) {
        return new Training(Squares.quick(), Squares.set(8), folder.resolve("paused")).with(new TrainingListener() {
            @Override
            public void onStep(long step, long total, double loss) {
                seen = step;
                if (step == AT) {
                    control.setPausing(true);
                    var unused = CompletableFuture.runAsync(
                            () -> {
                                seenAtTheEndOfThePause = seen;
                                end.accept(control);
                            },
                            CompletableFuture.delayedExecutor(MILLIS, TimeUnit.MILLISECONDS));
                }
            }

            @Override
            public void onPause(long nanos) {
                pauses.add(nanos);
            }
        });
    }

    private static Map<String, float[]> last(Path folder) {
        return StateDict.read(folder.resolve("last.pt")).values();
    }

    @Test
    void waitsAndEndsWithTheSameWeightsBitForBit() {
        new Training(Squares.quick(), Squares.set(8), folder.resolve("whole")).run(Progress.NONE);
        long start = System.nanoTime();
        TrainingResult result = paused(c -> c.setPausing(false)).run(control);
        double seconds = (System.nanoTime() - start) / 1e9;
        assertFalse(result.stopped());
        assertEquals(AT, seenAtTheEndOfThePause);
        assertEquals(1, pauses.size());
        double waited = pauses.get(0) / 1e9;
        assertTrue(waited >= MILLIS / 1e3 - 0.1, waited + " s");
        double counted =
                result.history().epochs().stream().mapToDouble(Epoch::seconds).sum();
        assertTrue(counted <= seconds - waited, counted + " of " + seconds + " s, " + waited + " waited");
        Map<String, float[]> whole = last(folder.resolve("whole"));
        Map<String, float[]> parted = last(folder.resolve("paused"));
        assertEquals(whole.keySet(), parted.keySet());
        whole.forEach((name, values) -> assertArrayEquals(values, parted.get(name), name));
    }

    @Test
    void stoppedWhileItWaitsItKeepsWhatItHas() {
        TrainingResult result = paused(TaskControl::stop).run(control);
        assertTrue(result.stopped());
        assertEquals(AT, seen);
        Path home = folder.resolve("paused");
        assertEquals(result.best().step(), ModelPackage.read(home).notes().steps());
        assertTrue(Checkpoint.isIn(home));
    }

    @Test
    void discardedWhileItWaitsItKeepsNothing() {
        Training training = paused(TaskControl::discard);
        assertThrows(CancelledException.class, () -> training.run(control));
        assertEquals(AT, seen);
        assertTrue(Files.notExists(folder.resolve("paused")));
    }
}

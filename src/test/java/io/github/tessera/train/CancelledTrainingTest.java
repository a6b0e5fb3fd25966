package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.LabelledSet;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.network.Architecture;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.torchscript.FirstLayer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Esc at any question whether to go on: there is a model that can be read, or no trace. */
class CancelledTrainingTest {
    @TempDir
    Path folder;

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        BatchLoaderTest.requireNoThread();
    }

    /** With timing, a phase of frozen layers, validations and checkpoints. */
    private static TrainingConfig config() {
        return Squares.quick()
                .withSeed(0)
                .withNetwork(Architecture.U_NET.settings(1, 1).withWidth(4).withDepth(2))
                .withStart(new StartingPoint(null, null, false, FirstLayer.REPEAT, List.of("encoder"), 4))
                .withCheckpoints(new CheckpointSettings(false, 3))
                .withLength(3, 9);
    }

    /** Says stop when it has been asked so often. */
    private static final class Asked implements Progress {
        private final AtomicInteger questions = new AtomicInteger();
        private final int most;

        Asked(int most) {
            this.most = most;
        }

        @Override
        public boolean cancelled() {
            return questions.incrementAndGet() > most;
        }
    }

    @Test
    void atAnyPlaceTheBestModelIsKeptOrNothingIsLeft() throws Exception {
        stopAnywhere(6);
    }

    @Test
    @Tag("slow")
    void atManyPlacesTheBestModelIsKeptOrNothingIsLeft() throws Exception {
        stopAnywhere(40);
    }

    private void stopAnywhere(int trials) throws InterruptedException {
        LabelledSet set = Squares.set(8);
        Asked all = new Asked(Integer.MAX_VALUE);
        new Training(config(), set, folder.resolve("whole")).run(all);
        Random random = new Random(5);
        int kept = 0;
        for (int trial = 0; trial < trials; trial++) {
            int most = random.nextInt(all.questions.get());
            Path home = folder.resolve("model" + trial);
            try {
                TrainingResult result = new Training(config(), set, home).run(new Asked(most));
                assertTrue(ModelPackage.read(home).notes().steps() >= 1, "asked " + most + " times");
                assertTrue(Files.isRegularFile(home.resolve(BestModel.LAST)));
                assertTrue(Checkpoint.isIn(home));
                if (result.best() != null) {
                    assertEquals(
                            result.best().step(),
                            ModelPackage.read(home).notes().steps());
                }
                kept++;
            } catch (CancelledException e) {
                assertTrue(Files.notExists(home), "asked " + most + " times");
            }
            BatchLoaderTest.requireNoThread();
        }
        assertTrue(kept > 0 && kept < trials, kept + " kept");
    }
}

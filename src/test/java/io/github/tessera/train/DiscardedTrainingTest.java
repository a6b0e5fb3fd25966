package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TaskControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training of which the user wants to keep nothing. */
class DiscardedTrainingTest {
    @TempDir
    Path parent;

    private final TaskControl control = new TaskControl(Progress.NONE);

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        BatchLoaderTest.requireNoThread();
    }

    /** Writes a file, one in a subfolder at every epoch and one in the end, and discards the training at a step. */
    private final class Writer implements TrainingListener {
        private final Path home;
        private final long at;

        Writer(Path home, long at) {
            this.home = home;
            this.at = at;
        }

        @Override
        public List<String> files() {
            return List.of("notes.txt", "tensorboard");
        }

        @Override
        public void onStep(long step, long total, double loss) {
            if (step == at) {
                control.discard();
            }
        }

        @Override
        public void onEpoch(Epoch epoch, Snapshot now) {
            write("notes.txt", "epoch " + epoch.number() + " at " + control.hashCode());
            write("tensorboard/train/events." + epoch.step(), "loss " + epoch.trainLoss());
        }

        @Override
        public void onEnd(Supplier<SegmentationModel> model) {
            write("tensorboard/end", "over");
        }

        private void write(String name, String text) {
            AtomicFile.write(home.resolve(name), file -> Files.writeString(file, text));
        }
    }

    private Training training(TrainingConfig config, Path home, long at) {
        return new Training(config, Squares.set(8), home).with(new Writer(home, at));
    }

    /** All files below a folder, and folders as null. */
    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (var all = Files.walk(folder)) {
            for (Path file : all.toList()) {
                files.put(
                        folder.relativize(file).toString(), Files.isDirectory(file) ? null : Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static void requireSame(Map<String, byte[]> before, Map<String, byte[]> after) {
        assertEquals(before.keySet(), after.keySet());
        before.forEach((name, bytes) -> assertArrayEquals(bytes, after.get(name), name));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 14, 15, 30, 44, 45})
    void aFreshFolderIsGone(long at) throws IOException {
        Path home = parent.resolve("deep/model");
        Files.createDirectories(home.getParent());
        Training training = training(Squares.quick(), home, at);
        assertThrows(CancelledException.class, () -> training.run(control));
        assertTrue(Files.notExists(home));
        assertTrue(Files.isDirectory(home.getParent()));
    }

    @Test
    void whatTheUserHadInTheFolderStays() throws IOException {
        Path home = Files.createDirectories(parent.resolve("model"));
        Files.writeString(home.resolve("thoughts.txt"), "mine");
        Files.writeString(Files.createDirectories(home.resolve("tensorboard")).resolve("mine"), "too");
        Map<String, byte[]> before = files(home);
        Training training = training(Squares.quick(), home, 32);
        assertThrows(CancelledException.class, () -> training.run(control));
        requireSame(before, files(home));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 46, 60})
    void aModelThatWasTaughtFurtherIsAsBefore(long at) throws IOException {
        Path home = parent.resolve("model");
        Training first = training(Squares.quick(), home, -1);
        first.run(at < 45 ? Squares.stopAfter(20) : Progress.NONE);
        Map<String, byte[]> before = files(home);
        TrainingConfig longer = Squares.quick().withLength(4, 60).withCheckpoints(new CheckpointSettings(true, 3));
        Training further = training(longer, home, at);
        assertThrows(CancelledException.class, () -> further.run(control));
        requireSame(before, files(home));
        new Training(longer, Squares.set(8), home).run(Progress.NONE);
        assertEquals(
                60,
                Checkpoint.read(home, ModelPackage.read(home).network().build())
                        .state()
                        .step());
    }

    @Test
    void anotherModelInItsPlaceIsAsBefore() throws IOException {
        Path home = parent.resolve("model");
        new Training(Squares.quick().withLength(1, 3), Squares.set(8), home).run(Progress.NONE);
        Map<String, byte[]> before = files(home);
        Training training = training(Squares.quick().withSeed(9), home, 31);
        assertThrows(CancelledException.class, () -> training.run(control));
        requireSame(before, files(home));
    }

    @Test
    void ofACrossValidationTheFoldInHandIsDiscarded() throws IOException {
        CrossValidationResult result = new CrossValidation(
                        Squares.quick().withLength(1, 6), Squares.set(8), parent.resolve("models"), 3)
                .with(fold -> new Writer(Ensemble.fold(parent.resolve("models"), fold), fold == 2 ? 4 : -1))
                .run(control);
        assertTrue(result.stopped());
        assertEquals(1, result.finished().size());
        assertEquals(1, Ensemble.folds(parent.resolve("models")).size());
        assertTrue(Files.exists(parent.resolve("models/fold_1/tensorboard/end")));
        assertTrue(Files.notExists(Ensemble.fold(parent.resolve("models"), 2)));
        assertTrue(Files.exists(parent.resolve("models").resolve(CrossValidation.FILE)));
    }
}

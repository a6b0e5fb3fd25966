package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.SmallDisk;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.torchscript.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the model's folder while a training runs. */
class TrainingFolderTest {
    @TempDir
    Path folder;

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        BatchLoaderTest.requireNoThread();
    }

    private static TrainingListener after(int step, Runnable work) {
        return new TrainingListener() {
            @Override
            public void onStep(long done, long total, double loss) {
                if (done == step) {
                    work.run();
                }
            }
        };
    }

    @Test
    void aFolderDeletedInTheMiddleIsMadeAnewWithTheBestModel() {
        Path home = folder.resolve("model");
        TrainingResult result = new Training(Squares.quick(), Squares.set(8), home)
                .with(after(40, () -> delete(home)))
                .run(Progress.NONE);
        assertEquals(3, result.history().epochs().size());
        assertEquals(result.best().step(), ModelPackage.read(home).notes().steps());
        assertTrue(Files.isRegularFile(home.resolve("history.csv")));
        assertTrue(Files.isRegularFile(home.resolve("split.csv")));
    }

    @Test
    void whatKilledWritesHaveLeftIsRemoved() throws IOException {
        Path staged = Files.createDirectory(folder.resolve(".writing123"));
        Files.createFile(staged.resolve("training.pt"));
        Path history = Files.createFile(folder.resolve("." + UUID.randomUUID() + "-history.csv"));
        new Training(Squares.quick().withLength(1, 1), Squares.set(4), folder).run(Progress.NONE);
        assertTrue(Files.notExists(staged) && Files.notExists(history));
    }

    private static void delete(Path home) {
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFolderThatBecomesAFileIsToldOf() {
        Path home = folder.resolve("model");
        String message = assertThrows(TesseraException.class, () -> new Training(Squares.quick(), Squares.set(8), home)
                        .with(after(20, () -> {
                            delete(home);
                            make(home);
                        }))
                        .run(Progress.NONE))
                .getMessage();
        assertTrue(message.contains(home.toString()), message);
    }

    private static void make(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Any write may be the one that fails. */
    @Test
    @Tag("slow")
    void aFullDiskIsToldAndWhatIsThereCanBeRead() throws Exception {
        try (SmallDisk disk = new SmallDisk(folder.resolve("disk"), "4m")) {
            for (int kilobytes = 0; kilobytes <= 1200; kilobytes += 100) {
                fill(disk.folder(), kilobytes);
            }
        }
    }

    /** After step 20 the disk has so much space left. */
    private void fill(Path disk, int kilobytes) throws IOException {
        Path home = disk.resolve("model" + kilobytes);
        Path ballast = disk.resolve("ballast");
        TrainingConfig config = Squares.quick().withCheckpoints(new CheckpointSettings(true, 4));
        boolean ended = true;
        try {
            new Training(config, Squares.set(8), home)
                    .with(after(20, () -> fillUp(disk, ballast, kilobytes)))
                    .run(Progress.NONE);
        } catch (TesseraException e) {
            ended = false;
            String message = e.getMessage();
            assertTrue(message.contains(home.toString()) && message.contains("space"), message);
        }
        assertTrue(ModelPackage.read(home).notes().steps() >= 15);
        assertTrue(Checkpoint.read(home, ModelPackage.read(home).network().build())
                        .state()
                        .step()
                >= 16);
        assertTrue(ended || kilobytes < 1200);
        Files.deleteIfExists(ballast);
        new Training(config, Squares.set(8), home).run(Progress.NONE);
        assertFalse(StateDict.read(home.resolve(BestModel.LAST)).values().isEmpty());
        try (var files = Files.list(home)) {
            assertTrue(files.noneMatch(f -> f.getFileName().toString().startsWith(".")));
        }
        delete(home);
    }

    private static void fillUp(Path disk, Path ballast, int kilobytes) {
        try {
            Files.write(ballast, new byte[(int) (disk.toFile().getUsableSpace() - 1024L * kilobytes)]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

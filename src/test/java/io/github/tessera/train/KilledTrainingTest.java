package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.torchscript.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A training whose process is killed again and again ends as one that was not. */
@EnabledOnOs(OS.LINUX)
@Tag("slow")
class KilledTrainingTest {
    private static final int SIGCONT = 18;
    private static final int SIGSTOP = 19;
    private static final long MOMENT_NANOS = 300_000;
    private static final Random RANDOM = new Random(3);

    @TempDir
    Path folder;

    private final Function signal = NativeLibrary.getInstance("c").getFunction("kill");
    private int hits;
    private int insideWrites;
    private int incomplete;

    @Test
    @Timeout(180)
    void endsAsOneThatWasNotKilled() throws IOException, InterruptedException {
        List<Long> steps = endsTheSame(3, new int[] {16, 3, 3, 24, 2});
        assertTrue(insideWrites >= 1, insideWrites + " kills inside a write, of those after steps " + steps);
    }

    @Test
    @Timeout(1800)
    void endsAsOneThatWasNotKilledTwentyTimes() throws IOException, InterruptedException {
        List<Long> steps = endsTheSame(20, new int[] {16, 4, 24, 120, 2});
        assertTrue(new TreeSet<>(steps).size() >= 5, steps.toString());
        assertTrue(insideWrites >= 5, insideWrites + " kills inside a write");
    }

    /** Kills so often, and compares; the steps of the checkpoints that the kills left, -1 for none. */
    private List<Long> endsTheSame(int kills, int[] numbers) throws IOException, InterruptedException {
        Path killed = folder.resolve("killed");
        List<Long> steps = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            Process process = TrainingProcess.start(killed, numbers);
            if (kill % 2 == 1) {
                killInsideWrite(process, killed);
            } else {
                killAnywhere(process, killed, kill / 2 % 3);
            }
            steps.add(stepOfWhole(killed, numbers));
        }
        assertTrue(2 * hits > kills, hits + " of " + kills + " kills were in time");
        assertEquals(0, TrainingProcess.start(killed, numbers).waitFor());
        Path whole = folder.resolve("whole");
        assertEquals(0, TrainingProcess.start(whole, numbers).waitFor());
        requireSame(last(whole), last(killed));
        requireSame(
                ModelPackage.read(whole).weights().asMap(),
                ModelPackage.read(killed).weights().asMap());
        assertEquals(history(whole), history(killed));
        assertEquals(files(whole), files(killed));
        System.out.println(hits + " of " + kills + " kills in time, " + insideWrites + " inside a write, " + incomplete
                + " of a file that was not complete; checkpoints left: " + steps);
        return steps;
    }

    /** Some time after so many checkpoints. */
    private void killAnywhere(Process process, Path folder, int checkpoints) throws IOException, InterruptedException {
        Object before = key(folder);
        for (int seen = 0; seen < checkpoints && process.isAlive(); ) {
            Object now = key(folder);
            if (!String.valueOf(now).equals(String.valueOf(before))) {
                before = now;
                seen++;
            }
            Thread.sleep(1);
        }
        Thread.sleep(RANDOM.nextInt(checkpoints == 0 ? 4000 : 1000));
        kill(process);
    }

    private static Object key(Path folder) throws IOException {
        Path file = folder.resolve(Checkpoint.FILE);
        try {
            return Files.readAttributes(file, "unix:ino,lastModifiedTime");
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** After a checkpoint slows the process by stopping it for most of the time, and kills it at a random place of the next one. */
    private void killInsideWrite(Process process, Path folder) throws IOException, InterruptedException {
        signal(process, 0); // nothing, but the first call takes long
        Object before = key(folder);
        while (process.isAlive() && String.valueOf(key(folder)).equals(String.valueOf(before))) {
            Thread.sleep(1);
        }
        long whole = Files.size(folder.resolve(Checkpoint.FILE));
        long place = (long) (RANDOM.nextDouble() * whole);
        while (process.isAlive() && written(folder) < place) {
            signal(process, SIGCONT);
            long start = System.nanoTime();
            while (System.nanoTime() - start < MOMENT_NANOS) {
                Thread.onSpinWait();
            }
            signal(process, SIGSTOP);
            Thread.sleep(1);
        }
        long written = written(folder);
        kill(process);
        insideWrites += written >= 0 ? 1 : 0;
        incomplete += written >= 0 && written < whole ? 1 : 0;
    }

    private void signal(Process process, int number) {
        signal.invokeInt(new Object[] {(int) process.pid(), number});
    }

    /** On a fast computer a training may have ended before: that is no kill, but no fault either. */
    private void kill(Process process) throws InterruptedException {
        hits += process.isAlive() ? 1 : 0;
        process.destroyForcibly().waitFor();
    }

    /** Bytes of the checkpoint that is being written; -1 if none is. */
    private static long written(Path folder) throws IOException {
        Optional<Path> file;
        try (var files = Files.list(folder)) {
            file = files.filter(f -> AtomicFile.unfinished(f)
                            .filter(Checkpoint.FILE::equals)
                            .isPresent())
                    .findFirst();
        }
        try {
            return file.isPresent() ? Files.size(file.get()) : -1;
        } catch (NoSuchFileException e) {
            return -1;
        }
    }

    private static long stepOfWhole(Path folder, int... numbers) {
        return Checkpoint.isIn(folder)
                ? Checkpoint.read(
                                folder,
                                TrainingProcess.everything(numbers[0], numbers[1])
                                        .network()
                                        .build())
                        .state()
                        .step()
                : -1;
    }

    private static Map<String, float[]> last(Path folder) {
        return StateDict.read(folder.resolve(BestModel.LAST)).values();
    }

    private static void requireSame(Map<String, float[]> expected, Map<String, float[]> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, values) -> assertArrayEquals(values, found.get(name), name));
    }

    /** All but the seconds, and the speed in the last column. */
    private static List<String> history(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve(History.FILE)).stream()
                .map(line -> line.replaceFirst("[^,]*,([^,]*),[^,]*$", "$1"))
                .toList();
    }

    private static List<String> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}

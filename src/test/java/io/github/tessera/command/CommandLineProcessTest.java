package io.github.tessera.command;

import static io.github.tessera.command.FolderFixture.contents;
import static io.github.tessera.command.FolderFixture.states;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command line in a process of its own: exit codes, and what is left when it is stopped or killed. */
class CommandLineProcessTest {
    private static final int SIGTERM_EXIT = 143;

    @TempDir
    Path folder;

    private Path in;

    @BeforeEach
    void makeModel() {
        in = folder.resolve("in");
        TinyModel.write(folder.resolve("cells"), 1);
    }

    private void images(int count, int side) {
        for (int i = 0; i < count; i++) {
            ImageFiles.saveTiff(FolderFixture.image(i, side, side), in.resolve("image" + i + ".tif"));
        }
    }

    private Process start(Path out, String... further) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                CommandLine.class.getName(),
                "segment-folder",
                "input=" + in,
                "model=" + folder.resolve("cells"),
                "output=" + out,
                "probabilities"));
        command.addAll(List.of(further));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
    }

    private static int exit(Process process) throws InterruptedException {
        assertTrue(process.waitFor(100, TimeUnit.SECONDS));
        return process.exitValue();
    }

    private static long labels(Path out) throws IOException {
        Path labels = out.resolve("labels");
        if (!Files.isDirectory(labels)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(labels)) {
            return files.filter(file -> file.toString().endsWith(".tif")
                            && !file.getFileName().toString().startsWith("."))
                    .count();
        }
    }

    /** All but the seconds. */
    private static Map<String, String> results(Path out) {
        Map<String, String> results = contents(out, true);
        results.remove(ResultTables.IMAGES);
        return results;
    }

    @Test
    @Timeout(300)
    void exitCodes() throws Exception {
        images(2, 64);
        Path out = folder.resolve("out");
        assertEquals(0, exit(start(out)), Files.readString(folder.resolve("errors.txt")));
        assertTrue(Files.readString(folder.resolve("output.txt")).contains("2 of 2 images are segmented"));
        assertEquals("", Files.readString(folder.resolve("errors.txt")));
        Files.write(in.resolve("bad.tif"), new byte[10]);
        assertEquals(1, exit(start(out, "skip")));
        assertTrue(Files.readString(folder.resolve("errors.txt")).startsWith("1 of 3 images could not"));
        assertEquals(Map.of("bad.tif", "failed", "image0.tif", "skipped", "image1.tif", "skipped"), states(out));
        assertEquals(2, exit(start(out, "skipp")));
        assertEquals(
                "There is no option \"skipp\": did you mean \"skip\"?",
                Files.readString(folder.resolve("errors.txt")).strip());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(300)
    void aRunThatIsStoppedEndsInOrder() throws Exception {
        images(60, 256);
        Path out = folder.resolve("out");
        Process process = start(out);
        while (process.isAlive() && labels(out) < 3) {
            Thread.sleep(5);
        }
        process.destroy();
        assertEquals(SIGTERM_EXIT, exit(process), Files.readString(folder.resolve("errors.txt")));
        long done = labels(out);
        assertTrue(done < 60, done + " of 60 before it was stopped");
        assertEquals(done, states(out).size());
        assertTrue(Files.readString(folder.resolve("output.txt")).contains(done + " of 60 images are segmented in"));
    }

    @Test
    @Tag("slow")
    @Timeout(300)
    void aRunThatIsKilledGoesOn() throws Exception {
        goesOnAfter(2, 40);
    }

    @Test
    @Tag("slow")
    @Timeout(1200)
    void aRunThatIsKilledTwentyTimesGoesOn() throws Exception {
        goesOnAfter(20, 200);
    }

    private void goesOnAfter(int kills, int count) throws Exception {
        images(count, 128);
        Path out = folder.resolve("out");
        Random random = new Random(1);
        for (int kill = 0; kill < kills; kill++) {
            long before = labels(out);
            Process process = start(out, "skip");
            while (process.isAlive() && labels(out) < before + 2) {
                Thread.sleep(1);
            }
            Thread.sleep(random.nextInt(50));
            process.destroyForcibly().waitFor();
            requireWhole(out);
        }
        long there = labels(out);
        assertTrue(there < count, there + " of " + count + " after the kills");
        assertEquals(0, exit(start(out, "skip")), Files.readString(folder.resolve("errors.txt")));
        Path whole = folder.resolve("whole");
        assertEquals(0, exit(start(whole)));
        assertEquals(results(whole), results(out));
        Map<String, String> states = states(out);
        assertEquals(count, states.size());
        long skipped = states.values().stream().filter("skipped"::equals).count();
        assertEquals(there, skipped, "what was done was not done again");
    }

    /** Each label image is whole, and has what belongs to it; the table has no line of any other image, and at most the last ones are missing. */
    private void requireWhole(Path out) throws IOException {
        for (Path labels : ImageFiles.list(out.resolve("labels"))) {
            assertEquals(2, LabelImage.classes(ImageFiles.open(labels)).size());
            assertTrue(Files.exists(out.resolve("overlays").resolve(labels.getFileName())));
            assertTrue(Files.exists(out.resolve("probabilities").resolve(labels.getFileName())));
        }
        Map<String, String> states = states(out);
        assertTrue(states.size() >= labels(out) - 1 && states.size() <= labels(out), states.size() + " lines");
        for (String image : states.keySet()) {
            assertTrue(Files.exists(out.resolve("labels").resolve(image)), image);
        }
    }
}

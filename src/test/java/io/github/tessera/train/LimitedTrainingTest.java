package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.github.tessera.bench.BenchmarkProcess;
import io.github.tessera.network.Architecture;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.FreeMemory;
import io.github.tessera.torchscript.StateDict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trainings in a Java of their own that gets less memory than they want. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class LimitedTrainingTest {
    private static final Pattern PARTS =
            Pattern.compile("the network in (\\d+) parts, which changes nothing but rounding");

    @TempDir
    Path folder;

    /** What it printed, and the exit status. */
    private String run(String name, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(folder.resolve(name).toString()));
        words.addAll(List.of(arguments));
        List<String> command =
                new ArrayList<>(BenchmarkProcess.java(LimitedTraining.class, words.toArray(String[]::new)));
        // Java itself ends where it gets no memory for code that it compiles meanwhile: it has that from the start.
        command.addAll(
                1,
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:InitialCodeCacheSize=48m",
                        "-XX:ReservedCodeCacheSize=48m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dtessera.mallopt=false"));
        command.addAll(1, options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // oneDNN's kernels for newer processors crash where it gets no memory for their code.
        builder.environment().put("ONEDNN_MAX_CPU_ISA", "AVX");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private Map<String, float[]> last(String name) {
        return StateDict.read(folder.resolve(name).resolve("model/" + BestModel.LAST))
                .values();
    }

    @Test
    @Tag("slow")
    void aBatchThatDoesNotFitGoesThroughInParts() throws Exception {
        String limited = run("limited", List.of(), "256", "1", "6");
        Matcher parts = PARTS.matcher(limited);
        assertTrue(parts.find(), limited);
        assertTrue(limited.contains("Epoch 2"), limited);
        String parted = run("parted", List.of(), "256", parts.group(1), "0");
        assertTrue(!parted.contains("not enough memory"), parted);
        Map<String, float[]> expected = last("parted");
        last("limited").forEach((name, values) -> assertArrayEquals(expected.get(name), values, 2e-4f, name));
    }

    @Test
    @Tag("slow")
    void aCropThatDoesNotFitIsTold() throws Exception {
        String output = run("one", List.of(), "256", "1", "0.8");
        assertTrue(output.contains("refused: There is not enough memory for a single crop of 256 pixels"), output);
    }

    @Test
    @Tag("slow")
    void batchesAheadAreGivenUpWhereJavasMemoryIsShort() throws Exception {
        String output = run("java", List.of("-XX:MaxDirectMemorySize=4m"), "256", "1", "0");
        assertTrue(output.contains("too short for making batches ahead"), output);
        assertTrue(output.contains("Epoch 2"), output);
        run("enough", List.of(), "256", "1", "0");
        last("enough")
                .forEach(
                        (name, values) -> assertArrayEquals(values, last("java").get(name), name));
    }

    @Test
    void whatExceedsTheFreeMemoryIsRefusedWithACureThatWorks() {
        long free = FreeMemory.on(Device.cpu()).orElseThrow();
        TrainingConfig config = Squares.quick()
                .withNetwork(Architecture.U_NET.settings(1, 1).withWidth(64))
                .withCrops(2, 256);
        TrainingSetup setup = TrainingSetup.of(config, Squares.set(4), Progress.NONE);
        while (setup.need(1, false).bytes() < free + (2L << 30)) {
            config = config.withCrops(2 * config.batch(), 256);
            setup = TrainingSetup.of(config, Squares.set(4), Progress.NONE);
        }
        TrainingConfig tooLarge = config;
        String message = assertThrows(
                        TesseraException.class, () -> new Training(tooLarge, Squares.set(4), folder).run(Progress.NONE))
                .getMessage();
        Matcher cure = Pattern.compile("accumulate=(\\d+)").matcher(message);
        assertTrue(cure.find(), message);
        TrainingSetup cured =
                TrainingSetup.of(config.withParts(Integer.parseInt(cure.group(1))), Squares.set(4), Progress.NONE);
        assertDoesNotThrow(() -> cured.requireMemory(cured.config().parts(), false));
    }
}

package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.bench.BenchmarkProcess;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told before training and segmenting, against what a Java of its own used at most: within a quarter. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
class MemoryUseTest {
    private static final double TOLERANCE = 0.25;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c-unet 0 train last 16 256 6 held",
                "u-net 64 train last 2 256 6 held",
                "u-net 64 infer last 1 1024 6 held",
                "deeplab-v3+ 0 train last 4 256 6 held",
                "deeplab-v3+ 0 infer last 4 512 6 held"
            })
    void theEstimateIsWhatIsUsed(String arguments) throws Exception {
        Process process = new ProcessBuilder(BenchmarkProcess.java(MemoryBenchmark.class, arguments.split(" ", -1)))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        double ratio =
                Double.parseDouble(output.strip().substring(output.strip().lastIndexOf(' ') + 1));
        assertTrue(Math.abs(ratio - 1) <= TOLERANCE, output);
    }
}

package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Inference;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.NetworkSettings.Upsampling;
import io.github.tessera.network.Weights;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.torchscript.ArchiveWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our archives in Python's own PyTorch (Debian's python3-torch): they open, and give the same numbers. */
@Tag("parity")
class PythonParityTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    Path folder;

    @BeforeAll
    static void pythonHasTorch() throws Exception {
        boolean there = Files.isExecutable(Path.of(PYTHON))
                && run(PYTHON, "-c", "import torch, numpy").code() == 0;
        assertTrue(there || !"true".equals(System.getenv("CI")), "CI must have python3-torch");
        assumeTrue(there, "skipped: " + PYTHON + " has no torch (Debian's python3-torch)");
    }

    private record Ended(int code, String output) {}

    private static Ended run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "python hangs");
        return new Ended(process.exitValue(), output);
    }

    @ParameterizedTest
    @EnumSource
    void archivesGiveTheSameNumbersInPython(Architecture architecture) throws Exception {
        NetworkSettings plain = architecture.settings(3, 2);
        NetworkSettings settings = plain.withWidth(Math.max(8, plain.width() / 8))
                .withBatchNorm(true)
                .withUpsampling(architecture == Architecture.U_NET ? Upsampling.BILINEAR : Upsampling.TRANSPOSED);
        check(settings.build(), settings);
        check(
                Inference.of(
                                settings.build(),
                                Weights.initial(settings.build(), Initialization.PYTORCH, 11),
                                Activation.SOFTMAX,
                                0)
                        .graph(),
                settings);
    }

    private void check(Graph graph, NetworkSettings settings) throws Exception {
        Weights weights = Weights.initial(graph, Initialization.PYTORCH, 11);
        Path archive = folder.resolve("archive.pt");
        Files.write(archive, new ArchiveWriter(graph, weights, false).toBytes());
        try (TorchModule module = TorchModule.load(graph, weights, true, Device.cpu());
                NDManager scope = module.newScope()) {
            NDArray x = scope.randomNormal(new Shape(2, settings.channels(), 75, 50));
            NDArray y = module.forward(x, false).get(0);
            Files.write(
                    folder.resolve("in.npy"),
                    Npy.of(x.toFloatArray(), x.getShape().getShape()));
            Files.write(
                    folder.resolve("out.npy"),
                    Npy.of(y.toFloatArray(), y.getShape().getShape()));
        }
        Ended ended = run(
                PYTHON,
                "src/test/python/run_archive.py",
                archive.toString(),
                folder.resolve("in.npy").toString(),
                folder.resolve("out.npy").toString());
        assertEquals(0, ended.code(), ended.output());
    }
}

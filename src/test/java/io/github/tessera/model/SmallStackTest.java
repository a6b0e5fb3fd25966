package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.torchscript.ByteChunks;
import io.github.tessera.torchscript.CheckedArchive;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A network that just passes runs, whoever asks for it: the thread that does has a small stack, at whose end Java would die. So each runs
 * in a Java of its own.
 */
@Timeout(180)
class SmallStackTest {
    private static final long STACK = 256 << 10;
    private static final int PASSED = 7;

    /** Modules in modules; each counts twice, for its attributes lie in a dictionary. */
    private static final int LEVELS = 98;

    /** What lies as deep, or is as long, as it may. */
    enum AtTheLimit {
        MODULES(HostileCode.modules(LEVELS)),
        BLOCKS(HostileCode.blocks(95)),
        CALLS(HostileCode.calls(148)),
        TYPES(HostileCode.types(145)),
        CHAIN(HostileCode.chain(20_000));

        private final String code;

        AtTheLimit(String code) {
            this.code = code;
        }

        private void write(PackageDraft draft) throws IOException {
            draft.network("return x");
            draft.archive(files -> {
                files.put("archive/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
                if (this == MODULES) {
                    files.put("archive/data.pkl", modules());
                }
            });
        }

        private static byte[] modules() {
            PickleDraft pickle = PickleDraft.module();
            for (int level = 0; level < LEVELS; level++) {
                pickle.text("a").global("__torch__", "A" + level).op(')', 0x81, '}', '(');
            }
            pickle.text("a").number(1);
            for (int level = 0; level < LEVELS; level++) {
                pickle.op('u', 'b');
            }
            return pickle.end();
        }
    }

    @TempDir
    Path folder;

    /** Runs one network: its file. */
    public static void main(String[] arguments) throws Exception {
        FutureTask<Void> task = new FutureTask<>(() -> run(Path.of(arguments[0])), null);
        Thread small = new Thread(null, task, "small", STACK);
        small.start();
        task.get();
        System.exit(PASSED);
    }

    private static void run(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteChunks archive = CheckedArchive.of(channel);
            try (TorchModule module = TorchModule.load(archive, Device.cpu());
                    NDManager scope = module.newScope()) {
                module.forward(scope.ones(new Shape(1, 1, 4, 4)), false);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsOnASmallStack(AtTheLimit network) throws IOException, InterruptedException {
        PackageDraft draft = new PackageDraft(folder.resolve("package"), folder, folder);
        network.write(draft);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve("crash.log"),
                        "-Djava.awt.headless=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        getClass().getName(),
                        draft.file(PackageDraft.NETWORK).toString())
                .inheritIO()
                .start();
        assertEquals(PASSED, process.waitFor());
    }
}

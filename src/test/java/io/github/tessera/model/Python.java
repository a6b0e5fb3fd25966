package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's Python with PyTorch, scikit-image and others: the judge of what we compute. */
public final class Python {
    private static final String PYTHON = "/usr/bin/python3";

    private Python() {}

    private record Ended(int code, String output) {}

    /** Skips the tests where Python has not all of these, and fails them in CI. */
    public static void require(String modules) throws IOException, InterruptedException {
        boolean there = Files.isExecutable(Path.of(PYTHON))
                && start(List.of("-c", "import " + modules)).code() == 0;
        assertTrue(there || !"true".equals(System.getenv("CI")), "CI must have " + modules);
        assumeTrue(there, "skipped: " + PYTHON + " has not all of " + modules + " (.ci/run tells Debian's packages)");
    }

    /** Runs a script of src/test/python; its exit code must be 0. */
    public static String run(String script, Object... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("src/test/python/" + script), Stream.of(arguments))
                .map(Object::toString)
                .toList();
        Ended ended = start(command);
        assertEquals(0, ended.code(), ended.output());
        return ended.output();
    }

    private static Ended start(List<String> arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of(PYTHON), arguments.stream()).toList())
                .redirectErrorStream(true);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1"); // nothing is left in the source folder
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "python hangs");
        return new Ended(process.exitValue(), output);
    }
}

package io.github.tessera.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A program that prints its figures a line each, run by itself, so that none profits from another's warm memory. */
public final class BenchmarkProcess {
    /** Debian's own, which has PyTorch. */
    public static final String PYTHON = "/usr/bin/python3";

    private BenchmarkProcess() {}

    /** The command that runs a main class of this class path. */
    public static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The figures that a program prints; lines of words are left out. */
    public static List<Double> figures(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + output);
        }
        return output.lines()
                .map(line -> line.replace(" ms", ""))
                .filter(line -> line.matches("[0-9.]+"))
                .map(Double::valueOf)
                .toList();
    }

    /** The middle one; of two the larger. */
    public static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }
}

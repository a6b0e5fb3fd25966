package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Starts the ImageJ that the build lays out, or another one, in a Java of its own, and waits for its end. */
final class ImageJProcess {
    private static final long SECONDS = 240;
    /** The smallest on which dialogs must fit. */
    private static final String SCREEN = "-screen 0 1024x768x24";

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** How it ended, and all it printed, to either stream. */
    record Result(int exit, String output) {}

    private ImageJProcess() {}

    /** The folder of the laid out ImageJ; the test is skipped where it was not built. */
    static Path layout() {
        Path layout =
                Path.of(System.getProperty("imagej.layout", "target/ImageJ")).toAbsolutePath();
        assertTrue(Files.isRegularFile(layout.resolve("ij.jar")), "mvn package lays out " + layout);
        return layout;
    }

    /** Runs a macro without a display. */
    static Result headless(Path macro, String argument) {
        return headless(layout(), macro, argument);
    }

    /** Runs a macro without a display in the ImageJ of that folder. */
    static Result headless(Path imagej, Path macro, String argument) {
        return withoutDisplay(imagej, HeadlessImageJ.class, List.of(macro.toString(), argument));
    }

    /** Runs a command without a display. */
    static Result commandLine(String... arguments) {
        return withoutDisplay(layout(), CommandLine.class, List.of(arguments));
    }

    private static Result withoutDisplay(Path imagej, Class<?> main, List<String> arguments) {
        Path plugins = imagej.resolve("plugins");
        String classPath = String.join(
                File.pathSeparator,
                imagej.resolve("ij.jar").toString(),
                plugins.resolve("Tessera_.jar").toString(),
                plugins.resolve("jars").toString() + File.separator + "*");
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx2g", "-cp", classPath, main.getName()));
        command.addAll(arguments);
        return run(command);
    }

    /** Runs a macro in ImageJ's own batch mode under a virtual display; skipped where there is none, except in continuous integration. */
    static Result batch(Path macro, String argument) {
        return batch(layout(), macro, argument);
    }

    /** The same in the ImageJ of that folder. */
    static Result batch(Path imagej, Path macro, String argument) {
        requireDisplay();
        List<String> command = new ArrayList<>(List.of("xvfb-run", "-a", JAVA, "-Xmx2g", "-jar"));
        command.addAll(List.of(imagej.resolve("ij.jar").toString(), "-ijpath", imagej.toString()));
        command.addAll(List.of("-batch", macro.toString(), argument));
        return run(command);
    }

    /**
     * Runs a macro inside ImageJ2 without a display: as in Fiji all jars are on one class path, and the plugin's own is in the plugins folder, too.
     * Skipped unless the profile imagej2 has found ImageJ2.
     */
    static Result imagej2(Path macro, String argument) {
        String list = System.getProperty("imagej2.classpath");
        Assumptions.assumeTrue(list != null, "skipped: ImageJ2 comes with the profile imagej2 only");
        Path fiji = Path.of(System.getProperty("fiji.layout")).toAbsolutePath();
        try (Stream<Path> plugins = Files.list(fiji.resolve("plugins"))) {
            String classPath = String.join(
                    File.pathSeparator,
                    plugins.findFirst().orElseThrow().toString(),
                    Files.readString(Path.of(list)).strip(),
                    Path.of("target", "test-classes").toAbsolutePath().toString());
            return run(List.of(
                    JAVA,
                    "-Xmx2g",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-Djava.awt.headless=true",
                    "-Dscijava.context.strict=false",
                    "-Dplugins.dir=" + fiji,
                    "-Dimagej.dir=" + fiji,
                    "-Dij.dir=" + fiji,
                    "-cp",
                    classPath,
                    ImageJ2Driver.class.getName(),
                    macro.toString(),
                    argument));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a main class of the tests beside ImageJ's jar, under a virtual display, with a home folder of its own. */
    static Result withDisplay(String mainClass, List<String> arguments) throws IOException {
        requireDisplay();
        Path home = Files.createTempDirectory("imagej-home");
        String classPath = layout().resolve("ij.jar")
                + File.pathSeparator
                + Path.of("target", "test-classes").toAbsolutePath();
        List<String> command = new ArrayList<>(
                List.of("xvfb-run", "-a", "-s", SCREEN, JAVA, "-Duser.home=" + home, "-cp", classPath, mainClass));
        command.addAll(arguments);
        try {
            return run(command);
        } finally {
            delete(home);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Skips the test where no virtual display can be had. */
    static void requireDisplay() {
        boolean there = false;
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            there |= Files.isExecutable(Path.of(folder, "xvfb-run"));
        }
        if (!there) {
            assertNotEquals("true", System.getenv("CI"), "xvfb-run is missing, and continuous integration needs it");
            Assumptions.abort("skipped: xvfb-run is not installed, and ImageJ's batch mode needs a display");
        }
    }

    private static Result run(List<String> command) {
        try {
            Path output = Files.createTempFile("imagej", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            assertTrue(ended, "no end after " + SECONDS + " s (a dialog?); printed so far:\n" + text);
            return new Result(process.exitValue(), text);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("ImageJ cannot be started", e);
        }
    }
}

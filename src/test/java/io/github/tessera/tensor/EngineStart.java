package io.github.tessera.tensor;

import io.github.tessera.progress.TesseraException;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts PyTorch in a Java of its own, and prints what is used or why it cannot be. */
public final class EngineStart {
    private static final long SECONDS = 120;

    private EngineStart() {}

    /** Starts it in the ways that are named, one after the other. */
    public static void main(String[] ways) throws Exception {
        for (String way : ways) {
            switch (way) {
                case "choose" -> print(() -> DeviceChoice.AUTO.choose().line());
                case "aside" -> print(PyTorch::withoutCuda);
                case "again" -> inAnotherClassLoader();
                // Another plugin's libraries.
                default -> System.load(way);
            }
        }
        System.exit(0);
    }

    private interface Telling {
        String tell();
    }

    private static void print(Telling telling) {
        try {
            System.out.println("> " + telling.tell());
        } catch (TesseraException e) {
            System.out.println("! " + e.getMessage());
        }
    }

    private static void inAnotherClassLoader() throws Exception {
        URL[] jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(EngineStart::url)
                .toArray(URL[]::new);
        try (URLClassLoader other = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
            other.loadClass(PyTorch.class.getName()).getMethod("engine").invoke(null);
            System.out.println("> started");
        } catch (InvocationTargetException e) {
            System.out.println("! " + e.getCause().getMessage());
        }
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /**
     * Runs it; the lines that it prints.
     *
     * @param cache what DJL_CACHE_DIR names
     * @param bundled whether the libraries are in a jar beside it
     * @param given what PYTORCH_LIBRARY_PATH names, or empty
     */
    static List<String> of(Path cache, boolean bundled, String given, String... ways)
            throws IOException, InterruptedException {
        String classPath = String.join(
                File.pathSeparator,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(jar -> bundled || !jar.contains("pytorch-native"))
                        .toList());
        Path home = Files.createTempDirectory("tessera-home");
        Path output = home.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-DDJL_CACHE_DIR=" + cache,
                "-DPYTORCH_LIBRARY_PATH=" + given,
                "-cp",
                classPath,
                EngineStart.class.getName()));
        command.addAll(List.of(ways));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeAll(List.of("DJL_CACHE_DIR", "PYTORCH_LIBRARY_PATH"));
        Process process = builder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        String text = Files.readString(output);
        Files.delete(output);
        Files.delete(home);
        if (process.exitValue() != 0) {
            throw new AssertionError("ended with " + process.exitValue() + ":\n" + text);
        }
        return text.lines().filter(line -> line.matches("[>!] .*")).toList();
    }
}

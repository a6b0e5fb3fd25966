package io.github.tessera.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.RunSettings;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.model.TrainingNotes;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.python.util.PythonInterpreter;

/** Runs the scripts in the folder macros in the languages' own engines. */
class ScriptsTest {
    /** SciJava's lines at the beginning, which ask for files. */
    private static final String ASKING = "#@";

    /** What pyimagej and scyjava do, as far as the example uses them: Jython is in Java already. */
    private static final String PYIMAGEJ =
            """
            import sys, types
            from java.lang import Class
            imagej = types.ModuleType('imagej')
            imagej.init = lambda folder, mode: None
            scyjava = types.ModuleType('scyjava')
            scyjava.jimport = lambda name: Class.forName(name)
            sys.modules['imagej'] = imagej
            sys.modules['scyjava'] = scyjava
            sys.argv = list(arguments)
            """;

    @TempDir
    Path folder;

    private Path in;
    private Path model;
    private Path out;

    @BeforeAll
    static void startPython() {
        Properties settings = new Properties();
        settings.setProperty("python.cachedir.skip", "true");
        settings.setProperty("python.import.site", "false");
        PythonInterpreter.initialize(System.getProperties(), settings, new String[0]);
    }

    @BeforeEach
    void makeImagesAndModel() throws IOException {
        in = folder.resolve("in");
        model = folder.resolve("model");
        out = folder.resolve("out");
        for (String name : List.of("a", "b")) {
            ByteProcessor ramp = new ByteProcessor(50, 40);
            for (int i = 0; i < 2000; i++) {
                ramp.set(i, i * (name.equals("a") ? 1 : 3) % 251);
            }
            ImageFiles.saveTiff(new ImagePlus(name, ramp), in.resolve(name + ".tif"));
        }
        Files.write(in.resolve("broken.tif"), new byte[10]);
        NetworkSettings network = Architecture.C_UNET.settings(1, 1);
        ModelPackage.write(
                new SegmentationModel(
                        "test",
                        network,
                        Activation.SIGMOID,
                        List.of("background", "cell"),
                        NormalizationSettings.defaults(),
                        RunSettings.byRule(network),
                        new TrainingNotes("bce", "adam", 1, 1, 64, "none", 1, 1, 1, Double.NaN, "cpu", false),
                        Weights.initial(network.build(), Initialization.HE_NORMAL, 1)),
                model);
    }

    private static String script(String name) throws IOException {
        return Files.readAllLines(Path.of("macros", name)).stream()
                .filter(line -> !line.startsWith(ASKING))
                .collect(Collectors.joining("\n"));
    }

    private void requireResults(String printed) throws IOException {
        for (String kind : List.of("labels", "overlays")) {
            Set<String> names = new HashSet<>();
            try (Stream<Path> files = Files.list(out.resolve(kind))) {
                files.forEach(file -> names.add(file.getFileName().toString()));
            }
            assertEquals(Set.of("a.tif", "b.tif"), names);
        }
        ImagePlus labels = ImageFiles.open(out.resolve("labels/a.tif"));
        assertEquals(List.of("background", "cell"), LabelImage.classes(labels));
        ImagePlus overlay = ImageFiles.open(out.resolve("overlays/b.tif"));
        int objects = overlay.getOverlay() == null ? 0 : overlay.getOverlay().size();
        assertTrue(printed.contains("b.tif: " + objects + " objects"), printed);
        assertTrue(printed.contains("Left out: The file " + in.resolve("broken.tif")), printed);
    }

    @Test
    void groovy() throws IOException {
        StringWriter printed = new StringWriter();
        Binding binding = new Binding();
        binding.setVariable("input", in.toFile());
        binding.setVariable("model", model.toFile());
        binding.setVariable("output", out.toFile());
        binding.setVariable("out", printed);
        new GroovyShell(binding).evaluate(script("Segment_Folder.groovy"));
        requireResults(printed.toString());
    }

    @Test
    void jython() throws IOException {
        StringWriter printed = new StringWriter();
        try (PythonInterpreter python = new PythonInterpreter()) {
            python.setOut(printed);
            python.set("input", in.toFile());
            python.set("model", model.toFile());
            python.set("output", out.toFile());
            python.exec(script("Segment_Folder.py"));
        }
        requireResults(printed.toString());
    }

    /** The Java that it calls: Python itself, and the way into Java, are not at hand. */
    @Test
    void pyimagej() throws IOException {
        StringWriter printed = new StringWriter();
        try (PythonInterpreter python = new PythonInterpreter()) {
            python.setOut(printed);
            python.set("arguments", List.of("script", "Fiji.app", in.toString(), model.toString(), out.toString()));
            python.exec(PYIMAGEJ);
            python.exec(script("Segment_Folder_pyimagej.py"));
        }
        requireResults(printed.toString());
    }

    @Test
    void noScriptIsForgotten() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("macros"))) {
            assertEquals(
                    Set.of("Segment_Folder.groovy", "Segment_Folder.py", "Segment_Folder_pyimagej.py"),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.endsWith(".ijm"))
                            .collect(Collectors.toSet()));
        }
    }

    /** What a test sets is what a user is asked for. */
    @Test
    void scriptsAskForTheirFolders() throws IOException {
        for (String name : List.of("Segment_Folder.groovy", "Segment_Folder.py")) {
            List<String> asked = Files.readAllLines(Path.of("macros", name)).stream()
                    .filter(line -> line.startsWith(ASKING))
                    .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .toList();
            assertEquals(List.of("input", "model", "output"), asked);
        }
    }
}

package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.FileServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ImageJ as Fiji's users get it, without PyTorch's libraries; pictures are left in target/windows. */
class SetUpPyTorchIT {
    @TempDir
    Path folder;

    private Path imagej;
    private Path libraries;
    private Path cache;

    @BeforeEach
    void withoutLibraries() throws IOException {
        imagej = folder.resolve("ImageJ ohne PyTorch");
        cache = folder.resolve("cache");
        Files.createDirectories(imagej.resolve("plugins/jars"));
        for (String file : List.of("ij.jar", "plugins/Tessera_.jar")) {
            Files.copy(ImageJProcess.layout().resolve(file), imagej.resolve(file));
        }
        try (Stream<Path> jars = Files.list(ImageJProcess.layout().resolve("plugins/jars"))) {
            for (Path jar : jars.toList()) {
                if (jar.getFileName().toString().startsWith("pytorch-native")) {
                    libraries = jar;
                } else {
                    Files.copy(jar, imagej.resolve("plugins/jars").resolve(jar.getFileName()));
                }
            }
        }
    }

    @Test
    void theFirstCommandThatNeedsThemAsksOnceAndGoesOn() throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "windows").toAbsolutePath());
        Path model = TinyModel.write(folder.resolve("cells"), 3);
        try (FileServer mirror = new FileServer(Files.readAllBytes(libraries))) {
            ImageJProcess.Result result = ImageJProcess.withDisplay(
                    LibraryQuestionDriver.class.getName(),
                    List.of(
                            imagej.toString(),
                            pictures.toString(),
                            model.toString(),
                            cache.toString(),
                            mirror.at("").toString()));
            String text = result.output();
            assertEquals(0, result.exit(), text);
            assertTrue(text.contains("refused\nrefused\nasked once\n"), text);
            assertTrue(text.contains("segmented: cells_labels"), text);
            assertTrue(text.contains("PyTorch 2.7.1 for the processor is in " + cache), text);
        }
    }

    @Test
    void aMacroSetsThemUpFromAFileWithoutDisplayAndNetwork() throws IOException {
        Path model = TinyModel.write(folder.resolve("cells"), 3);
        String home = "call('java.lang.System.setProperty', 'DJL_CACHE_DIR', '" + cache + "');\n"
                + "call('java.lang.System.setProperty', 'user.home', '" + folder + "');\n";
        String segment = "newImage('seen', '8-bit ramp', 64, 64, 1);\nrun('Tessera Segment...', 'model=[" + model
                + "]');\nprint(getTitle());\n";
        ImageJProcess.Result missing = macro(home + segment);
        assertEquals(1, missing.exit(), missing.output());
        assertTrue(missing.output().contains("PyTorch's libraries are not on this computer yet"), missing.output());
        ImageJProcess.Result done =
                macro(home + "run('Tessera Set Up PyTorch...', 'build=cpu from=[" + libraries + "]');\n" + segment);
        assertEquals(0, done.exit(), done.output());
        assertTrue(done.output().contains("PyTorch 2.7.1 for the processor is in " + cache), done.output());
        assertTrue(done.output().contains("Using "), done.output());
        assertTrue(done.output().contains("seen_labels"), done.output());
    }

    private ImageJProcess.Result macro(String text) throws IOException {
        return ImageJProcess.headless(imagej, Files.writeString(folder.resolve("macro.ijm"), text), "");
    }
}

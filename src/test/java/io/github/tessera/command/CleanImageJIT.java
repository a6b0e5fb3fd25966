package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImageJ;
import io.github.tessera.image.ImageFiles;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ImageJ 1.54p of which nothing is there but ij.jar, with the build's zip unpacked into its folder, as the README has it. */
class CleanImageJIT {
    @TempDir
    Path imagej;

    @TempDir
    Path folder;

    @BeforeEach
    void install() throws IOException, URISyntaxException {
        Path jar = Path.of(
                ImageJ.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertEquals("ij-1.54p.jar", jar.getFileName().toString());
        Files.copy(jar, imagej.resolve("ij.jar"));
        try (ZipFile zip = new ZipFile(System.getProperty("imagej.zip"))) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path file = imagej.resolve(entry.getName());
                assertTrue(file.normalize().startsWith(imagej), entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip.getInputStream(entry), file);
                }
            }
        }
    }

    @Test
    void theQuickStartRuns() throws IOException {
        Path out = folder.resolve("quick start");
        ImageJProcess.Result result = ImageJProcess.headless(
                imagej,
                imagej.resolve("macros/Tessera/Quick_Start.ijm"),
                out + "|||-1|network=c-unet normalization=range steps=10 validations=1 batch=2 crop=64");
        assertEquals(0, result.exit(), result.output());
        assertTrue(result.output().contains("How good it is, on samples that were not learnt from"), result.output());
        for (String file :
                List.of("model/rdf.yaml", "model/history.png", "results/measures.csv", "results/examples.png")) {
            assertTrue(Files.isRegularFile(out.resolve(file)), file);
        }
        assertEquals(100, ImageFiles.list(out.resolve("results/overlays")).size());
    }

    @Test
    void itsOwnMenuHasEveryCommand() throws Exception {
        StringBuilder macro = new StringBuilder("List.setCommands;\n");
        for (String label : CommandsTest.entries().keySet()) {
            macro.append("print('")
                    .append(label)
                    .append(" = ' + List.get('")
                    .append(label)
                    .append("'));\n");
        }
        macro.append("run('Tessera Summary...', 'network=c-unet');\n");
        ImageJProcess.Result result =
                ImageJProcess.batch(imagej, Files.writeString(folder.resolve("m.ijm"), macro), "");
        CommandsTest.entries()
                .forEach((label, type) -> assertTrue(
                        result.output()
                                .contains(label + " = " + TesseraPlugIn.class.getName() + "(\"" + type + "\")\n"),
                        result.output()));
        assertTrue(result.output().contains("Total params: 29,465"), result.output());
    }
}

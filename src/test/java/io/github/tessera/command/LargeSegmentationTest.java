package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Planes;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An image that does not fit into the memory, in a Java of its own that has little of it. */
@Tag("slow")
class LargeSegmentationTest {
    private static final int SIDE = 5600;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void labelsAreWhatTheImageInMemoryHas(LargeTiff kind) throws IOException, InterruptedException {
        run(List.of(), folder.toString(), kind.name(), Integer.toString(SIDE));

        ImagePlus labels = IJ.openImage(folder.resolve("out/labels/large.tif").toString());
        assertEquals(List.of("background", "cell"), LabelImage.classes(labels));
        byte[] found = LabelImage.labels(labels).get(0);
        byte[] expected = inMemory();
        int differ = 0;
        long cells = 0;
        for (int i = 0; i < found.length; i++) {
            differ += found[i] == expected[i] ? 0 : 1;
            cells += found[i];
        }
        assertTrue(cells > 0.01 * found.length && cells < 0.99 * found.length, cells + " pixels are cells");
        assertEquals(0, differ, "pixels that differ");
        ImagePlus overview =
                IJ.openImage(folder.resolve("out/overlays/large.tif").toString());
        assertEquals(2048, overview.getWidth());
        assertTrue(overview.getOverlay().size() > 0);
        List<String> table = Files.readAllLines(folder.resolve("out/" + ResultTables.CLASSES));
        assertEquals(2, table.size());
        assertTrue(table.get(1).contains("," + cells + ","), table.get(1));
    }

    @Test
    void oneImageOpensItsOverviewWhereThereIsADisplay() throws IOException, InterruptedException {
        ImageJProcess.requireDisplay();
        List<String> display = List.of("xvfb-run", "-a");
        String output = run(display, folder.toString(), LargeTiff.STRIPS.name(), Integer.toString(SIDE), "window");
        Matcher open = Pattern.compile("open: large_overview with ([1-9]\\d*) ROIs, seen")
                .matcher(output);
        assertTrue(open.find(), output);
    }

    private static String run(List<String> display, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(display);
        command.addAll(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx112m",
                "-cp",
                System.getProperty("java.class.path"),
                LargeSegmentation.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private byte[] inMemory() {
        byte[] values = new byte[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) LargeSegmentation.pixel(i % SIDE, i / SIDE);
        }
        Ensemble model = Ensemble.of(ModelPackage.read(folder.resolve("cells")));
        try (Segmenter segmenter = new Segmenter(model, DeviceChoice.CPU, SegmenterSettings.AUTO)) {
            ImagePlus image = new ImagePlus("large", new ByteProcessor(SIDE, SIDE, values));
            return segmenter
                    .segment(Planes.of(image, 0), "large", 8, false, Progress.NONE)
                    .labels();
        }
    }
}

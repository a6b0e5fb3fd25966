package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live previews in a real ImageJ under a virtual display; their pictures are left in target/preview. */
class PreviewIT {
    @TempDir
    Path folder;

    private static String session(Class<?> driver, String... arguments) throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "preview").toAbsolutePath());
        List<String> all = new ArrayList<>(List.of(ImageJProcess.layout().toString(), pictures.toString()));
        all.addAll(List.of(arguments));
        ImageJProcess.Result result = ImageJProcess.withDisplay(driver.getName(), all);
        assertEquals(0, result.exit(), result.output());
        return result.output();
    }

    @Test
    void segmentingIsPreviewedAndLeavesNothing() throws IOException {
        Path model = TinyModel.write(folder.resolve("cells"), 3);
        String text = session(SegmentPreviewDriver.class, model.toString());
        assertTrue(text.matches("(?s).*ticked: ([3-9]|\\d\\d+)\n.*"), text);
        assertTrue(text.contains("threshold 1: 1\n"), text);
        assertTrue(text.contains("threshold back: as before\n"), text);
        assertTrue(text.contains("smallest object: 1\n"), text);
        assertTrue(text.contains("no model: none\n"), text);
        assertTrue(text.contains("unticked: none\n"), text);
        assertTrue(text.contains("cancelled: none\n"), text);
        assertTrue(text.contains("result: as previewed\n"), text);
        assertTrue(text.contains(" threshold=0.45 "), text);
        assertFalse(text.contains("preview="), text);
    }

    @Test
    void refiningIsPreviewedAndLeavesNothing() throws IOException {
        String text = session(RefinePreviewDriver.class);
        assertTrue(text.contains("mine is still there: true\n"), text);
        assertTrue(text.contains("iterations: other, and as before\n"), text);
        assertTrue(text.contains("labels: other, and as before\n"), text);
        assertTrue(text.contains("method: other\n"), text);
        assertTrue(text.contains("more options: still seen\n"), text);
        assertTrue(text.contains("smallest object: other\n"), text);
        assertTrue(text.contains("cancelled: as before\n"), text);
        assertTrue(text.contains("outside the selection: as before\n"), text);
        assertTrue(text.contains("refined: overlay as before\n"), text);
        assertTrue(text.contains(" reach=20 "), text);
        assertTrue(text.contains(" of the pixels have another class now."), text);
        assertFalse(text.contains("preview="), text);
    }
}

package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live preview of Tessera Segment... in a real ImageJ under a virtual display; its pictures are left in target/preview. */
class PreviewIT {
    @TempDir
    Path folder;

    @Test
    void thePreviewFollowsTheDialogAndLeavesNothing() throws Exception {
        Path pictures = Files.createDirectories(Path.of("target", "preview").toAbsolutePath());
        Path model = TinyModel.write(folder.resolve("cells"), 3);
        ImageJProcess.Result result = ImageJProcess.withDisplay(
                PreviewDriver.class.getName(),
                List.of(ImageJProcess.layout().toString(), pictures.toString(), model.toString()));
        String text = result.output();
        assertEquals(0, result.exit(), text);
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
}

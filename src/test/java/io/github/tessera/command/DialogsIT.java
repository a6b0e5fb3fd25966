package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.scijava.command.Command;

/** The dialogs in a real ImageJ under a virtual display; pictures of them are left in target/dialogs. */
class DialogsIT {
    @Test
    void dialogsCancelRefuseRecordAndReplay() throws Exception {
        Path pictures = Files.createDirectories(Path.of("target", "dialogs").toAbsolutePath());
        List<String> arguments = new ArrayList<>(List.of(ImageJProcess.layout().toString(), pictures.toString()));
        for (Map.Entry<String, String> entry : CommandsTest.entries().entrySet()) {
            Class<? extends Command> type = Class.forName(entry.getValue()).asSubclass(Command.class);
            if (!Field.of(CommandRunner.info(type)).isEmpty()) {
                arguments.add(entry.getKey());
            }
        }
        ImageJProcess.Result result = ImageJProcess.withDisplay(DialogDriver.class.getName(), arguments);
        String text = result.output();
        assertEquals(0, result.exit(), text);
        assertFalse(text.contains("cut off: "), text);
        assertTrue(text.contains("after cancelling: []"), text);
        assertTrue(text.contains("asked again with: 12x"), text);
        assertTrue(
                text.contains("recorded: run(\"Tessera Summary...\", \"network=c-unet encoder=own width=0 depth=0 "),
                text);
        assertTrue(text.contains(" channels=3 classes=2 size=128\");"), text);
        assertTrue(text.contains("replayed: null, true"), text);
        assertEquals(43, names(pictures).size(), "pictures for people to look at");
    }

    private static Set<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return new HashSet<>(files.map(f -> f.getFileName().toString()).toList());
        }
    }
}

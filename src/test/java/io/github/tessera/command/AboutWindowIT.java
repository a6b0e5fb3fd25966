package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The window of About Tessera... in a real ImageJ under a virtual display; its picture is left in target/about. */
class AboutWindowIT {
    @Test
    void theMenuOpensItWithoutADialogAndEscClosesIt() throws Exception {
        Path pictures = Files.createDirectories(Path.of("target", "about").toAbsolutePath());
        ImageJProcess.Result result = ImageJProcess.withDisplay(
                AboutWindowDriver.class.getName(),
                List.of(ImageJProcess.layout().toString(), pictures.toString()));
        String text = result.output();
        assertEquals(0, result.exit(), text);
        assertTrue(text.contains("menu: Help>About Plugins>About Tessera..."), text);
        assertTrue(text.contains("title: About Tessera"), text);
        assertTrue(text.contains("\nPyTorch 2.7.1\n"), text);
        assertTrue(text.contains("closed"), text);
        assertTrue(Files.size(pictures.resolve("About.png")) > 2000);
    }
}

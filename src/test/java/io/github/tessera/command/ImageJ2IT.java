package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The macros inside ImageJ2, where Fiji's own processors are around ours: {@code mvn verify -Pimagej2}. */
class ImageJ2IT {
    @TempDir
    Path folder;

    @Test
    void allMacrosRun() throws IOException {
        MacrosIT.runAll(ImageJProcess::imagej2, folder);
    }

    @Test
    void aMistypedKeyStopsTheMacroWithOneSentence() throws IOException {
        Path macro = Files.writeString(
                folder.resolve("m.ijm"), "run('Tessera Summary...', 'netwrk=c-unet');\nprint('went on');\n");
        String output = ImageJProcess.imagej2(macro, "").output();
        assertTrue(output.contains("There is no option \"netwrk\": did you mean \"network\"?"), output);
        assertFalse(output.contains("went on"), output);
    }

    @Test
    void nothingOfOursIsOverriddenOrListedTwice() throws IOException {
        Path macro = Files.writeString(folder.resolve("m.ijm"), "run('About Tessera...');\n");
        ImageJProcess.Result result = ImageJProcess.imagej2(macro, "");
        assertEquals(0, result.exit(), result.output());
        assertTrue(result.output().contains("To cite: Tessera developers"), result.output());
        assertFalse(result.output().contains("Overriding"), result.output());
    }
}

package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelInfoCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void files() {
        HeadlessImageJ.fillCommands();
        TinyModel.write(folder.resolve("cells"), 1);
    }

    private DemoMacros.Run info(String model) {
        return DemoMacros.run(folder, "run('Tessera Model Info...', 'model=[" + folder.resolve(model) + "]');");
    }

    @Test
    void theLogHasWhatIsKnown() {
        DemoMacros.Run run = info("cells");
        assertTrue(run.succeeded(), run.errors());
        for (String line : new String[] {
            "Model: cells\n",
            "Classes: background, cell\n",
            "Scores: Not measured\n",
            "Licence: CC-BY-4.0\n",
            "Files: README.md, "
        }) {
            assertTrue(run.output().contains(line), line + " in\n" + run.output());
        }
    }

    @Test
    void whatIsMissingIsSaid() {
        DemoMacros.Run run = info("nuclei");
        assertFalse(run.succeeded());
        assertTrue(run.errors().startsWith("There is no model in " + folder.resolve("nuclei")), run.errors());
    }
}

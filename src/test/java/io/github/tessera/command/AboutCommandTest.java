package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.view.Product;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AboutCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void knowTheCommands() {
        DemoMacros.install();
    }

    @Test
    void aMacroGetsTheText() {
        DemoMacros.Run run = DemoMacros.run(folder, "run('About Tessera...');");
        assertTrue(run.succeeded(), run.errors());
        for (String line : new String[] {
            "Versions: Tessera " + Product.TESSERA.version() + "\n",
            "    Deep Java Library 0.35.1\n",
            "    PyTorch 2.7.1\n",
            "Licence: Simplified BSD License (BSD 2-Clause)\n",
            "To cite: " + Product.TESSERA.citation() + "\n",
            "Web page: https://github.com/tessera/tessera\n"
        }) {
            assertTrue(run.output().contains(line), run.output());
        }
    }

    @Test
    void itHasNoOptions() {
        DemoMacros.Run run = DemoMacros.run(folder, "run('About Tessera...', 'updates=true');");
        assertFalse(run.succeeded());
        assertEquals(
                "There is no option \"updates\"; this command has none.",
                run.errors().strip());
    }
}

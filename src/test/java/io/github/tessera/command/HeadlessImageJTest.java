package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadlessImageJTest {
    @TempDir
    Path folder;

    @BeforeEach
    void knowTheDemo() {
        DemoMacros.install();
    }

    @Test
    void imageJsOwnCommandsRun() {
        DemoMacros.Run run = DemoMacros.run(
                folder,
                """
                newImage("a", "16-bit ramp", 40, 30, 1);
                run("8-bit");
                setPixel(0, 0, 250);
                run("Invert");
                print(getPixel(0, 0) + " " + bitDepth() + " " + getArgument());
                """);
        assertTrue(run.succeeded(), run.errors());
        assertEquals("5 8 the argument", run.output().strip());
    }

    @Test
    void anImageJCommandWithADialogIsToldToNeedADisplay() {
        DemoMacros.Run run = DemoMacros.run(
                folder,
                """
                newImage("a", "8-bit ramp", 40, 30, 1);

                run("Duplicate...", "title=b");
                print("went on");
                """);
        assertFalse(run.succeeded());
        assertEquals("", run.output());
        assertTrue(
                run.errors().startsWith("The macro macro.ijm failed in line 3: this command of ImageJ opens a dialog"),
                run.errors());
        assertEquals(1, run.errors().strip().lines().count(), run.errors());
    }

    @Test
    void everyEntryNamesAClassThatExists() throws Exception {
        for (Object entry : ij.Menus.getCommands().values()) {
            String name = entry.toString().replaceAll("\\(.*", "");
            // ImageJ's list names a few plugins that come apart from ij.jar; ours are all here.
            if (name.startsWith("ij.") || name.startsWith("io.github.tessera.")) {
                assertEquals(name, Class.forName(name).getName());
            }
        }
    }

    @Test
    void aMistakeInTheMacroIsToldWithItsLine() {
        DemoMacros.Run run = DemoMacros.run(folder, "a = 1;\nprint(b);\nprint('went on');");
        assertFalse(run.succeeded());
        assertEquals(
                "The macro macro.ijm failed in line 2: Undefined variable",
                run.errors().strip());
        assertFalse(run.output().contains("went on"));
    }

    @Test
    void aMissingMacroIsTold() {
        assertFalse(HeadlessImageJ.run(folder.resolve("none.ijm"), ""));
    }

    @Test
    void exitEndsWellAndExitWithAReasonDoesNot() {
        DemoMacros.Run good = DemoMacros.run(folder, "print('a'); exit();");
        assertTrue(good.succeeded(), good.errors());
        DemoMacros.Run bad = DemoMacros.run(folder, "print('a'); exit('no cells found');");
        assertFalse(bad.succeeded());
        assertEquals("no cells found", bad.errors().strip());
        assertEquals("a", bad.output().strip());
    }

    @Test
    void anUnknownCommandFailsTheMacro() {
        DemoMacros.Run run = DemoMacros.run(folder, "run('Tessera Nothing...'); print('went on');");
        assertFalse(run.succeeded());
        assertTrue(run.errors().contains("Unrecognized command: \"Tessera Nothing...\""), run.errors());
    }
}

package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.process.ByteProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of a macro through ImageJ, entry, options, command and outputs, without a display. */
class MacroPathTest {
    private static final String DEFAULTS = "seen|DARK_RED|first|300|1.0E-4|40|true||";

    @TempDir
    Path folder;

    @BeforeEach
    void knowTheDemo() {
        DemoMacros.install();
    }

    @AfterEach
    void closeImages() {
        Interpreter.batchMode = false;
        WindowManager.setTempCurrentImage(null);
    }

    @Test
    void missingKeysGetTheirDefaults() {
        assertEquals(DEFAULTS, result("augment"));
        assertEquals(DEFAULTS, result(""));
    }

    @Test
    void everyKindOfValueArrives() {
        assertEquals(
                "seen|BLUE|odd [x]|7|0.5|100|false|/a b/c|m.pt",
                result(
                        "shade=blue kind=[odd [x]] steps=7 rate=.5 opacity=100 augment=false folder=[/a b/c] model=m.pt"));
    }

    @Test
    void valuesAreReadAsUsersWriteThem() {
        assertEquals("seen|DARK_RED|first|300|1.0E-4|40|true||", result("SHADE=[dark RED] Steps=3e2 augment=TRUE"));
        assertEquals("seen|DARK_RED|first|300|1.0E-4|40|true||", result("shade=dark_red"));
    }

    @Test
    void anImageIsFoundByTitleAndNumber() {
        DemoMacros.Run run = DemoMacros.run(
                folder,
                """
                newImage("first one", "8-bit", 4, 4, 1);
                id = getImageID();
                newImage("second", "8-bit", 4, 4, 1);
                run("Tessera Demo...", "image=[first one]");
                print(getTitle());
                run("Tessera Demo...", "image=" + id);
                print(getTitle());
                """);
        assertTrue(run.succeeded(), run.errors());
        assertEquals(
                2, run.output().lines().filter(l -> l.startsWith("first one|")).count(), run.output());
    }

    @Test
    void aMacroVariableIsRead() {
        DemoMacros.Run run = DemoMacros.run(
                folder,
                DemoMacros.IMAGE
                        + """
                n = 12; name = "blue";
                run("Tessera Demo...", "steps=&n shade=&name");
                print(getTitle());
                """);
        assertTrue(run.output().contains("seen|BLUE|first|12|"), run.output() + run.errors());
    }

    @Test
    void theResultIsShownOnceAndIsCurrent() {
        DemoMacros.Run run = DemoMacros.run(
                folder,
                DemoMacros.IMAGE
                        + """
                run("Tessera Demo...", "steps=5");
                print(nImages + " images, current " + getTitle());
                """);
        assertTrue(run.output().contains("2 images, current seen|DARK_RED|first|5|"), run.output() + run.errors());
    }

    @Test
    void theImageGivenByJavaIsUsed() {
        Interpreter.batchMode = true;
        ImagePlus other = new ImagePlus("other", new ByteProcessor(3, 3));
        IJ.run(other, "Tessera Demo...", "steps=1");
        assertTrue(Interpreter.getLastBatchModeImage().getTitle().startsWith("other|"));
    }

    @Test
    void wrongOptionsStopTheMacroWithOneSentence() {
        refused("stepps=3", "There is no option \"stepps\": did you mean \"steps\"?");
        refused("zzzzzz=3", "There is no option \"zzzzzz\"; the options are image, shade, kind, steps, rate,");
        refused("steps=3 steps=4", "The option \"steps\" is given twice");
        refused("steps=abc", "steps=abc is not a whole number: write a number from 1 to 1000.");
        refused("steps=7.5", "steps=7.5 is not a whole number");
        refused("steps=0", "steps=0 is out of range: write a number from 1 to 1000.");
        refused("steps=99999999999", "steps=99999999999 is out of range");
        refused("rate=1,5", "rate=1,5 is not a number: write a number of at least 0.");
        refused("rate=NaN", "rate=NaN is not a number");
        refused("rate=-1", "rate=-1 is out of range");
        refused(
                "shade=blu",
                "shade=blu is not one of its choices; did you mean blue? The choices are: dark-red, blue.");
        refused("augment=maybe", "augment=maybe is neither true nor false");
        refused("steps", "The option \"steps\" has no value");
        refused("image=[no such]", "image=no such is not the title or number of an open image");
        refused("folder=[a", "The value of \"folder\" has a [ without its ].");
    }

    @Test
    void withoutAnImageItSaysSo() {
        DemoMacros.Run run = DemoMacros.run(folder, "run('Tessera Demo...', 'steps=3'); print('went on');");
        assertFalse(run.succeeded());
        assertEquals(
                "There is no open image: open the image to work on, then run the command again.",
                run.errors().strip());
        assertFalse(run.output().contains("went on"));
    }

    @Test
    void theCommandsOwnRefusalStopsTheMacro() {
        refused("behave=refuse", "The demo refuses: ask it to behave.");
    }

    @Test
    void aFaultIsToldWithItsStackTraceAndStopsTheMacro() {
        DemoMacros.Run run = withOptions("behave=fault");
        assertFalse(run.succeeded());
        assertTrue(run.errors().contains("Tessera failed: java.lang.IllegalStateException: demo fault."), run.errors());
        assertTrue(run.errors().contains("at io.github.tessera.command.DemoCommand.execute"), run.errors());
        assertFalse(run.output().contains("went on"));
    }

    @Test
    void aMissingLibraryIsToldWithTheFolderItBelongsIn() {
        DemoMacros.Run run = withOptions("behave=library");
        assertFalse(run.succeeded());
        assertTrue(run.errors().contains("ai/djl/Model"), run.errors());
        assertTrue(run.errors().contains("plugins/jars"), run.errors());
        assertEquals(1, run.errors().strip().lines().count(), run.errors());
    }

    @Test
    @SuppressWarnings("unchecked")
    void aLibraryMissingFromTheStartStopsTheMacroToo() {
        ((Map<Object, Object>) Menus.getCommands())
                .put("Tessera Unlinked...", TesseraPlugIn.class.getName() + "(\"" + Unlinked.class.getName() + "\")");
        DemoMacros.Run run = DemoMacros.run(folder, "run('Tessera Unlinked...'); print('went on');");
        assertFalse(run.succeeded());
        assertFalse(run.output().contains("went on"), run.output());
        assertTrue(run.errors().contains("plugins/jars"), run.errors());
        assertEquals(1, run.errors().strip().lines().count(), run.errors());
    }

    /** A class that cannot be loaded because another one is missing. */
    static final class Unlinked {
        static final Object MISSING = fail();

        private static Object fail() {
            throw new NoClassDefFoundError("org/scijava/Missing");
        }
    }

    @Test
    void cancellingIsQuietAndStopsTheMacro() {
        DemoMacros.Run run = withOptions("behave=escape");
        assertFalse(run.output().contains("went on"));
        assertEquals(
                "",
                run.errors()
                        .replaceAll("(?m)^The macro .* was cancelled\\.$", "")
                        .strip());
        assertFalse(run.succeeded());
    }

    @Test
    void anEscPressedBeforeTheRunIsForgotten() {
        IJ.setKeyDown(java.awt.event.KeyEvent.VK_ESCAPE);
        IjProgress progress = new IjProgress();
        progress.start();
        assertFalse(progress.cancelled());
        progress.cancel();
        assertTrue(progress.cancelled());
    }

    @Test
    void nothingIsSetBesideTheOutputs() throws Exception {
        DemoMacros.run(folder, DemoMacros.IMAGE + "run('Tessera Demo...', 'steps=3');");
        assertNull(ij.Prefs.get("tessera.DemoCommand.steps", null));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }

    private DemoMacros.Run withOptions(String options) {
        return DemoMacros.run(
                folder, DemoMacros.IMAGE + "run('Tessera Demo...', '" + options + "'); print('went on');");
    }

    private void refused(String options, String sentence) {
        DemoMacros.Run run = withOptions(options);
        assertFalse(run.succeeded(), options);
        assertFalse(run.output().contains("went on"), options);
        assertTrue(run.errors().startsWith(sentence), options + " -> " + run.errors());
        assertEquals(1, run.errors().strip().lines().count(), run.errors());
    }

    private String result(String options) {
        DemoMacros.Run run = DemoMacros.run(
                folder, DemoMacros.IMAGE + "run('Tessera Demo...', '" + options + "'); print('title:' + getTitle());");
        assertTrue(run.succeeded(), run.errors());
        return run.output()
                .lines()
                .filter(l -> l.startsWith("title:"))
                .findFirst()
                .orElseThrow()
                .substring(6);
    }
}

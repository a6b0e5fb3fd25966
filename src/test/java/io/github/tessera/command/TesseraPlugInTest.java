package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TesseraPlugInTest {
    private static final String VERSION = "java.specification.version";
    private static final String BITS = "sun.arch.data.model";

    private final String version = System.getProperty(VERSION);
    private final String bits = System.getProperty(BITS);

    @TempDir
    Path folder;

    @AfterEach
    void giveTheJavaBack() {
        System.setProperty(VERSION, version);
        System.setProperty(BITS, bits);
    }

    @Test
    void readsOldAndNewJavaVersions() {
        assertEquals(8, TesseraPlugIn.feature("1.8"));
        assertEquals(11, TesseraPlugIn.feature("11"));
        assertEquals(25, TesseraPlugIn.feature("25"));
    }

    @ParameterizedTest
    @ValueSource(classes = {TesseraPlugIn.class, Message.class})
    void anOldJavaCanLoadTheEntry(Class<?> entry) throws Exception {
        try (DataInputStream file = new DataInputStream(entry.getResourceAsStream(entry.getSimpleName() + ".class"))) {
            assertEquals(0xCAFEBABE, file.readInt());
            assertEquals(0, file.readUnsignedShort());
            assertEquals(52, file.readUnsignedShort(), "52 is Java 8");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.8, 64, this is Java 8.",
        "11, 64, this is Java 11.",
        "1.8, 32, this is Java 8.",
        "17, 32, this is a 32-bit one."
    })
    void anUnfitJavaStopsTheMacroWithOneSentence(String javaVersion, String javaBits, String told) {
        DemoMacros.install();
        System.setProperty(VERSION, javaVersion);
        System.setProperty(BITS, javaBits);
        DemoMacros.Run run = DemoMacros.run(folder, "run('Tessera Demo...', 'anything=x');\nprint('went on');");
        assertFalse(run.succeeded());
        assertEquals("", run.output());
        assertTrue(run.errors().contains(told), run.errors());
        assertTrue(run.errors().contains("download Fiji-Latest") && run.errors().contains("java -jar ij.jar"));
        assertEquals(1, run.errors().strip().lines().count(), run.errors());
    }

    @Test
    void aFitJavaIsNotSpokenOf() {
        assertEquals("", TesseraPlugIn.unfit("17", "64"));
        assertEquals("", TesseraPlugIn.unfit("25", "64"));
        assertEquals("", TesseraPlugIn.unfit("21", null), "not every Java tells its bits");
    }

    @Test
    void namesTheFolderForMissingJars() {
        NoClassDefFoundError error = new NoClassDefFoundError("org/scijava/Context");
        String sentence = TesseraPlugIn.missing(error);
        assertTrue(sentence.contains("org/scijava/Context") && sentence.contains("plugins/jars"), sentence);
        sentence = TesseraPlugIn.missing(error, true);
        assertTrue(sentence.contains("org/scijava/Context") && sentence.contains("Help > Update..."), sentence);
        assertFalse(sentence.contains("plugins/jars"), "a second version of Fiji's own keeps it from starting");
    }
}

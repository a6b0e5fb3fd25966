package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import org.junit.jupiter.api.Test;

class TesseraPlugInTest {
    @Test
    void readsOldAndNewJavaVersions() {
        assertEquals(8, TesseraPlugIn.feature("1.8"));
        assertEquals(11, TesseraPlugIn.feature("11"));
        assertEquals(25, TesseraPlugIn.feature("25"));
    }

    @Test
    void anOldJavaCanLoadTheEntry() throws Exception {
        try (DataInputStream file =
                new DataInputStream(TesseraPlugIn.class.getResourceAsStream("TesseraPlugIn.class"))) {
            assertEquals(0xCAFEBABE, file.readInt());
            assertEquals(0, file.readUnsignedShort());
            assertTrue(file.readUnsignedShort() <= 52, "class files up to 52 run on Java 8");
        }
    }

    @Test
    void namesTheFolderForMissingJars() {
        String sentence = TesseraPlugIn.missing(new NoClassDefFoundError("org/scijava/Context"));
        assertTrue(sentence.contains("org/scijava/Context") && sentence.contains("plugins/jars"), sentence);
    }
}

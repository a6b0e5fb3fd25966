package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import org.junit.jupiter.api.Test;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.plugin.Plugin;

class FieldTest {
    private static Field field(String key) {
        return field(TrainCommand.class, key);
    }

    private static Field field(Class<? extends Command> type, String key) {
        return Field.of(new CommandInfo(type, type.getAnnotation(Plugin.class))).stream()
                .filter(f -> f.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aModelThereIsIsAskedForAsOneANewFolderAsAFolder() {
        assertEquals(Field.Kind.MODEL, field(SegmentCommand.class, "model").kind());
        assertEquals(
                Field.Kind.MODEL, field(SegmentFolderCommand.class, "model").kind());
        assertEquals(Field.Kind.MODEL, field("finetune").kind());
        assertEquals(Field.Kind.FOLDER, field("model").kind());
        Field model = field(SegmentCommand.class, "model");
        assertEquals("nuclei", model.parseEntry("nuclei"));
        assertEquals(
                "\"Model\" is empty: choose a model.",
                assertThrows(TesseraException.class, () -> model.parseEntry(" "))
                        .getMessage());
    }

    @Test
    void aNumberTooLongForItsTypeGetsASentence() {
        assertEquals(Long.MAX_VALUE, field("seed").parse("9223372036854775807"));
        String message = assertThrows(
                        TesseraException.class, () -> field("seed").parse("9223372036854775808"))
                .getMessage();
        assertTrue(message.contains("seed=9223372036854775808 is out of range"), message);
    }
}

package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import org.junit.jupiter.api.Test;
import org.scijava.command.CommandInfo;
import org.scijava.plugin.Plugin;

class FieldTest {
    private static Field field(String key) {
        Class<TrainCommand> type = TrainCommand.class;
        return Field.of(new CommandInfo(type, type.getAnnotation(Plugin.class))).stream()
                .filter(f -> f.key().equals(key))
                .findFirst()
                .orElseThrow();
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

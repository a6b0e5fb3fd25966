package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.command.MacroOptions.Option;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MacroOptionsTest {
    @Test
    void takesPlainBracketedQuotedAndBareOptions() {
        assertEquals(
                List.of(
                        new Option("a", "1"),
                        new Option("path", "/a b/[c] d=2"),
                        new Option("note", "two words"),
                        new Option("empty", ""),
                        new Option("flag", null),
                        new Option("last", "x")),
                MacroOptions.parse("a=1 path=[/a b/[c] d=2] note='two words' empty=[] flag  last=x "));
    }

    @Test
    void takesNothingFromBlanks() {
        assertEquals(List.of(), MacroOptions.parse("   "));
        assertEquals(List.of(new Option("a", "")), MacroOptions.parse("a="));
    }

    @Test
    void refusesWhatIsNotClosed() {
        assertTrue(refusal("a=[x [y] b=3").contains("\"a\" has a [ without its ]"));
        assertTrue(refusal("a='x").contains("\"a\" has an opening '"));
    }

    @Test
    void refusesValuesWithoutKey() {
        assertTrue(refusal("a=1 =2").contains("\"=2\" where a key is expected"));
        assertTrue(refusal("a=/my folder]").contains("\"folder]\" where a key is expected"));
    }

    private static String refusal(String options) {
        return assertThrows(TesseraException.class, () -> MacroOptions.parse(options))
                .getMessage();
    }
}

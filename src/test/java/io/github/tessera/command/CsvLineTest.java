package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvLineTest {
    @Test
    void cellsComeBackAsTheyWere() {
        String line = CsvLine.of("a, \"b\"", 3, null, new BigDecimal("0.50"), "two\nlines", "");
        assertEquals("\"a, \"\"b\"\"\",3,,0.50,\"two lines\",\"\"\n", line);
        assertEquals(List.of("a, \"b\"", "3", "", "0.50", "two lines", ""), CsvLine.cells(line.strip()));
    }

    @Test
    void aLineOfAnImageThatWasCutOffIsNone() {
        String line = ImageRow.HEADER.lines().findFirst().orElseThrow();
        assertTrue(ImageRow.parse(line).isEmpty());
        String whole = "\"a.tif\",\"labels/a.tif\",40,30,1,0.120,segmented,5,";
        assertEquals(
                whole.replace("segmented", "\"skipped\"") + "\n",
                ImageRow.parse(whole).orElseThrow().skipped().line());
        for (int end = 0; end < whole.length() - 2; end++) {
            assertTrue(ImageRow.parse(whole.substring(0, end)).isEmpty(), whole.substring(0, end));
        }
        assertTrue(ImageRow.parse("\"a.tif\",,,,,0.1,failed,,\"why\"").isEmpty());
    }
}

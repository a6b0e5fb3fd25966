package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters of the dense CRF on disk. */
class DenseCrfFileTest {
    /** What is changed, and broken, below; the format as it stands. */
    private static final String GOOD =
            """
            {"densecrf": 1,
             "appearance": {"weight": 10.5, "width": 80.0, "colour": 13.0},
             "smoothness": {"weight": 0.0, "width": 3.0},
             "compatibility": [[0.0, 1.5], [-0.25, 0.0]],
             "iterations": 7,
             "filtering": "LATTICE"}
            """;

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("crf.json"), text);
    }

    @Test
    void theFormatIsRead() throws IOException {
        DenseCrfSettings settings = DenseCrfFile.read(file(GOOD));
        DenseCrfSettings expected =
                new DenseCrfSettings(10.5, 80, 13, 0, 3, settings.compatibility(), 7, Filtering.LATTICE);
        assertEquals(expected, settings);
        assertArrayEquals(
                new double[][] {{0, 1.5}, {-0.25, 0}}, settings.compatibility().matrix(2));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsRead(Filtering filtering) {
        DenseCrfSettings potts =
                DenseCrfSettings.DEFAULT.withAppearance(1 / 3.0, Math.PI, 1e-3).withFiltering(filtering);
        Path file = folder.resolve("new/crf.json");
        DenseCrfFile.write(potts, file);
        assertEquals(potts, DenseCrfFile.read(file));
        double[][] costs = {{0, 1 / 7.0, 2}, {-1e-9, 0, 3}, {4, 5, 1}};
        DenseCrfFile.write(potts.withCompatibility(Compatibility.of(costs)), file);
        DenseCrfSettings read = DenseCrfFile.read(file);
        assertArrayEquals(costs, read.compatibility().matrix(3));
        assertEquals(potts, read.withCompatibility(Compatibility.POTTS));
    }

    @Test
    void whatIsUnknownIsPassedOver() throws IOException {
        String more = GOOD.replace("\"iterations\"", "\"by\": [1, {}], \"iterations\"");
        assertEquals(7, DenseCrfFile.read(file(more)).iterations());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"densecrf\": 1, | '' | densecrf",
                "\"densecrf\": 1 | \"densecrf\": 2 | newer",
                "\"iterations\": 7, | '' | missing",
                "\"LATTICE\" | \"BOX\" | missing",
                ", \"colour\": 13.0 | '' | missing",
                "10.5 | -1 | appearance weight is -1",
                "10.5 | NaN | appearance weight is NaN",
                "80.0 | 0 | appearance width is 0",
                "\"width\": 3.0 | \"width\": 1e99 | smoothness width",
                "7 | -7 | iterations is -7",
                "[0.0, 1.5], | '' | square",
                "1.5 | null | square",
                "1.5 | Infinity | square",
                "[-0.25, 0.0] | null | square"
            })
    void valuesThatAreMissingOrOutOfRangeAreTold(String old, String value, String told) throws IOException {
        assertTrue(GOOD.contains(old));
        Path file = file(GOOD.replace(old, value));
        TesseraException e = assertThrows(TesseraException.class, () -> DenseCrfFile.read(file));
        assertTrue(e.getMessage().contains(told), e.getMessage());
        assertTrue(e.getMessage().contains("crf.json"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "hello", "{\"densecrf\": 1", "{\"densecrf\": {}}", "{\"iterations\": 1.5}"})
    void filesOfSomethingElseAreTold(String text) throws IOException {
        Path file = file(text);
        TesseraException e = assertThrows(TesseraException.class, () -> DenseCrfFile.read(file));
        assertTrue(e.getMessage().contains("crf.json"), e.getMessage());
    }

    @Test
    void aFolderIsToldToBeOne() {
        TesseraException e = assertThrows(TesseraException.class, () -> DenseCrfFile.read(folder));
        assertEquals(folder + " is a folder; choose a file in it.", e.getMessage());
    }

    @Test
    void everyCutIsTold() throws IOException {
        String whole = GOOD.trim();
        for (int length = 0; length < whole.length(); length++) {
            Path file = file(whole.substring(0, length));
            assertThrows(TesseraException.class, () -> DenseCrfFile.read(file));
        }
        assertThrows(TesseraException.class, () -> DenseCrfFile.read(folder.resolve("none.json")));
    }
}

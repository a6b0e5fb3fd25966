package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileNameTest {
    @Test
    void namesTellSizeAndPosition() {
        assertEquals("cells_5000x5000_x0250_y0500", new TileName("cells", 5000, 5000, 1, 0, 250, 500).base());
        assertEquals(
                "big_30000x200_x00000_y00100",
                new TileName("big", 30000, 200, 1, 0, 0, 100).base(),
                "digits to sort by");
        assertEquals("z_512x512x20_s07_x0000_y0128", new TileName("z", 512, 512, 20, 6, 0, 128).base());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "größe 2 (kopie)", "x_1", "a.b", "a_10x10_x0000_y0000", "細胞_😀", "_s3", "a_3x3x3_s1_x0_y0"})
    void everyNameIsReadBack(String image) {
        for (int planes : new int[] {1, 3, 120}) {
            TileName name = new TileName(image, 1234, 99999, planes, planes - 1, 1233, 0);
            assertEquals(Optional.of(name), TileName.parse(name.base() + ".tif"));
        }
    }

    @Test
    void whatOtherProgramsAddDoesNotMatter() {
        assertEquals(
                Optional.of(new TileName("a", 10, 20, 1, 0, 5, 15)),
                TileName.parse("a_10x20_x0005_y0015_cp_masks.png"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.tif",
                "a_x0000_y0000.tif",
                "_10x10_x0000_y0000.tif",
                "a_10x10_x0010_y0000.tif",
                "a_10x10x2_s3_x0000_y0000.tif",
                "a_10x10x2_s0_x0000_y0000.tif",
                "a_10x10_x9999999999_y0000.tif",
                ""
            })
    void otherNamesAreNone(String name) {
        assertTrue(TileName.parse(name).isEmpty());
    }
}

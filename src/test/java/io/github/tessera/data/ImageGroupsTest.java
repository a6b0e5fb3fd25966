package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageGroupsTest {
    @Test
    void tilesOfAnImageStayTogetherHoweverTheyAreNamed() {
        ImageGroups groups = ImageGroups.byImage(List.of(
                "a_500x500_x0000_y0000.tif",
                "a_500x500_x0250_y0000_flipped.png",
                "b_500x500x20_s01_x0000_y0000.tif",
                "a_x0_y250.tif",
                "b_500x500x20_s02_x0000_y0000.tif",
                "c_x0_y0.tif slice 1",
                "c_x9_y0.tif slice 2",
                "d.tif"));
        assertEquals(List.of(List.of(0, 1, 3), List.of(2, 4), List.of(5, 6), List.of(7)), groups.members());
        assertTrue(groups.bind());
        assertEquals(8, groups.images());
    }

    @Test
    void tilesOfTilesBelongToTheWhole() {
        ImageGroups groups = ImageGroups.byImage(
                List.of("a_99x99_x0000_y0000_40x40_x0000_y0010.tif", "a_99x99_x0040_y0000_40x40_x0000_y0000.tif"));
        assertEquals(List.of(List.of(0, 1)), groups.members());
    }

    @Test
    void copiesStayWithTheirImage() {
        ImageGroups groups = ImageGroups.byImage(List.of(
                "a.tif",
                "a_flipud.tif",
                "a_a001.tif",
                "b_fliplr.tif",
                "b_turn90.tif",
                "b_a002.tif",
                "c.tif slice 1",
                "c.tif slice 2",
                "c_turn270.tif slice 2",
                "c_a010.tif slice 1",
                "d_9x9_x0_y0.tif",
                "d_9x9_x0_y4_turn180.tif",
                "d_9x9_x0_y0_a001.tif",
                "e_fliplr",
                "e"));
        assertEquals(
                List.of(
                        List.of(0, 1, 2),
                        List.of(3, 4, 5),
                        List.of(6, 9),
                        List.of(7, 8),
                        List.of(10, 11, 12),
                        List.of(13, 14)),
                groups.members());
    }

    @Test
    void wellsThatAreNamedAsCopiesAreNotBound() {
        assertFalse(ImageGroups.byImage(List.of("plate_a001.tif", "plate_a002.tif", "plate_b001.tif"))
                .bind());
    }

    @Test
    void namesThatOnlyLookLikeTilesAreNotBound() {
        List<String> names = List.of(
                "x1_y2.tif", "a_x1.tif", "a_y1.tif", "a_100x100.tif", "b_x1y2.tif", "s.tif slice 1", "s.tif slice 2");
        assertFalse(ImageGroups.byImage(names).bind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"patient1/01.tif", "C:\\data\\patient1\\01.tif", "/data/patient1/01.tif"})
    void theFolderIsTheLastOneBeforeTheName(String name) {
        ImageGroups groups = ImageGroups.byFolder(List.of(name, "patient2/02.tif", "x/patient1/03.tif"));
        assertEquals(List.of(List.of(0, 2), List.of(1)), groups.members());
    }

    @Test
    void thePatternIsLookedForInTheFileNameAlone() {
        List<String> names = List.of("p9/a_p1_x.tif", "p9/b_p2_x.tif", "p8/c_p1_y.tif");
        assertEquals(
                List.of(List.of(0, 2), List.of(1)),
                ImageGroups.byPattern(names, "(p\\d)").members());
    }
}

package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutlineTest {
    private static double[] box(double x, double y, double width, double height) {
        return new double[] {x, y, x + width, y, x + width, y + height, x, y + height};
    }

    private static String picture(int width, int height, Outline... outlines) {
        return Drawn.picture(Outline.union("cell", List.of(outlines), width, height), width, height);
    }

    @Test
    void aBoxOnPixelEdgesIsThatBox() {
        assertEquals(".....\n.###.\n.###.\n.....\n", picture(5, 4, new Outline(List.of(box(1, 1, 3, 2)))));
    }

    @Test
    void centresOnTheLeftAndUpperEdgeAreOutsideOnTheOthersInside() {
        assertEquals(".....\n..##.\n..##.\n.....\n", picture(5, 4, new Outline(List.of(box(1.5, 0.5, 2, 2)))));
    }

    @Test
    void directionAndARepeatedFirstCornerDoNotMatter() {
        double[] closed = {1, 1, 1, 3, 4, 3, 4, 1, 1, 1};
        assertEquals(".....\n.###.\n.###.\n.....\n", picture(5, 4, new Outline(List.of(closed))));
    }

    @Test
    void ringsInRingsAreHolesAndIslands() {
        Outline target = new Outline(List.of(box(0, 0, 7, 5), box(1, 1, 5, 3), box(3, 2, 1, 1)));
        assertEquals("#######\n#.....#\n#..#..#\n#.....#\n#######\n", picture(7, 5, target));
    }

    @Test
    void partsThatOverlapAreOneRegion() {
        Outline left = new Outline(List.of(box(0, 0, 3, 2)));
        Outline right = new Outline(List.of(box(2, 1, 3, 2)));
        assertEquals("###..\n#####\n..###\n", picture(5, 3, left, right));
    }

    @Test
    void partsOutsideTheImageAreCutOff() {
        Optional<Region> region = Outline.union("cell", List.of(new Outline(List.of(box(-1e9, 1, 2e9, 1e9)))), 4, 3);
        assertEquals(new Rectangle(0, 1, 4, 2), region.orElseThrow().bounds());
        assertEquals("....\n####\n####\n", Drawn.picture(region, 4, 3));
        assertTrue(Outline.union("cell", List.of(new Outline(List.of(box(5, 5, 9, 9)))), 4, 3)
                .isEmpty());
    }

    @Test
    void aFarCornerGivesTheRightSlope() {
        // From (0, 0) to (1e9, 1e9) and back below: the diagonal of the image.
        double[] wedge = {0, 0, 1e9, 1e9, 0, 1e9};
        assertEquals("#..\n##.\n###\n", picture(3, 3, new Outline(List.of(wedge))));
    }

    @Test
    void anOutlineWithoutAreaCoversNothing() {
        assertTrue(Outline.union("cell", List.of(new Outline(List.of(new double[] {0, 0, 3, 3, 0, 0}))), 4, 4)
                .isEmpty());
    }

    @Test
    void areaIsKeptWithManyCorners() {
        int corners = 100_000;
        double[] circle = new double[2 * corners];
        for (int i = 0; i < corners; i++) {
            circle[2 * i] = 1024 + 1000 * Math.cos(2 * Math.PI * i / corners);
            circle[2 * i + 1] = 1024 + 1000 * Math.sin(2 * Math.PI * i / corners);
        }
        Region region = assertTimeout(
                        Duration.ofSeconds(20),
                        () -> Outline.union("cell", List.of(new Outline(List.of(circle))), 2048, 2048))
                .orElseThrow();
        assertEquals(Math.PI * 1000 * 1000, Drawn.count(region), 500);
    }
}

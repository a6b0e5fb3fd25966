package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutlineTracerTest {
    private static final Rectangle PLACE = new Rectangle(3, 5, 1, 1);

    private static List<Outline> trace(String... rows) {
        return OutlineTracer.trace(SampleObjects.region("cell", PLACE.x, PLACE.y, rows));
    }

    private static double area(double[] ring) {
        double sum = 0;
        for (int i = 0; i < ring.length; i += 2) {
            int next = (i + 2) % ring.length;
            sum += ring[i] * ring[next + 1] - ring[next] * ring[i + 1];
        }
        return sum / 2;
    }

    @Test
    void aPixelIsASquareOfFourCorners() {
        List<Outline> outlines = trace("#");
        assertEquals(1, outlines.size());
        assertArrayEquals(
                new double[] {4, 5, 4, 6, 3, 6, 3, 5}, outlines.get(0).rings().get(0));
    }

    @Test
    void straightEdgesHaveNoCornersInBetween() {
        assertEquals(8, trace("###", "###").get(0).rings().get(0).length);
        assertEquals(2 * 8, trace("###", ".#.").get(0).rings().get(0).length);
    }

    @Test
    void aHoleIsASecondRing() {
        List<Outline> outlines = trace("###", "#.#", "###");
        assertEquals(1, outlines.size());
        assertEquals(9, area(outlines.get(0).rings().get(0)));
        assertEquals(-1, area(outlines.get(0).rings().get(1)));
    }

    @Test
    void pixelsThatTouchByACornerAreTwoOutlines() {
        assertEquals(2, trace("#.", ".#").size());
        assertEquals(2, trace(".#", "#.").size());
    }

    @Test
    void holesThatTouchByACornerAreTwoRings() {
        List<Outline> outlines = trace("####", "#.##", "##.#", "####");
        assertEquals(1, outlines.size());
        assertEquals(3, outlines.get(0).rings().size());
    }

    @Test
    void aHoleThatTouchesTheOutsideByACornerIsARingOfItsOwn() {
        List<Outline> outlines = trace("###", "#.#", "##.");
        assertEquals(1, outlines.size());
        assertEquals(2, outlines.get(0).rings().size());
        assertEquals(8, area(outlines.get(0).rings().get(0)));
    }

    @Test
    void islandsInHolesAreOutlinesAndHolesGoToThoseAroundThem() {
        List<Outline> outlines = trace("#######", "#.....#", "#.###.#", "#.#.#.#", "#.###.#", "#.....#", "#######");
        assertEquals(2, outlines.size());
        assertEquals(-25, area(outlines.get(0).rings().get(1)));
        assertEquals(9, area(outlines.get(1).rings().get(0)));
        assertEquals(-1, area(outlines.get(1).rings().get(1)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "7, 5, 2", "16, 16, 2", "31, 40, 3", "40, 31, 5", "120, 90, 8"})
    void fillingGivesThePixelsAgain(int width, int height, int most) {
        for (int seed = 0; seed < 40; seed++) {
            Region region = SampleObjects.random(new Random(seed), width, height, most);
            List<Outline> outlines = OutlineTracer.trace(region);
            Optional<Region> filled = Outline.union("cell", outlines, 3 + width, 5 + height);
            assertEquals(
                    Drawn.picture(Optional.of(region), 3 + width, 5 + height),
                    Drawn.picture(filled, 3 + width, 5 + height));
            double area = 0;
            for (Outline outline : outlines) {
                for (double[] ring : outline.rings()) {
                    requireSimple(ring);
                    assertEquals(ring == outline.rings().get(0), area(ring) > 0);
                    area += area(ring);
                }
            }
            assertEquals(region.pixels(), area, "areas of outer rings less those of their holes");
        }
    }

    private static void requireSimple(double[] ring) {
        Set<String> corners = new HashSet<>();
        for (int i = 0; i < ring.length; i += 2) {
            assertTrue(corners.add(ring[i] + " " + ring[i + 1]), "a corner comes twice");
            int next = (i + 2) % ring.length;
            assertTrue(ring[i] == ring[next] ^ ring[i + 1] == ring[next + 1], "edges run along pixels");
        }
    }
}

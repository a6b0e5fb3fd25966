package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.EllipseRoi;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.RotatedRectRoi;
import ij.gui.ShapeRoi;
import ij.gui.Wand;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.tessera.progress.TesseraException;
import java.awt.Rectangle;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoiPixelsTest {
    private static final int SIDE = 200;

    /** ImageJ works with floats where the line is, and we do nearer to the origin. */
    private static final int ROUNDED = 20;

    private static Optional<Region> region(Roi roi, int width, int height) {
        return new RoiPixels("a test", "cell", new Rectangle(width, height)).region(roi, point -> true);
    }

    private static String picture(Roi roi, int width, int height) {
        return Drawn.picture(region(roi, width, height), width, height);
    }

    /** What ImageJ itself says, cut to the image. */
    private static String ofImageJ(Roi roi, int width, int height) {
        Roi area = roi.isLine() ? Roi.convertLineToArea((Roi) roi.clone()) : roi;
        ImageProcessor mask = area == null ? new ByteProcessor(1, 1) : area.getMask();
        Rectangle bounds = area == null ? new Rectangle(-1, -1, 1, 1) : area.getBounds();
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean in = bounds.contains(x, y) && (mask == null || mask.get(x - bounds.x, y - bounds.y) != 0);
                text.append(in ? '#' : '.');
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static PolygonRoi floats(Random random, int corners, int type, double step) {
        float[] x = new float[corners];
        float[] y = new float[corners];
        for (int i = 0; i < corners; i++) {
            x[i] = (float) (Math.floor((random.nextDouble() * 1.4 - 0.2) * SIDE / step) * step);
            y[i] = (float) (Math.floor((random.nextDouble() * 1.4 - 0.2) * SIDE / step) * step);
        }
        return new PolygonRoi(x, y, corners, type);
    }

    private static PolygonRoi integers(Random random, int corners, int type) {
        int[] x = random.ints(corners, -20, SIDE + 20).toArray();
        int[] y = random.ints(corners, -20, SIDE + 20).toArray();
        return new PolygonRoi(x, y, corners, type);
    }

    private static Roi spline(Random random) {
        PolygonRoi roi = integers(random, 6, Roi.POLYGON);
        roi.fitSpline();
        return roi;
    }

    private static Roi rounded(Random random) {
        Roi roi = new Roi(random.nextInt(SIDE) - 30, random.nextInt(SIDE) - 30, 1 + random.nextInt(90), 70);
        roi.setCornerDiameter(1 + random.nextInt(60));
        return roi;
    }

    private static Roi oval(Random random) {
        return new OvalRoi(
                random.nextInt(SIDE) - 30, random.nextInt(SIDE) - 30, 1 + random.nextInt(90), 1 + random.nextInt(90));
    }

    private static Roi composite(Random random) {
        ShapeRoi whole = new ShapeRoi(integers(random, 5, Roi.POLYGON));
        return whole.xor(new ShapeRoi(oval(random))).or(new ShapeRoi(floats(random, 4, Roi.POLYGON, 0.25)));
    }

    private static Roi wand(Random random) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (random.nextInt(3) == 0 ? 0 : 1);
        }
        Wand wand = new Wand(new ByteProcessor(SIDE, SIDE, pixels));
        wand.autoOutline(SIDE / 2, SIDE / 2, 1, 1, Wand.EIGHT_CONNECTED);
        return new PolygonRoi(wand.xpoints, wand.ypoints, wand.npoints, Roi.TRACED_ROI);
    }

    private static Roi wide(Roi line, Random random) {
        line.setStrokeWidth(random.nextInt(9) + 0.5 * random.nextInt(2));
        return line;
    }

    private static Arguments kind(String name, IntFunction<Roi> make) {
        return Arguments.of(name, make);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("polygon", i -> integers(new Random(i), 3 + i % 20, Roi.POLYGON)),
                kind("freehand", i -> integers(new Random(i), 40, Roi.FREEROI)),
                kind("sub-pixel polygon", i -> floats(new Random(i), 3 + i % 20, Roi.POLYGON, 1e-3)),
                kind("polygon on half pixels", i -> floats(new Random(i), 12, Roi.POLYGON, 0.5)),
                kind("wand", i -> wand(new Random(i))),
                kind("spline", i -> spline(new Random(i))),
                kind("oval", i -> oval(new Random(i))),
                kind("rounded rectangle", i -> rounded(new Random(i))),
                kind("rectangle", i -> new Roi(i - 9, 3 * i - 9, 1 + i, 7)),
                kind("sub-pixel rectangle", i -> new Roi(i + 0.5, 3.25, 4.5, 7.75)),
                kind("rotated rectangle", i -> new RotatedRectRoi(3 + i, 5, 90.5, 80.25 + i, 1 + i)),
                kind("ellipse", i -> new EllipseRoi(3 + i, 5, 90.5, 80.25 + i, 0.1 + i / 50.0)),
                kind("composite", i -> composite(new Random(i))),
                kind(
                        "points",
                        i -> new PointRoi(
                                integers(new Random(i), 5, Roi.POLYGON).getFloatPolygon())),
                kind(
                        "sub-pixel points",
                        i -> new PointRoi(
                                floats(new Random(i), 5, Roi.POLYGON, 0.25).getFloatPolygon())),
                kind("straight line", i -> wide(new Line(i, 5.5, 90.5, 80 + i), new Random(i))),
                kind("segmented line", i -> wide(integers(new Random(i), 2 + i % 4, Roi.POLYLINE), new Random(i))),
                kind("freehand line", i -> wide(integers(new Random(i), 30, Roi.FREELINE), new Random(i))),
                kind("angle", i -> integers(new Random(i), 3, Roi.ANGLE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void coversWhatImageJSays(String name, IntFunction<Roi> make) {
        int covered = 0;
        for (int i = 0; i < 40; i++) {
            Roi roi = make.apply(i);
            String expected = ofImageJ((Roi) roi.clone(), SIDE, SIDE);
            String found = picture(roi, SIDE, SIDE);
            if (!roi.isLine() || different(expected, found) > ROUNDED) {
                assertEquals(expected, found, name + " " + i);
            }
            covered += expected.contains("#") ? 1 : 0;
        }
        assertTrue(covered > 20, covered + " of 40 cover something");
    }

    private static long different(String a, String b) {
        return IntStream.range(0, a.length())
                .filter(i -> a.charAt(i) != b.charAt(i))
                .count();
    }

    @Test
    void centresOnTheHypotenuseOfATriangleBelongToItsLeft() {
        assertEquals(
                """
                #...
                ##..
                ###.
                ####
                """,
                picture(new PolygonRoi(new int[] {0, 0, 4}, new int[] {0, 4, 4}, 3, Roi.POLYGON), 4, 4));
    }

    @Test
    void anOvalOfThreePixelsIsFull() {
        assertEquals("###\n###\n###\n", picture(new OvalRoi(0, 0, 3, 3), 3, 3));
        assertEquals(".##.\n####\n####\n.##.\n", picture(new OvalRoi(0, 0, 4, 4), 4, 4));
    }

    @Test
    void aCompositeKeepsItsHole() {
        Roi ring = new ShapeRoi(new Roi(0, 0, 5, 4)).not(new ShapeRoi(new Roi(1, 1, 2, 2)));
        assertEquals("#####\n#..##\n#..##\n#####\n", picture(ring, 5, 4));
    }

    @Test
    void aLineIsAsWideAsItsStroke() {
        Roi line = new Line(1, 2, 4, 2);
        assertEquals("......\n......\n.###..\n......\n", picture(line, 6, 4));
        line.setStrokeWidth(3);
        assertEquals("......\n.###..\n.###..\n.###..\n", picture(line, 6, 4));
        assertEquals(3, line.getStrokeWidth());
    }

    @Test
    void aPointIsOnePixel() {
        assertEquals("...\n.#.\n", picture(new PointRoi(1, 1), 3, 2));
        assertEquals("..#\n...\n", picture(new PointRoi(1.75, 0.25), 3, 2));
    }

    @Test
    void whatLiesOutsideIsNothing() {
        assertTrue(region(new Roi(10, 10, 5, 5), 10, 10).isEmpty());
        assertTrue(region(new OvalRoi(-5, 0, 5, 5), 10, 10).isEmpty());
        assertTrue(region(new PointRoi(10, 3), 10, 10).isEmpty());
        assertTrue(region(new Line(20, 20, 30, 30), 10, 10).isEmpty());
        PolygonRoi small =
                new PolygonRoi(new float[] {0.1f, 0.3f, 0.2f}, new float[] {0.1f, 0.1f, 0.3f}, 3, Roi.POLYGON);
        assertTrue(region(small, 10, 10).isEmpty(), "between the centres");
    }

    @Test
    void boundsAreCutToTheImage() {
        Region region = region(new Roi(-3, 8, 10, 10), 10, 10).orElseThrow();
        assertEquals(new Rectangle(0, 8, 7, 2), region.bounds());
        assertEquals(14, Drawn.count(region));
    }

    @Test
    void hugeRoisTakeNoMemory() {
        int far = 500_000_000;
        assertEquals("##\n##\n", picture(new Roi(-far, -far, 2 * far, 2 * far), 2, 2));
        assertEquals("##\n##\n", picture(new OvalRoi(-far, -far, 2 * far, 2 * far), 2, 2));
        int[] x = {-far, far, far, -far};
        int[] y = {-far, -far, far, far};
        assertEquals("##\n##\n", picture(new PolygonRoi(x, y, 4, Roi.POLYGON), 2, 2));
        assertEquals("##\n##\n", picture(new ShapeRoi(new Rectangle(-far, -far, 2 * far, 2 * far)), 2, 2));
        assertEquals("#.\n..\n", picture(new PointRoi(new int[] {0, far}, new int[] {0, far}, 2), 2, 2));
        assertEquals("##\n..\n", picture(new Line(-far, 0, far, 0), 2, 2));
        TesseraException e =
                assertThrows(TesseraException.class, () -> region(new PolygonRoi(x, y, 4, Roi.POLYLINE), 2, 2));
        assertTrue(e.getMessage().startsWith("A line in a test, class cell, reaches over"), e.getMessage());
    }

    @Test
    void linesFarFromTheOriginAreDrawnWhereTheyAre() {
        int[] x = {30_000, 30_004, 30_004};
        int[] y = {29_000, 29_000, 29_003};
        Region region =
                region(new PolygonRoi(x, y, 3, Roi.POLYLINE), 31_000, 30_000).orElseThrow();
        assertEquals(8, Drawn.count(region));
        assertTrue(Drawn.covers(region, 30_000, 29_000) && Drawn.covers(region, 30_004, 29_003));
    }

    @Test
    void linesOfOnePlaceAreNoFault() {
        assertEquals("..\n..\n", picture(new PolygonRoi(new int[] {1}, new int[] {1}, 1, Roi.POLYLINE), 2, 2));
        PolygonRoi twice = new PolygonRoi(new int[] {1, 1, 3}, new int[] {1, 1, 1}, 3, Roi.POLYLINE);
        assertTrue(region(twice, 5, 5).isPresent());
    }

    @Test
    void manyCornersAreQuick() {
        // Every edge crosses every row: the worst there is.
        int corners = 100_000;
        int[] x = new int[corners];
        int[] y = new int[corners];
        for (int i = 0; i < corners; i++) {
            x[i] = i % 2048;
            y[i] = i % 2 * 2048;
        }
        Roi comb = new PolygonRoi(x, y, corners, Roi.FREEROI);
        assertTimeout(Duration.ofSeconds(30), () -> region(comb, 2048, 2048));
    }
}

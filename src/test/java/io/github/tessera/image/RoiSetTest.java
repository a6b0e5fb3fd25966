package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Arrow;
import ij.gui.Overlay;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.awt.Point;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoiSetTest {
    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();

    private final Progress logging = new Progress() {
        @Override
        public void log(String line) {
            log.add(line);
        }
    };

    private static ImagePlus image(int width, int height) {
        return new ImagePlus("image.tif", new ByteProcessor(width, height));
    }

    private static Roi box(String name, int x, int y, int width, int height) {
        Roi roi = new Roi(x, y, width, height);
        roi.setName(name);
        return roi;
    }

    private List<List<Region>> regions(RoiSet set, ImagePlus imp) {
        return set.regions(imp, RegionClass.NAME, logging);
    }

    private List<String> planes(ImagePlus imp, Roi... rois) {
        Overlay overlay = new Overlay();
        for (Roi roi : rois) {
            overlay.add(roi);
        }
        imp.setOverlay(overlay);
        return regions(RoiSet.ofOverlay(imp), imp).stream()
                .map(plane ->
                        String.join(" ", plane.stream().map(Region::className).toList()))
                .toList();
    }

    private Path zip(String name, Map<String, byte[]> entries) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    @Test
    void anOverlayIsReadInItsOrder() {
        assertEquals(
                List.of("a b foreground"),
                planes(image(9, 9), box("a-1", 0, 0, 3, 3), box("b", 2, 2, 3, 3), box(null, 5, 5, 1, 1)));
        assertEquals(List.of(""), planes(image(9, 9)));
        assertEquals(List.of(List.of()), regions(RoiSet.ofOverlay(image(3, 3)), image(3, 3)));
    }

    @Test
    void textsAndArrowsAreLeftOutAndTold() {
        assertEquals(
                List.of("a"),
                planes(image(9, 9), new TextRoi(1, 1, "cell"), new Arrow(0, 0, 5, 5), box("a", 0, 0, 1, 1)));
        assertEquals(
                List.of("Left out of the overlay of image.tif: 2 texts, arrows or pictures, which mark no pixels."),
                log);
    }

    @Test
    void aSetOfTheRoiManagerIsReadInItsOrder() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("zebra.roi", RoiEncoder.saveAsByteArray(box("zebra", 0, 0, 4, 4)));
        entries.put("ant-1.roi", RoiEncoder.saveAsByteArray(box("ant", 1, 1, 4, 4)));
        entries.put("sub/0012-0345.ROI", RoiEncoder.saveAsByteArray(box(null, 2, 2, 4, 4)));
        entries.put("text.roi", RoiEncoder.saveAsByteArray(new TextRoi(1, 1, "hello")));
        entries.put("__MACOSX/._ant-1.roi", new byte[] {1, 2, 3});
        entries.put("notes.txt", "no ROI".getBytes(StandardCharsets.UTF_8));
        RoiSet set = RoiSet.read(zip("größe 1.zip", entries), logging);
        assertEquals(3, set.size());
        List<Region> regions = regions(set, image(9, 9)).get(0);
        assertEquals(
                List.of("zebra", "ant", "foreground"),
                regions.stream().map(Region::className).toList());
        assertEquals(1, regions.get(1).bounds().x);
        assertEquals(1, log.size());
    }

    @Test
    void whatImageJEncodesCoversTheSamePixels() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 30; i++) {
            float[] x = new float[9];
            float[] y = new float[9];
            for (int k = 0; k < 9; k++) {
                x[k] = random.nextInt(400) / 4f;
                y[k] = random.nextInt(400) / 4f;
            }
            Roi roi = new PolygonRoi(x, y, 9, Roi.FREEROI);
            roi.setPosition(i);
            Map<String, byte[]> entries = Map.of("a.roi", RoiEncoder.saveAsByteArray(roi));
            Roi again = RoiDecoder.openFromByteArray(entries.get("a.roi"));
            Region region = regions(RoiSet.read(zip("a.zip", entries), logging), image(100, 100))
                    .get(0)
                    .get(0);
            int count = 0;
            for (Point point : again.getContainedPoints()) {
                assertTrue(Drawn.covers(region, point.x, point.y), point.toString());
                count++;
            }
            assertEquals(count, Drawn.count(region));
        }
    }

    @Test
    void splinesAreFitted() throws IOException {
        PolygonRoi roi = new PolygonRoi(new int[] {30, 100, 100, 30}, new int[] {30, 30, 100, 100}, 4, Roi.POLYGON);
        roi.fitSpline();
        byte[] bytes = RoiEncoder.saveAsByteArray(roi);
        Path file = zip("a.zip", Map.of("a.roi", bytes));
        Region region =
                regions(RoiSet.read(file, logging), image(130, 130)).get(0).get(0);
        assertEquals(RoiDecoder.openFromByteArray(bytes).getContainedPoints().length, Drawn.count(region));
        assertTrue(Drawn.count(region) > 70 * 70, "a curve through the corners is larger than the box");
    }

    @Test
    void aSingleFileIsNotNamedAfterItsImage() throws IOException {
        Path file = folder.resolve("cell1.roi");
        Files.write(file, RoiEncoder.saveAsByteArray(box("cell1", 0, 0, 2, 2)));
        assertEquals(
                "foreground",
                regions(RoiSet.read(file, logging), image(4, 4)).get(0).get(0).className());
        Files.write(file, RoiEncoder.saveAsByteArray(box("axon", 0, 0, 2, 2)));
        assertEquals(
                "axon",
                regions(RoiSet.read(file, logging), image(4, 4)).get(0).get(0).className());
    }

    @Test
    void whatTesseraDrewHasItsClassUntilItIsRenamed() {
        Roi kept = box("class 2 17", 0, 0, 2, 2);
        kept.setProperty(RegionClass.PROPERTY, "class 2");
        Roi renamed = box("debris", 0, 0, 2, 2);
        renamed.setProperty(RegionClass.PROPERTY, "class 2");
        assertEquals(List.of("class 2 debris"), planes(image(4, 4), kept, renamed));
    }

    @Test
    void tenThousandRoisAreQuick() {
        ImagePlus imp = image(2048, 2048);
        Overlay overlay = new Overlay();
        for (int i = 0; i < 10_000; i++) {
            int x = i % 100 * 20;
            int y = i / 100 * 20;
            int[] xs = {x, x + 20, x + 30, x + 20, x, x - 10};
            int[] ys = {y, y, y + 15, y + 30, y + 30, y + 15};
            overlay.add(new PolygonRoi(xs, ys, 6, Roi.POLYGON));
        }
        imp.setOverlay(overlay);
        List<List<Region>> planes = assertTimeout(Duration.ofSeconds(20), () -> regions(RoiSet.ofOverlay(imp), imp));
        assertEquals(10_000, planes.get(0).size());
    }

    @Test
    void filesOfOldImageJsAreRead() throws IOException {
        ByteBuffer old = ByteBuffer.allocate(64 + 3 * 4);
        old.put("Iout".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 217)
                .putShort((short) 0); // a polygon
        old.putShort((short) 1)
                .putShort((short) 2)
                .putShort((short) 5)
                .putShort((short) 6)
                .putShort((short) 3);
        old.position(64);
        for (int place : new int[] {0, 4, 4, 0, 0, 4}) { // x, then y, from the corner
            old.putShort((short) place);
        }
        Path file = folder.resolve("old.roi");
        Files.write(file, old.array());
        List<Region> regions = regions(RoiSet.read(file, logging), image(7, 6)).get(0);
        assertEquals(
                ".......\n...###.\n....##.\n.....#.\n.......\n.......\n",
                Drawn.picture(regions.stream().findFirst(), 7, 6));
    }

    @Test
    void groupsAreReadWithoutALineInTheLog() throws IOException {
        byte[] bytes = RoiEncoder.saveAsByteArray(box(null, 0, 0, 2, 2));
        bytes[ByteBuffer.wrap(bytes).getInt(RoiDecoder.HEADER2_OFFSET) + RoiDecoder.GROUP] = 5;
        RoiSet set = RoiSet.read(zip("a.zip", Map.of("0001-0001.roi", bytes)), logging);
        assertEquals("group 5", regions(set, image(4, 4)).get(0).get(0).className());
        assertNull(IJ.getLog());
    }

    @Test
    void escStopsReading() throws IOException {
        Path file = zip("a.zip", Map.of("a.roi", RoiEncoder.saveAsByteArray(box("a", 0, 0, 1, 1))));
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class, () -> RoiSet.read(file, cancelled));
    }
}

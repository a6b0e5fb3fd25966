package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Arrow;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.awt.Point;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static ImagePlus stack(int channels, int slices, int frames) {
        ImageStack stack = new ImageStack(8, 8);
        for (int i = 0; i < channels * slices * frames; i++) {
            stack.addSlice(new ByteProcessor(8, 8));
        }
        ImagePlus imp = new ImagePlus("stack.tif", stack);
        imp.setDimensions(channels, slices, frames);
        return imp;
    }

    private static Roi box(String name, int x, int y, int width, int height) {
        Roi roi = new Roi(x, y, width, height);
        roi.setName(name);
        return roi;
    }

    private static Roi at(String name, int channel, int slice, int frame) {
        Roi roi = box(name, 0, 0, 2, 2);
        roi.setPosition(channel, slice, frame);
        return roi;
    }

    private static Roi at(String name, int index) {
        Roi roi = box(name, 0, 0, 2, 2);
        roi.setPosition(index);
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
    void slicesAndFramesAreKept() {
        assertEquals(
                List.of("every", "every c2", "every", "every", "every z2t2", "every z3 z3t2"),
                planes(
                        stack(2, 3, 2),
                        at("every", 0, 0, 0),
                        at("c2", 2, 2, 1),
                        at("z2t2", 1, 2, 2),
                        at("z3", 0, 3, 2),
                        at("z3t2", 0, 3, 2)));
    }

    @Test
    void zeroIsEverySliceOrFrame() {
        assertEquals(
                List.of("t1", "t1 z2", "t2", "z2 t2"),
                planes(stack(1, 2, 2), at("t1", 0, 0, 1), at("z2", 0, 2, 0), at("t2", 0, 0, 2)));
    }

    @Test
    void aPositionInTheStackIsThatOfItsChannels() {
        assertEquals(List.of("", "a b", ""), planes(stack(2, 3, 1), at("a", 3), at("b", 4), at("beyond", 7)));
        assertEquals(1, log.size());
        assertTrue(log.get(0).contains("1 of 3 ROIs, which cover no pixel of stack.tif"), log.get(0));
    }

    @Test
    void slicesStandForFramesAndTheOtherWayRound() {
        assertEquals(List.of("", "", "a"), planes(stack(1, 3, 1), at("a", 1, 1, 3)));
        assertEquals(List.of("", "", "a"), planes(stack(1, 1, 3), at("a", 1, 3, 1)));
    }

    @Test
    void oldNamesTellTheSlice() {
        assertEquals(List.of("", "", "foreground"), planes(stack(1, 3, 1), box("0003-0012-0345", 0, 0, 2, 2)));
    }

    @Test
    void onOnePlaneAllLie() {
        assertEquals(List.of("a b"), planes(stack(3, 1, 1), at("a", 0, 7, 2), at("b", 9)));
    }

    @Test
    void rgbSlicesAreCountedAsTheyStand() {
        ImageStack stack = new ImageStack(8, 8);
        stack.addSlice(new ColorProcessor(8, 8));
        stack.addSlice(new ColorProcessor(8, 8));
        assertEquals(List.of("", "a"), planes(new ImagePlus("rgb", stack), at("a", 2)));
    }

    @Test
    void pointsHaveAPlaneEach() {
        ImagePlus imp = stack(1, 2, 1);
        PointRoi points = new PointRoi();
        points.addPoint(1.0, 1.0, 1);
        points.addPoint(5.0, 5.0, 2);
        imp.setOverlay(new Overlay(points));
        List<List<Region>> planes = regions(RoiSet.ofOverlay(imp), imp);
        assertTrue(Drawn.covers(planes.get(0).get(0), 1, 1));
        assertEquals(1, Drawn.count(planes.get(0).get(0)));
        assertTrue(Drawn.covers(planes.get(1).get(0), 5, 5));
        assertEquals(1, Drawn.count(planes.get(1).get(0)));
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

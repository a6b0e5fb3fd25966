package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackPlacesTest {
    private final List<String> log = new ArrayList<>();

    private final Progress logging = new Progress() {
        @Override
        public void log(String line) {
            log.add(line);
        }
    };

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
}

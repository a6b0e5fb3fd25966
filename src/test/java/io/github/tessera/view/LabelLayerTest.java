package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.LabelLayer;
import io.github.tessera.image.Palette;
import io.github.tessera.image.Planes;
import io.github.tessera.image.RegionClass;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.LabelOverlay.Grouping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelLayerTest {
    private static ImagePlus laid(ImagePlus labels, Grouping grouping, Progress progress) {
        LabelObjects objects = LabelObjects.of(labels, LabelValues.AUTO, progress);
        ImagePlus image = labels.createImagePlus();
        image.setStack("cells", labels.getStack().duplicate());
        LabelScenes.shaped(image, labels.getNSlices(), labels.getNFrames());
        LabelOverlay.replace(
                image,
                Planes.numbers(image).numbers(),
                new LabelOverlay(objects.classes(), Palette.standard(), 0.4, grouping).of(objects, image, progress));
        return image;
    }

    private static ImagePlus back(ImagePlus image) {
        return DrawnLabels.of(
                        image,
                        "the overlay",
                        image.getOverlay().toArray(),
                        RegionClass.NAME,
                        Optional.empty(),
                        Progress.NONE)
                .classImage(Progress.NONE);
    }

    @Test
    void labelsComeBackFromALayerAfterSaving(@TempDir Path folder) {
        ImagePlus labels = LabelScenes.classes(2, 2);
        ImagePlus image = laid(labels, Grouping.LAYER, Progress.NONE);
        assertEquals(4, image.getOverlay().size());
        ImageFiles.saveTiff(image, folder.resolve("a.tif"));
        ImagePlus opened = ImageFiles.open(folder.resolve("a.tif"));
        ImageRoi layer = (ImageRoi) opened.getOverlay().get(3);
        assertTrue(layer.getZeroTransparent());
        assertEquals(0.4, layer.getOpacity(), 0.005);
        ImagePlus back = back(opened);
        List<String> drawn = LabelImage.classes(back);
        float[] expected = LabelScenes.values(labels);
        for (int i = 0; i < expected.length; i++) {
            int index = (int) expected[i];
            expected[i] = index == 255 ? 255 : drawn.indexOf(LabelScenes.CLASSES.get(index));
        }
        assertArrayEquals(expected, LabelScenes.values(back));
    }

    @Test
    void anyClassNameIsKept(@TempDir Path folder) {
        List<String> classes = List.of("background", "größe 2", "核");
        ImagePlus labels = LabelImage.of(new byte[] {0, 1, 2, 1}, 4, 1, classes, "l", new Calibration());
        ImagePlus image = laid(labels, Grouping.LAYER, Progress.NONE);
        assertEquals(classes, LabelImage.classes(back(image)));
        ImageFiles.saveTiff(image, folder.resolve("a.tif"));
        assertEquals(classes, LabelImage.classes(back(ImageFiles.open(folder.resolve("a.tif")))));
    }

    @Test
    void backgroundStaysAsItIsAndClassesAreTinted() {
        ImagePlus labels = LabelImage.of(new byte[] {0, 1}, 2, 1, List.of("background", "a"), "l", new Calibration());
        ImagePlus image = new ImagePlus("grey", new ByteProcessor(2, 1, new byte[] {100, 100}));
        image.setOverlay(
                laid(labels, Grouping.LAYER, Progress.NONE).getOverlay().duplicate());
        ColorProcessor flat = (ColorProcessor) image.flatten().getProcessor();
        assertEquals(0x646464, flat.get(0) & 0xFFFFFF);
        assertEquals(100 + 0.4 * (0xFF - 100), flat.get(1) >> 16 & 0xFF, 2);
    }

    /** Single pixels, each an object. */
    private static ImagePlus dots(int objects) {
        int side = 240;
        byte[] labels = new byte[side * side];
        for (int n = 0; n < objects; n++) {
            labels[2 * (n / (side / 2)) * side + 2 * (n % (side / 2))] = 1;
        }
        return LabelImage.of(labels, side, side, List.of("background", "dot"), "dots", new Calibration());
    }

    @Test
    void whereThereAreTooManyObjectsALayerIsLaidAndTold() {
        List<String> log = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void log(String line) {
                log.add(line);
            }
        };
        ImagePlus most = laid(dots(LabelOverlay.MOST_ROIS), Grouping.PER_OBJECT, progress);
        assertEquals(LabelOverlay.MOST_ROIS, most.getOverlay().size());
        assertEquals(List.of(), log);
        ImagePlus more = laid(dots(LabelOverlay.MOST_ROIS + 1), Grouping.PER_OBJECT, progress);
        assertEquals(1, more.getOverlay().size());
        assertTrue(LabelLayer.is(more.getOverlay().get(0)));
        assertTrue(log.get(0).startsWith("There are more than 10000 objects in a slice"), log.toString());
        assertArrayEquals(LabelScenes.values(dots(LabelOverlay.MOST_ROIS + 1)), LabelScenes.values(back(more)));
    }

    @Test
    void anotherOverlayTakesItsPlaceAndTheUsersRoisStay() {
        ImagePlus image = laid(dots(3), Grouping.LAYER, Progress.NONE);
        image.getOverlay().add(new Roi(1, 2, 3, 4));
        LabelOverlay.replace(image, List.of(1), new Overlay());
        assertEquals(1, image.getOverlay().size());
    }
}

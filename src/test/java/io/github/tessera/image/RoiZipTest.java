package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.io.RoiDecoder;
import io.github.tessera.progress.Progress;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoiZipTest {
    @TempDir
    Path folder;

    private static Roi roi(String name) {
        Roi roi = new Roi(1, 2, 3, 4);
        roi.setName(name);
        return roi;
    }

    /** The ROIs by the names of their files, as ImageJ's ROI Manager reads them. */
    private static List<Roi> read(Path file) throws IOException {
        List<Roi> rois = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                Roi roi = new RoiDecoder(bytes, entry.getName()).getRoi();
                roi.setName(entry.getName().replaceAll("\\.roi$", ""));
                rois.add(roi);
            }
        }
        return rois;
    }

    @Test
    void everythingIsKept() throws IOException {
        Roi first = roi("cell 1");
        first.setPosition(2, 3, 4);
        first.setStrokeColor(Color.RED);
        first.setFillColor(new Color(255, 0, 0, 100));
        first.setProperty("class", "cell");
        Roi second = new ShapeRoi(new OvalRoi(5, 6, 7, 8)).not(new ShapeRoi(new Roi(6, 8, 2, 2)));
        second.setName("cell 2");
        second.setPosition(5);
        second.setGroup(7);
        Path file = folder.resolve("new/set.zip");
        RoiZip.write(List.of(first, second), file, Progress.NONE);
        List<Roi> read = read(file);
        assertEquals("cell 1", read.get(0).getName());
        assertArrayEquals(new int[] {2, 3, 4}, new int[] {
            read.get(0).getCPosition(), read.get(0).getZPosition(), read.get(0).getTPosition()
        });
        assertEquals("cell", read.get(0).getProperty("class"));
        assertEquals(100, read.get(0).getFillColor().getAlpha());
        assertEquals(5, read.get(1).getPosition());
        assertEquals(7, read.get(1).getGroup());
        assertEquals(
                second.getMask().getStatistics().mean, read.get(1).getMask().getStatistics().mean);
        assertEquals(2, RoiSet.read(file, Progress.NONE).size());
        assertEquals("cell 1", first.getName());
    }

    @Test
    void noTwoFilesHaveOneName() throws IOException {
        Path file = folder.resolve("set.zip");
        RoiZip.write(
                List.of(roi("a"), roi("a"), roi("A"), roi("a-1"), roi("x/../y"), roi(null), roi(" ")),
                file,
                Progress.NONE);
        assertEquals(
                List.of("a", "a-1", "A-2", "a-1-1", "x_.._y", "0006", "0007"),
                read(file).stream().map(Roi::getName).toList());
    }

    @Test
    void thousandsOfOneNameTakeSeconds() {
        List<Roi> rois = Collections.nCopies(20_000, roi("nucleus"));
        assertTimeout(Duration.ofSeconds(20), () -> RoiZip.write(rois, folder.resolve("set.zip"), Progress.NONE));
    }
}

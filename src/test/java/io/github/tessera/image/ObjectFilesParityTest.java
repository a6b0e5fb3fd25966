package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import io.github.tessera.model.Python;
import io.github.tessera.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shapely, Pillow, tifffile and pycocotools (where it is there) read what we write as we do. */
@Tag("parity")
class ObjectFilesParityTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void python() throws IOException, InterruptedException {
        Python.require("numpy, shapely, tifffile, PIL");
    }

    private String read(String section) throws IOException, InterruptedException {
        return Python.run("read_objects.py", folder, SampleObjects.WIDTH, SampleObjects.HEIGHT, section);
    }

    /** The pictures of the objects of all planes, each under a heading. */
    private static String expected(int planes, BiFunction<Region, Integer, String> heading) {
        StringBuilder text = new StringBuilder();
        List<List<ImageObject>> objects = SampleObjects.planes(planes);
        for (int plane = 0; plane < planes; plane++) {
            for (Region region : SampleObjects.regions(objects.get(plane))) {
                text.append(heading.apply(region, plane)).append('\n');
                text.append(Drawn.picture(Optional.of(region), SampleObjects.WIDTH, SampleObjects.HEIGHT));
            }
        }
        return text.toString();
    }

    @Test
    void geoJsonIsValidAndCoversTheSamePixels() throws IOException, InterruptedException {
        GeoJsonWriter.write(
                SampleObjects.sample("a.tif", 2, 2),
                GeoJsonWriter.Kind.ANNOTATION,
                folder.resolve("objects.geojson"),
                Progress.NONE);
        assertEquals(
                expected(
                        4,
                        (region, plane) -> (region.isIgnored() ? "Ignore*" : region.className()) + " " + plane % 2 + " "
                                + plane / 2),
                read("geojson"));
    }

    @Test
    void cocoCoversTheSamePixels() throws IOException, InterruptedException {
        CocoWriter.write(List.of(SampleObjects.sample("a.tif", 3, 1)), folder.resolve("objects.json"), Progress.NONE);
        assertTrue(read("coco")
                .endsWith(expected(3, (region, plane) -> region.className() + " a_slice_" + (plane + 1) + ".tif")));
    }

    @Test
    void theTableIsRead() throws IOException, InterruptedException {
        ObjectCsv.write(SampleObjects.sample("a.tif", 2, 1), folder.resolve("objects.csv"), Progress.NONE);
        List<String> lines = read("csv").lines().toList();
        assertEquals(12, lines.size());
        assertEquals("cell 1|cell|1|1|8|1.500|1.500", lines.get(0));
        assertEquals("\"größe\", 1|größe|2|1|1|39.500|29.500", lines.get(8));
    }

    @Test
    void labelImagesHaveTheirValuesAndColours() throws IOException, InterruptedException {
        byte[] labels = {0, 1, 2, (byte) 255, 2, 2};
        ByteProcessor image = new ByteProcessor(3, 2, labels);
        image.setLut(Palette.standard().lut());
        ImageFiles.savePng(image, folder.resolve("labels.png"));
        ImagePlus tiff = LabelImage.of(labels, 3, 2, List.of("a", "b", "c"), "labels", new Calibration());
        ImageFiles.saveTiff(tiff, folder.resolve("labels.tif"));
        String colours = String.format(
                "0=%06X 1=%06X 2=%06X 255=%06X",
                Palette.standard().colours().get(0),
                Palette.standard().colours().get(1),
                Palette.standard().colours().get(2),
                Palette.standard().colours().get(255));
        assertEquals(colours + "\n0 1 2 255 2 2\n0 1 2 255 2 2\nTrue\n", read("labels"));
    }
}

package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written is read again, by our readers, as it was. */
class ObjectFilesTest {
    private static final Progress QUIET = Progress.NONE;

    @TempDir
    Path folder;

    private static ImagePlus image(int slices, int frames) {
        ImagePlus imp = IJ.createHyperStack("i", SampleObjects.WIDTH, SampleObjects.HEIGHT, 1, slices, frames, 8);
        imp.setOpenAsHyperStack(true);
        return imp;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 1", "1, 3", "2, 3"})
    void geoJsonGivesTheSamePixelsOnEachPlane(int slices, int frames) {
        Path file = folder.resolve("new folder/objects.geojson");
        int written = GeoJsonWriter.write(
                SampleObjects.sample("a.tif", slices, frames), GeoJsonWriter.Kind.ANNOTATION, file, QUIET);
        assertEquals(6 * slices * frames, written);
        GeoJsonFile read = GeoJsonFile.read(file, QUIET);
        assertEquals(Map.of("cell", 0xFFC400, "größe", 0x0080FF, "Ignore", 0x808080), read.colours());
        List<List<Region>> planes = read.regions(image(slices, frames), QUIET);
        List<List<ImageObject>> expected = SampleObjects.planes(slices * frames);
        for (int plane = 0; plane < expected.size(); plane++) {
            assertEquals(
                    SampleObjects.pictures(SampleObjects.regions(expected.get(plane))),
                    SampleObjects.pictures(planes.get(plane)));
        }
    }

    @Test
    void geoJsonIsAsQuPathWritesIt() throws IOException {
        Path file = folder.resolve("o.geojson");
        GeoJsonWriter.write(SampleObjects.sample("a.tif", 1, 2), GeoJsonWriter.Kind.DETECTION, file, QUIET);
        String text = Files.readString(file);
        assertEquals(14, text.lines().count());
        JsonObject all = JsonParser.parseString(text).getAsJsonObject();
        assertEquals("FeatureCollection", all.get("type").getAsString());
        JsonObject hole = all.getAsJsonArray("features").get(0).getAsJsonObject();
        assertEquals(
                JsonParser.parseString("{\"type\": \"Feature\", \"geometry\": {\"type\": \"Polygon\", \"coordinates\":"
                        + " [[[3,0],[3,3],[0,3],[0,0],[3,0]],[[2,2],[2,1],[1,1],[1,2],[2,2]]]},"
                        + " \"properties\": {\"objectType\": \"detection\", \"name\": \"cell 1\","
                        + " \"classification\": {\"name\": \"cell\", \"color\": [255, 196, 0]}}}"),
                hole);
        JsonObject corners =
                all.getAsJsonArray("features").get(7).getAsJsonObject().getAsJsonObject("geometry");
        assertEquals("MultiPolygon", corners.get("type").getAsString());
        assertEquals(3, corners.getAsJsonArray("coordinates").size());
        assertEquals(JsonParser.parseString("{\"c\": -1, \"z\": 0, \"t\": 1}"), corners.get("plane"));
    }

    @Test
    void cocoGivesTheSamePixelsOfSeveralImages() {
        Path file = folder.resolve("objects.json");
        int written = CocoWriter.write(
                List.of(SampleObjects.sample("a.tif", 1, 1), SampleObjects.sample("b.x.png", 2, 1)), file, QUIET);
        assertEquals(18, written);
        CocoFile read = CocoFile.read(file, QUIET);
        assertEquals(List.of("rare", "cell", "größe", "ignore"), read.classes());
        assertEquals(
                List.of("a.tif", "b.x_slice_1.png", "b.x_slice_2.png"),
                read.images().stream().map(CocoFile.Image::fileName).toList());
        List<List<ImageObject>> expected = SampleObjects.planes(2);
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    SampleObjects.pictures(SampleObjects.regions(expected.get(i == 2 ? 1 : 0))),
                    SampleObjects.pictures(read.regions(read.images().get(i))));
        }
    }

    @Test
    void cocoHasRunLengthsForHolesAndCrowdsAlone() throws IOException {
        Path file = folder.resolve("objects.json");
        CocoWriter.write(List.of(SampleObjects.sample("a.tif", 1, 1)), file, QUIET);
        var annotations =
                JsonParser.parseString(Files.readString(file)).getAsJsonObject().getAsJsonArray("annotations");
        assertEquals(
                JsonParser.parseString("{\"id\": 1, \"image_id\": 1, \"category_id\": 2, \"iscrowd\": 0, \"area\": 8,"
                        + " \"bbox\": [0, 0, 3, 3], \"segmentation\": {\"size\": [30, 40],"
                        + " \"counts\": [0, 3, 27, 1, 1, 1, 27, 3, 1137]}}"),
                annotations.get(0));
        assertEquals(
                JsonParser.parseString(
                        "[[11,10,11,11,10,11,10,10],[12,11,12,12,11,12,11,11],[13,12,13,13,12,13,12,12]]"),
                annotations.get(1).getAsJsonObject().get("segmentation"));
        JsonObject crowd = annotations.get(4).getAsJsonObject();
        assertEquals(1, crowd.get("iscrowd").getAsInt());
        assertTrue(crowd.get("segmentation").isJsonObject());
    }

    @Test
    void theTableIsReadByImageJ() {
        Path file = folder.resolve("objects.csv");
        assertEquals(12, ObjectCsv.write(SampleObjects.sample("a.tif", 1, 2), file, QUIET));
        ResultsTable table = ResultsTable.open2(file.toString());
        assertEquals(12, table.size());
        assertEquals("cell 1", table.getStringValue("name", 6));
        assertEquals("cell", table.getStringValue("class", 6));
        assertEquals("7 1 2 0 1 3 3 8 1.5 2.5", numbers(table, 6));
        assertEquals("3 1 1 39 29 1 1 1 39.5 29.5", numbers(table, 2));
    }

    private static String numbers(ResultsTable table, int row) {
        StringBuilder text = new StringBuilder();
        for (String column :
                List.of("object", "slice", "frame", "x", "y", "width", "height", "area", "centroid x", "centroid y")) {
            double value = table.getValue(column, row);
            text.append(value == (int) value ? String.valueOf((int) value) : String.valueOf(value))
                    .append(' ');
        }
        return text.toString().strip();
    }

    @Test
    void whatCannotBeWrittenIsASentenceAndCancelledLeavesNothing() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "").resolve("o.json");
        ImageObjects sample = SampleObjects.sample("a.tif", 1, 1);
        String message = assertThrows(TesseraException.class, () -> CocoWriter.write(List.of(sample), blocked, QUIET))
                .getMessage();
        assertTrue(message.startsWith("Cannot use " + blocked.getParent() + " as a folder"), message);
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        Path file = folder.resolve("o.geojson");
        assertThrows(
                CancelledException.class,
                () -> GeoJsonWriter.write(sample, GeoJsonWriter.Kind.ANNOTATION, file, cancelled));
        assertFalse(Files.exists(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }
}

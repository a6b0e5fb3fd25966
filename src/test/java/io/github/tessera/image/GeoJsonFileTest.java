package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoJsonFileTest {
    private static final String BOX = "[[[1, 1], [4, 1], [4, 3], [1, 3], [1, 1]]]";

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();

    private final Progress logging = new Progress() {
        @Override
        public void log(String line) {
            log.add(line);
        }
    };

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("a.geojson"), content);
    }

    private static String geometry(String type, String coordinates) {
        return "{\"type\": \"" + type + "\", \"coordinates\": " + coordinates + "}";
    }

    private static String feature(String geometry, String properties) {
        return "{\"type\": \"Feature\", \"id\": \"f0\", \"geometry\": " + geometry + ", \"properties\": " + properties
                + "}";
    }

    private static String classified(String classification) {
        return feature(
                geometry("Polygon", BOX),
                "{\"objectType\": \"annotation\", \"classification\": " + classification + "}");
    }

    private List<Region> regions(String content) throws IOException {
        ImagePlus imp = new ImagePlus("a.tif", new ByteProcessor(5, 4));
        return GeoJsonFile.read(write(content), logging).regions(imp, logging).get(0);
    }

    private String picture(String type, String coordinates) throws IOException {
        return Drawn.picture(
                regions(feature(geometry(type, coordinates), "{}")).stream().findFirst(), 5, 4);
    }

    private String refusal(String content) throws IOException {
        Path file = write(content);
        return assertThrows(TesseraException.class, () -> GeoJsonFile.read(file, Progress.NONE))
                .getMessage();
    }

    @Test
    void polygonsAreDrawnWithTheirHoles() throws IOException {
        assertEquals(".....\n.###.\n.###.\n.....\n", picture("Polygon", BOX));
        assertEquals(
                "#####\n#...#\n#...#\n#####\n",
                picture("Polygon", "[[[0,0],[5,0],[5,4],[0,4],[0,0]], [[1,1],[1,3],[4,3],[4,1],[1,1]]]"));
    }

    @Test
    void multipolygonsAreDrawn() throws IOException {
        assertEquals(
                "##..#\n.#..#\n.....\n###..\n",
                picture(
                        "MultiPolygon",
                        "[[[[0,0],[2,0],[2,2],[0,2]], [[0,1],[1,1],[1,2],[0,2]]], [[[4,0],[5,0],[5,2],[4,2]]],"
                                + " [[[0,3,9],[3,3,9],[3,4,9],[0,4,9]]]]"));
    }

    @Test
    void theTypeMayComeAfterTheCoordinates() throws IOException {
        String geometry = "{\"coordinates\": " + BOX + ", \"type\": \"Polygon\"}";
        assertEquals(
                1,
                regions("{\"geometry\": " + geometry + ", \"type\": \"Feature\"}")
                        .size());
    }

    @Test
    void collectionsListsAndSingleFeaturesAreRead() throws IOException {
        String one = classified("{\"name\": \"Tumor\", \"color\": [200, 0, 0]}");
        assertEquals(1, regions(one).size());
        assertEquals(2, regions("[" + one + "," + one + "]").size());
        assertEquals(
                2,
                regions("{\"type\": \"FeatureCollection\", \"features\": [" + one + "," + one + "]}")
                        .size());
        assertEquals(
                0,
                regions("{\"features\": [], \"type\": \"FeatureCollection\"}").size());
        assertEquals(List.of(), log);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"Tumor\", \"color\": [200, 0, 0]} | Tumor",
                "\"Stroma\" | Stroma",
                "{\"name\": \"Immune cells\", \"colorRGB\": -6895466} | Immune cells",
                "{\"names\": [\"Tumor\", \"Positive\"], \"color\": [1, 2, 3]} | Tumor: Positive",
                "{\"name\": \"Positive\", \"colorRGB\": 7, \"parentClass\": {\"name\": \"Tumor\"}} | Tumor: Positive",
                "{\"name\": \"Ignore*\", \"color\": [180, 180, 180]} | ignore",
                "\"ignore\" | ignore",
                "\"Background*\" | background",
                "\"Artefact*\" | Artefact",
                "null | foreground",
                "{} | foreground",
                "{\"name\": null} | foreground"
            })
    void theClassificationIsTheClass(String classification, String expected) throws IOException {
        assertEquals(expected, regions(classified(classification)).get(0).className());
    }

    @Test
    void coloursAreKept() throws IOException {
        GeoJsonFile file = GeoJsonFile.read(
                write("[" + classified("{\"name\": \"Tumor\", \"color\": [200, 0, 16]}") + ","
                        + classified("{\"name\": \"Stroma\", \"colorRGB\": -6895466}") + ","
                        + classified("{\"name\": \"Tumor\", \"color\": [1, 1, 1]}") + "," + classified("\"None\"")
                        + "]"),
                Progress.NONE);
        // -6895466 is 0xFF96C896 as a signed number.
        assertEquals(Map.of("Tumor", 0xC80010, "Stroma", 0x96C896), file.colours());
    }

    @Test
    void whatIsNoAreaIsLeftOutAndTold() throws IOException {
        List<Region> regions = regions("[" + classified("\"Tumor\"") + ","
                + feature(geometry("LineString", "[[0, 0], [3, 3]]"), "{}") + ","
                + feature(geometry("Point", "[1, 1]"), "null") + ","
                + feature(geometry("MultiPoint", "[[1, 1], [2, 2]]"), "{}") + ","
                + feature("null", "{}") + ","
                + feature(geometry("Polygon", "[]"), "{}") + ","
                + feature(
                        "{\"type\": \"GeometryCollection\", \"geometries\": [" + geometry("Polygon", BOX) + "]}", "{}")
                + "," + classified("\"Region*\"") + ","
                + feature(geometry("Polygon", BOX), "{\"objectType\": \"tmaCore\"}") + ","
                + feature(geometry("Polygon", BOX), "{}").replace("f0", "PathRootObject") + "]");
        assertEquals(1, regions.size());
        assertEquals(
                List.of(
                        "Left out of a.geojson: 9 features that are no areas with a class, such as lines, points and TMA"
                                + " cores."),
                log);
    }

    @Test
    void theNucleusOfACellIsNotTheCell() throws IOException {
        String cell = "{\"type\": \"Feature\", \"geometry\": " + geometry("Polygon", BOX)
                + ", \"nucleusGeometry\": " + geometry("Polygon", "[[[2,2],[3,2],[3,3],[2,3]]]")
                + ", \"properties\": {\"objectType\": \"cell\", \"measurements\": {\"Area\": 12.5}}}";
        assertEquals(
                ".....\n.###.\n.###.\n.....\n",
                Drawn.picture(regions(cell).stream().findFirst(), 5, 4));
    }

    @Test
    void planesAreCountedFromZero() throws IOException {
        ImageStack stack = new ImageStack(5, 4);
        for (int i = 0; i < 3; i++) {
            stack.addSlice(new ByteProcessor(5, 4));
        }
        ImagePlus imp = new ImagePlus("a.tif", stack);
        imp.setDimensions(1, 3, 1);
        String second =
                "{\"type\": \"Polygon\", \"coordinates\": " + BOX + ", \"plane\": {\"c\": -1, \"z\": 1, \"t\": 0}}";
        List<List<Region>> planes = GeoJsonFile.read(
                        write("[" + feature(second, "{\"classification\": \"b\"}") + "," + classified("\"a\"") + "]"),
                        logging)
                .regions(imp, logging);
        assertEquals(List.of("a"), planes.get(0).stream().map(Region::className).toList());
        assertEquals(List.of("b"), planes.get(1).stream().map(Region::className).toList());
        assertEquals(List.of(), planes.get(2));
    }

    @Test
    void whatLiesOutsideIsTold() throws IOException {
        assertEquals(List.of(), regions(feature(geometry("Polygon", "[[[50,50],[60,50],[60,60]]]"), "{}")));
        assertEquals(List.of("Left out of a.geojson: 1 of 1 features, which cover no pixel of a.tif (5 x 4)."), log);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "3",
                "\"text\"",
                "[3]",
                "[[]]",
                "{\"features\": [{\"features\": []}]}",
                "{\"geometry\": 3}",
                "{\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[1, NaN], [2, 2], [3, 3]]]}}",
                "{\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[1, 1e300], [2, 2], [3, 3]]]}}",
                "{\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[1], [2, 2], [3, 3]]]}}",
                "{\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[1, 1], [2, 2]]]}}",
                "{\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[1, 1], [2, 2], [3, 3]]}}",
                "{\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[1, 1], [[2, 2]], [3, 3]]]}}",
                "{\"geometry\": {\"type\": \"MultiPolygon\", \"coordinates\": [[[1, 1], [2, 2], [3, 3]]]}}",
                "{\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[[[1, 1]]]]]}}",
                "{\"geometry\": {\"type\": \"Polygon\", \"coordinates\": {}}}",
                "{\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[\"x\", 1], [2, 2], [3, 3]]]}}"
            })
    void whatIsDamagedIsToldInOneSentence(String content) throws IOException {
        String message = refusal(content);
        assertTrue(message.startsWith("The file " + folder.resolve("a.geojson") + " is "), message);
    }

    @Test
    void changedFilesAreReadOrRefused() throws IOException {
        Random random = new Random(2);
        String whole = "{\"features\": [" + classified("{\"name\": \"Tumor\", \"color\": [200, 0, 16]}") + ","
                + feature(geometry("MultiPolygon", "[" + BOX + "," + BOX + "]"), "{}") + "]}";
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            StringBuilder changed = new StringBuilder(whole);
            changed.setCharAt(random.nextInt(whole.length()), (char) (32 + random.nextInt(95)));
            try {
                regions(changed.toString());
            } catch (TesseraException e) {
                refused++;
                assertTrue(e.getMessage().contains("a.geojson"), e.getMessage());
            }
        }
        assertTrue(refused > 100 && refused < 1000, refused + " refused");
    }

    @Test
    void measurementsThatAreNoNumbersAreNoFault() throws IOException {
        // QuPath writes what it could not measure so.
        String properties = "{\"classification\": \"Tumor\", \"measurements\": {\"Area\": NaN, \"Ratio\": Infinity}}";
        assertEquals(1, regions(feature(geometry("Polygon", BOX), properties)).size());
    }

    @Test
    void otherJsonIsToldFromGeoJson() throws IOException {
        assertTrue(refusal("{\"images\": []}").contains("holds no GeoJSON features"));
    }

    @Test
    void deepNestingIsNoFault() throws IOException {
        int deep = 200_000;
        assertTrue(
                refusal("{\"geometry\": {\"coordinates\": " + "[".repeat(deep)).length() < 400);
        assertTrue(refusal("[" + "{\"properties\": {\"classification\": " + "{\"parentClass\": ".repeat(deep))
                        .length()
                < 400);
        assertEquals(
                0,
                regions("{\"features\": [], \"x\": " + "[".repeat(deep) + "]".repeat(deep) + "}")
                        .size());
    }

    @Test
    void manyCornersAreQuick() throws IOException {
        StringBuilder ring = new StringBuilder();
        int corners = 100_000;
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            ring.append(i == 0 ? "" : ",")
                    .append(String.format(
                            Locale.ROOT, "[%.2f,%.2f]", 1024 + 1000 * Math.cos(angle), 1024 + 1000 * Math.sin(angle)));
        }
        Path file = write(feature(geometry("Polygon", "[[" + ring + "]]"), "{}"));
        ImagePlus imp = new ImagePlus("a.tif", new ByteProcessor(2048, 2048));
        Optional<Region> region = assertTimeout(
                Duration.ofSeconds(20), () -> GeoJsonFile.read(file, logging).regions(imp, logging).get(0).stream()
                        .findFirst());
        assertEquals(Math.PI * 1e6, Drawn.count(region.orElseThrow()), 500);
    }
}

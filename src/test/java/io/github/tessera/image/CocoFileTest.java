package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CocoFileTest {
    private static final String IMAGES =
            "\"images\": [{\"id\": 7, \"file_name\": \"a.png\", \"width\": 5, \"height\": 4}]";
    private static final String CATEGORIES =
            "\"categories\": [{\"id\": 3, \"name\": \"nucleus\"}, {\"id\": 1, \"name\": \"axon\"}]";

    @TempDir
    Path folder;

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("labels.json"), content);
    }

    /** A file of one image of 5 x 4 pixels. */
    private Path annotated(String... annotations) throws IOException {
        return write("{" + IMAGES + ", " + CATEGORIES + ", \"annotations\": [" + String.join(",", annotations) + "]}");
    }

    private static String annotation(String segmentation) {
        return "{\"id\": 42, \"image_id\": 7, \"category_id\": 3, \"iscrowd\": 0, \"bbox\": [0, 0, 1, 1],"
                + " \"segmentation\": " + segmentation + "}";
    }

    private String picture(String segmentation) throws IOException {
        CocoFile coco = CocoFile.read(annotated(annotation(segmentation)), Progress.NONE);
        List<Region> regions = coco.regions(coco.images().get(0));
        return Drawn.picture(regions.stream().findFirst(), 5, 4);
    }

    private static String refusal(Path file) {
        return assertThrows(TesseraException.class, () -> CocoFile.read(file, Progress.NONE))
                .getMessage();
    }

    @Test
    void polygonsAreDrawn() throws IOException {
        assertEquals(".....\n.###.\n.###.\n.....\n", picture("[[1, 1, 4, 1, 4, 3, 1, 3]]"));
    }

    @Test
    void severalPolygonsAreOneObject() throws IOException {
        assertEquals("##...\n##...\n..###\n..###\n", picture("[[0, 0, 2, 0, 2, 2, 0, 2], [2, 2, 5.0, 2, 5, 4, 2, 4]]"));
    }

    @Test
    void runLengthsAreDrawnAsNumbersAndCompressed() throws IOException {
        String expected = ".....\n.##..\n.##..\n.....\n";
        assertEquals(expected, picture("{\"size\": [4, 5], \"counts\": [5, 2, 2, 2, 9]}"));
        // 5, 2, 2, and then 2 - 2 = 0 and 9 - 2 = 7
        assertEquals(expected, picture("{\"counts\": \"52207\", \"size\": [4, 5]}"));
    }

    @Test
    void regionsComeInTheOrderOfTheAnnotations() throws IOException {
        String axon = annotation("[[0, 0, 2, 0, 2, 2]]").replace("\"category_id\": 3", "\"category_id\": 1");
        CocoFile coco = CocoFile.read(annotated(axon, annotation("[[1, 1, 4, 1, 4, 3]]")), Progress.NONE);
        assertEquals(List.of("nucleus", "axon"), coco.classes());
        assertEquals(List.of(new CocoFile.Image("7", "a.png", 5, 4)), coco.images());
        assertEquals(
                List.of("axon", "nucleus"),
                coco.regions(coco.images().get(0)).stream()
                        .map(Region::className)
                        .toList());
    }

    @Test
    void theOrderOfTheListsDoesNotMatter() throws IOException {
        Path file = write("{\"info\": {\"deep\": [[{}]]}, \"annotations\": [" + annotation("[[1, 1, 4, 1, 4, 3]]")
                + "], " + CATEGORIES + ", " + IMAGES + ", \"licenses\": null}");
        CocoFile coco = CocoFile.read(file, Progress.NONE);
        assertEquals(1, coco.regions(coco.images().get(0)).size());
    }

    @Test
    void annotationsWithoutAnOutlineAreLeftOutAndTold() throws IOException {
        List<String> log = new ArrayList<>();
        Path file = annotated(annotation("[]"), annotation("null"), annotation("[[1, 1, 4, 1, 4, 3]]"));
        CocoFile coco = CocoFile.read(file, new Progress() {
            @Override
            public void log(String line) {
                log.add(line);
            }
        });
        assertEquals(1, coco.regions(coco.images().get(0)).size());
        assertEquals(List.of("Left out of labels.json: 2 annotations without an outline."), log);
    }

    @Test
    void whatLiesOutsideIsNoRegion() throws IOException {
        CocoFile coco = CocoFile.read(annotated(annotation("[[50, 50, 60, 50, 60, 60]]")), Progress.NONE);
        assertEquals(List.of(), coco.regions(coco.images().get(0)));
    }

    @Test
    void idsMayBeTextsAndNamesHoldFolders() throws IOException {
        Path file =
                write("{\"images\": [{\"id\": \"x\", \"file_name\": \"train\\\\sub/ä 1.png\", \"width\": 2, \"height\":"
                        + " 2}], \"categories\": [{\"id\": \"c\", \"name\": \" cell \"}], \"annotations\": [{\"image_id\": \"x\","
                        + " \"category_id\": \"c\", \"segmentation\": [[0, 0, 2, 0, 2, 2, 0, 2]]}]}");
        CocoFile coco = CocoFile.read(file, Progress.NONE);
        CocoFile.Image image = coco.images().get(0);
        assertEquals("ä 1.png", image.lastName());
        assertEquals("##\n##\n", Drawn.picture(Optional.of(coco.regions(image).get(0)), 2, 2));
        assertEquals("cell", coco.regions(image).get(0).className());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[1, 1, 4, 1]] | has a polygon of 2 corners, which has no area",
                "[[]] | has a polygon of 0 corners, which has no area",
                "[[1, 1, 4, 1, 4, 3, 1]] | has a polygon of 7 numbers, which are no pairs of x and y",
                "{\"counts\": [20]} | has a mask without height and width",
                "{\"counts\": [20], \"size\": [5, 4]} | has a mask of 4 x 5 pixels, but its image has 5 x 4",
                "{\"counts\": [3, 4], \"size\": [4, 5]} | has runs of 7 pixels in all, but 5 x 4 are 20",
                "{\"counts\": [30, -10], \"size\": [4, 5]} | has a run of -10 pixels",
                "{\"counts\": \"X\", \"size\": [4, 5]} | has run lengths that are cut off",
                "{\"counts\": \"5 1\", \"size\": [4, 5]} | has run lengths with the sign"
            })
    void outlinesThatMakeNoSenseAreNamed(String segmentation, String expected) throws IOException {
        Path file = annotated(annotation(segmentation));
        String message = refusal(file);
        assertTrue(message.startsWith("In " + file + " the annotation 42 " + expected), message);
    }

    @Test
    void idsThatAreNotListedAreNamed() throws IOException {
        Path file = annotated(annotation("[[1, 1, 4, 1, 4, 3]]").replace("\"image_id\": 7", "\"image_id\": 8"));
        assertTrue(refusal(file).contains("annotation 42 belongs to the image 8, which is not listed"), refusal(file));
        annotated(annotation("[[1, 1, 4, 1, 4, 3]]").replace("\"category_id\": 3,", ""));
        assertTrue(refusal(file).contains("annotation 42 does not tell its category"), refusal(file));
        annotated(annotation("[[1, 1, 4, 1, 4, 3]]").replace("\"id\": 42, \"image_id\": 7", "\"image_id\": 8"));
        assertTrue(refusal(file).contains("annotation number 1 belongs to the image 8"), refusal(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"images\": [{\"id\": 7, \"file_name\": \"a.png\", \"width\": 5}]}",
                "{\"images\": [{\"id\": 7, \"width\": 5, \"height\": 4}]}",
                "{\"images\": [{\"file_name\": \"a.png\", \"width\": 5, \"height\": 4}]}",
                "{\"images\": [{\"id\": 7, \"file_name\": \"a.png\", \"width\": -5, \"height\": 4}]}",
                "{\"images\": [{\"id\": 7, \"file_name\": \"a.png\", \"width\": 99999, \"height\": 99999}]}",
                "{" + IMAGES + ", " + IMAGES + "}",
                "{" + IMAGES + "}",
                "{" + CATEGORIES + "}",
                "{" + IMAGES + ", \"categories\": [{\"id\": 1}]}",
                "{" + IMAGES + ", " + CATEGORIES + ", " + CATEGORIES + "}",
                "{}"
            })
    void missingEntriesAreToldInOneSentence(String content) throws IOException {
        Path file = write(content);
        assertTrue(refusal(file).contains(file.toString()), refusal(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[]",
                "{\"images\": 3}",
                "{\"images\": [7]}",
                "no JSON",
                "{\"images\": [{\"width\": 1e99}]}",
                "\u0000\u0001"
            })
    void whatIsNoJsonIsToldInOneSentence(String content) throws IOException {
        Path file = write(content);
        assertTrue(refusal(file).startsWith("The file " + file + " is "), refusal(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-1e300", "\"x\"", "null", "[1]", "1e999"})
    void coordinatesThatAreNoneAreToldWithTheirPlace(String number) throws IOException {
        Path file = annotated(annotation("[[1, 1, 4, 1, 4, " + number + "]]"));
        String message = refusal(file);
        assertTrue(message.contains("$.annotations[0].segmentation[0]["), message);
    }

    @Test
    void bytesThatAreNoTextAreTold() throws IOException {
        Path file = folder.resolve("a.json");
        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 0x7B, 0});
        assertTrue(refusal(file).contains("is no text in UTF-8"), refusal(file));
        assertTrue(refusal(folder.resolve("b.json")).startsWith("There is no file"));
    }

    @Test
    void deepNestingIsNoFault() throws IOException {
        int deep = 200_000;
        Path file =
                write("{\"info\": " + "[".repeat(deep) + "]".repeat(deep) + ", " + IMAGES + ", " + CATEGORIES + "}");
        assertEquals(1, CocoFile.read(file, Progress.NONE).images().size());
        write("{\"annotations\": " + "[".repeat(deep));
        assertTrue(refusal(file).length() < 400, refusal(file));
        write("{\"info\": " + "{\"a\":".repeat(deep));
        assertTrue(refusal(file).length() < 400, refusal(file));
    }

    @Test
    void everyBeginningOfAFileIsRefused() throws IOException {
        String whole = Files.readString(
                annotated(annotation("[[1, 1, 4, 1, 4, 3]]"), annotation("{\"size\": [4, 5], \"counts\": \"52207\"}")));
        for (int length = 0; length < whole.length(); length++) {
            Path file = write(whole.substring(0, length));
            assertTrue(refusal(file).contains(file.toString()), whole.substring(0, length));
        }
    }

    @Test
    void changedFilesAreReadOrRefused() throws IOException {
        Path file =
                annotated(annotation("[[1, 1, 4, 1, 4, 3]]"), annotation("{\"size\": [4, 5], \"counts\": \"52207\"}"));
        Random random = new Random(2);
        byte[] whole = Files.readAllBytes(file);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(95));
            Files.write(file, bytes);
            try {
                CocoFile coco = CocoFile.read(file, Progress.NONE);
                coco.images().forEach(coco::regions);
            } catch (TesseraException e) {
                refused++;
                assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
            }
        }
        assertTrue(refused > 100 && refused < 1000, refused + " refused");
    }

    @Test
    void numbersThatPythonWritesAreNoFaultWhereTheyAreNotNeeded() throws IOException {
        Path file = annotated(annotation("[[1, 1, 4, 1, 4, 3]], \"area\": NaN, \"score\": -Infinity"));
        assertEquals(1, CocoFile.read(file, Progress.NONE).images().size());
    }

    @Test
    void cocoIsToldFromGeoJson() throws IOException {
        assertTrue(CocoFile.isCoco(write("{" + IMAGES + "}")));
        assertFalse(CocoFile.isCoco(write("{\"type\": \"FeatureCollection\", \"features\": []}")));
        assertFalse(CocoFile.isCoco(write("[]")));
    }

    @Test
    void manyAnnotationsAreQuick() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            int x = i % 100 * 20;
            int y = i / 100 * 20;
            all.append(i == 0 ? "" : ",")
                    .append(annotation(
                            "[[" + x + "," + y + "," + (x + 19.5) + "," + y + "," + x + "," + (y + 19) + "]]"));
        }
        Path file = annotated(all.toString());
        Files.writeString(
                file,
                Files.readString(file).replace("\"width\": 5, \"height\": 4", "\"width\": 2048, \"height\": 2048"));
        int found = assertTimeout(Duration.ofSeconds(20), () -> {
            CocoFile coco = CocoFile.read(file, Progress.NONE);
            return coco.regions(coco.images().get(0)).size();
        });
        assertEquals(10_000, found);
    }
}

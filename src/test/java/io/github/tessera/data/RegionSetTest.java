package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.Region;
import io.github.tessera.image.RegionClass;
import io.github.tessera.image.RegionStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegionSetTest {
    @TempDir
    Path folder;

    private Path images;
    private Path labels;

    @BeforeEach
    void makeFolders() throws IOException {
        images = Files.createDirectories(folder.resolve("größere Bilder"));
        labels = Files.createDirectories(folder.resolve("labels 1"));
    }

    private void image(String name) {
        ImageFiles.savePng(List.of(new byte[20]), 5, 4, images.resolve(name));
    }

    private static Roi box(String name) {
        Roi roi = new Roi(1, 1, 2, 2);
        roi.setName(name);
        return roi;
    }

    private static void zip(Path file, String roi) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(roi + ".roi"));
            zip.write(RoiEncoder.saveAsByteArray(box(roi)));
        }
    }

    private static void overlay(Path file, int slices, String name) {
        ImageStack stack = new ImageStack(5, 4);
        for (int i = 0; i < slices; i++) {
            stack.addSlice(new ByteProcessor(5, 4));
        }
        ImagePlus imp = new ImagePlus("a", stack);
        if (name != null) {
            Roi roi = box(name);
            roi.setPosition(slices > 1 ? 2 : 0);
            imp.setOverlay(new Overlay(roi));
        }
        ImageFiles.saveTiff(imp, file);
    }

    private RegionSet set(Path regions) {
        return RegionSet.of(images, regions, RegionClass.NAME, Progress.NONE);
    }

    private String refusal(Path regions) {
        return assertThrows(TesseraException.class, () -> set(regions)).getMessage();
    }

    /** Each image with the classes on each of its planes. */
    private List<String> described(RegionSet set) {
        List<String> lines = new ArrayList<>();
        for (Path image : set.images()) {
            RegionStack stack = set.open(image, Progress.NONE);
            String planes = stack.regions().stream()
                    .map(plane -> plane.stream().map(Region::className).collect(Collectors.joining("+")))
                    .collect(Collectors.joining("|"));
            lines.add(stack.stack().name() + " " + planes);
        }
        return lines;
    }

    @Test
    void roiSetsBelongToTheImageOfTheirName() throws IOException {
        image("cell1.png");
        image("cell2.png");
        image("cell10.png");
        zip(labels.resolve("RoiSet_cell2.zip"), "axon");
        zip(labels.resolve("RoiSet_cell10.zip"), "0001-0002");
        zip(labels.resolve("RoiSet_cell3.zip"), "axon");
        RegionSet set = set(labels);
        assertEquals(List.of("cell2.png axon", "cell10.png foreground"), described(set));
        assertEquals(List.of("größere Bilder/cell1.png", "labels 1/RoiSet_cell3.zip"), set.unpaired());
        assertEquals(List.of(), set.order());
    }

    @Test
    void setsAndSingleRoisMayLieBesideTheImages() throws IOException {
        image("a.png");
        image("b.png");
        zip(images.resolve("a.zip"), "axon");
        Files.write(images.resolve("b.roi"), RoiEncoder.saveAsByteArray(box("soma")));
        assertEquals(List.of("a.png axon", "b.png soma"), described(set(images)));
    }

    @Test
    void aSingleFileIsTaken() throws IOException {
        image("a.png");
        zip(labels.resolve("a.zip"), "axon");
        zip(labels.resolve("b.zip"), "axon");
        assertEquals(List.of("a.png axon"), described(set(labels.resolve("a.zip"))));
        assertTrue(refusal(labels.resolve("b.zip")).startsWith("Nothing in "), refusal(labels.resolve("b.zip")));
    }

    @Test
    void overlaysOfTheImagesThemselvesAreRead() {
        overlay(images.resolve("a.tif"), 1, "axon");
        overlay(images.resolve("b.tif"), 3, "soma-2");
        overlay(images.resolve("c.tif"), 1, null);
        RegionSet set = set(images);
        assertEquals(List.of("a.tif axon", "b.tif |soma|"), described(set));
        assertEquals(List.of("größere Bilder/c.tif"), set.unpaired());
    }

    @Test
    void overlaysOfOtherFilesAreReadWhereTheSizesAgree() {
        overlay(images.resolve("a.tif"), 1, null);
        overlay(labels.resolve("a.tif"), 1, "axon");
        assertEquals(List.of("a.tif axon"), described(set(labels)));
        overlay(labels.resolve("a.tif"), 3, "axon");
        RegionSet set = set(labels);
        TesseraException e =
                assertThrows(TesseraException.class, () -> set.open(set.images().get(0), Progress.NONE));
        assertTrue(e.getMessage().contains("5 x 4 pixels, 3 slices; give both the same size"), e.getMessage());
    }

    @Test
    void geoJsonBelongsToTheImageOfItsName() throws IOException {
        image("a.png");
        String feature =
                "{\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[1,1],[4,1],[4,3]]]}, \"properties\":"
                        + " {\"classification\": \"Tumor\"}}";
        Files.writeString(labels.resolve("a.geojson"), "[" + feature + "]");
        assertEquals(List.of("a.png Tumor"), described(set(labels)));
    }

    private Path coco(String... names) throws IOException {
        StringBuilder listed = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            listed.append(i == 0 ? "" : ",")
                    .append("{\"id\": " + i + ", \"file_name\": \"" + names[i] + "\", \"width\": 5, \"height\": 4}");
        }
        return Files.writeString(
                labels.resolve("coco.json"),
                "{\"images\": [" + listed
                        + "], \"categories\": [{\"id\": 1, \"name\": \"b\"}, {\"id\": 2, \"name\": \"a\"}],"
                        + " \"annotations\": [{\"id\": 1, \"image_id\": 0, \"category_id\": 2, \"segmentation\":"
                        + " [[1,1,4,1,4,3]]}]}");
    }

    @Test
    void aCocoFileNamesItsImages() throws IOException {
        image("1.png");
        image("2.png");
        image("3.png");
        coco("train/2.png", "1.jpg", "9.jpg");
        RegionSet set = set(labels);
        assertEquals(List.of("1.png ", "2.png a"), described(set));
        assertEquals(List.of("größere Bilder/3.png", "coco.json/9.jpg"), set.unpaired());
        assertEquals(List.of("b", "a"), set.order());
    }

    @Test
    void aNameThatFitsTwiceIsNotGuessed() throws IOException {
        image("1.png");
        coco("1.jpg", "1.tif");
        assertTrue(refusal(labels).startsWith("Nothing in " + labels), refusal(labels));
        coco("x/1.png", "y/1.png");
        assertTrue(refusal(labels).contains("x/1.png and y/1.png, which have one name"), refusal(labels));
    }

    @Test
    void cocoImagesOfAnotherSizeAreTold() throws IOException {
        ImageFiles.savePng(List.of(new byte[6]), 3, 2, images.resolve("1.png"));
        coco("1.png");
        RegionSet set = set(labels);
        TesseraException e =
                assertThrows(TesseraException.class, () -> set.open(set.images().get(0), Progress.NONE));
        assertTrue(e.getMessage().contains("is 3 x 2 pixels, but coco.json has outlines for 5 x 4"), e.getMessage());
    }

    @Test
    void severalKindsAndNoneAreTold() throws IOException {
        image("1.png");
        assertTrue(refusal(labels).contains("holds no regions"), refusal(labels));
        assertTrue(refusal(labels.resolve("missing")).startsWith("There is no file or folder"));
        coco("1.png");
        Files.copy(labels.resolve("coco.json"), labels.resolve("val.json"));
        assertTrue(refusal(labels).contains("choose that file instead of the folder"), refusal(labels));
        zip(labels.resolve("1.zip"), "axon");
        assertTrue(refusal(labels).contains("holds both ROIs (1.zip) and JSON (coco.json)"), refusal(labels));
    }
}

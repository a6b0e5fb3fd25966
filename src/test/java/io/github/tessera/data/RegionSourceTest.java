package io.github.tessera.data;

import static io.github.tessera.data.RegionFolders.columns;
import static io.github.tessera.data.RegionFolders.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.Roi;
import io.github.tessera.image.Palette;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.RegionClass;
import io.github.tessera.image.RegionStack;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn becomes labels, whatever it is kept in. */
class RegionSourceTest {
    private static final MaskSettings REGIONS = MaskSettings.defaults().withKind(LabelKind.REGIONS);
    private static final MaskSettings REST = REGIONS.withRestBackground(true);

    @TempDir
    Path folder;

    private RegionFolders files;

    @BeforeEach
    void makeFolders() {
        files = new RegionFolders(folder);
        files.image("a.tif");
        files.image("b.tif");
    }

    @Test
    void roiSetsAreRead() {
        files.zip("RoiSet_a.zip", columns("soma-1", 0, 1), columns("axon", 2, 1));
        files.zip("RoiSet_b.zip", columns("soma-2", 1, 2));
        LabelledSet set = files.read(REGIONS);
        assertEquals(List.of("axon", "soma"), set.classes().names());
        assertEquals("1x0x", row(set, 0));
        assertEquals("x11x", row(set, 1));
        assertEquals(
                """
                2 images with masks, grey, 8 bits
                The classes are drawn as regions:
                  drawn as axon -> axon, 12.50 % of the pixels
                  drawn as soma -> soma, 37.50 % of the pixels
                  what is not drawn -> ignored, 50.00 % of the pixels""",
                set.describe());
    }

    @Test
    void theRestCanBeBackground() {
        files.zip("a.zip", columns("soma", 0, 1), columns("axon", 2, 1));
        LabelledSet set = files.read(REST);
        assertEquals(List.of("background", "axon", "soma"), set.classes().names());
        assertEquals("2010", row(set, 0));
        assertTrue(set.describe().contains("  the rest -> background, 50.00 % of the pixels"), set.describe());
        assertTrue(!set.describe().contains("ignored"), set.describe());
        assertEquals(List.of("größere Bilder/b.tif"), set.unpaired());
    }

    @Test
    void theLaterOneCountsAndIgnoreAlways() {
        files.zip("a.zip", columns("Ignored", 3, 1), columns("a", 0, 2), columns("b", 1, 3));
        LabelledSet set = files.read(REST);
        assertEquals(List.of("background", "a", "b"), set.classes().names());
        assertEquals("122x", row(set, 0));
        assertTrue(set.describe().contains("  drawn as ignore -> ignored, 25.00 % of the pixels"), set.describe());
    }

    @Test
    void overlaysOfTheImagesThemselvesAreRead() {
        Roi second = columns("soma", 0, 1);
        second.setPosition(2);
        files.overlay(files.images, "a.tif", 3, second, columns("axon", 3, 1));
        LabelledSet set = LabelledSet.fromFolders(files.images, files.images, REST, Progress.NONE);
        assertEquals(List.of("größere Bilder/b.tif"), set.unpaired(), "it has no overlay");
        assertEquals(3, set.images().size());
        assertEquals(List.of("0001", "2001", "0001"), List.of(row(set, 0), row(set, 1), row(set, 2)));
    }

    @Test
    void chosenSlicesHaveTheirOwnRegions() {
        Roi third = columns("soma", 0, 1);
        third.setPosition(3);
        files.overlay(files.images, "a.tif", 3, third, columns("axon", 3, 1));
        ReadingSettings reading = ReadingSettings.of(PlaneChoice.parse("all", "2-3", "all"), 0);
        LabelledSet set = LabelledSet.fromFolders(files.images, files.images, REST, reading, Progress.NONE);
        assertEquals(List.of("a.tif slice 2", "a.tif slice 3"), set.names());
        assertEquals(List.of("0001", "2001"), List.of(row(set, 0), row(set, 1)));
    }

    @Test
    void overlaysInAFolderOfTheirOwnAreRead() {
        files.overlay(files.regions, "a_labels.tif", 1, columns("soma", 0, 1));
        assertEquals("1000", row(files.read(REST), 0));
    }

    @Test
    void geoJsonIsReadWithItsColours() {
        String feature =
                """
                {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[%d,0],[%d,0],[%d,2],[%d,2],[%d,0]]]},
                 "properties": {"classification": {"name": "%s", "color": [%s]}}}""";
        files.text("a.geojson", "[" + feature.formatted(0, 1, 1, 0, 0, "Tumor", "200, 0, 1") + "]");
        files.text("b.geojson", "[" + feature.formatted(2, 4, 4, 2, 2, "Stroma", "0, 200, 2") + "]");
        LabelledSet set = files.read(REST);
        assertEquals(List.of("background", "Stroma", "Tumor"), set.classes().names());
        assertEquals(
                List.of(Palette.standard().colours().get(0), 0x00C802, 0xC80001),
                set.classes().colours());
        assertEquals("2000", row(set, 0));
        assertEquals("0011", row(set, 1));
        assertEquals(0xC80001, set.classes().palette().colours().get(2));
    }

    @Test
    void aCocoFileTellsTheOrder() {
        files.text(
                "coco.json",
                """
                {"images": [{"id": 1, "file_name": "x/a.tif", "width": 4, "height": 2},
                  {"id": 2, "file_name": "b.png", "width": 4, "height": 2}],
                 "categories": [{"id": 1, "name": "zebra"}, {"id": 2, "name": "cat"}, {"id": 3, "name": "ant"}],
                 "annotations": [
                  {"id": 1, "image_id": 1, "category_id": 3, "segmentation": [[0,0, 2,0, 2,2, 0,2]]},
                  {"id": 2, "image_id": 1, "category_id": 1, "segmentation": {"size": [2, 4], "counts": [6, 2]}, "iscrowd": 1}]}""");
        LabelledSet set = files.read(REST);
        assertEquals(List.of("background", "zebra", "ant"), set.classes().names());
        assertEquals("2201", row(set, 0));
        assertEquals("0000", row(set, 1));
    }

    @Test
    void theGroupOrTheFullNameCanTellTheClass() {
        files.zip("a.zip", columns("CD-4", 0, 1), columns("CD-8", 2, 1));
        assertEquals(List.of("background", "CD"), files.read(REST).classes().names());
        assertEquals(
                List.of("CD-4", "CD-8"),
                files.read(REGIONS.withRegionClass(RegionClass.FULL_NAME))
                        .classes()
                        .names());
        assertEquals(
                List.of("background", "foreground"),
                files.read(REST.withRegionClass(RegionClass.GROUP)).classes().names());
    }

    @Test
    void aTableGivesOrderAndColours() {
        files.zip("a.zip", columns("soma", 0, 1), columns("AXON", 2, 1));
        ClassTable table = new ClassTable(
                List.of(
                        new ClassTable.Entry("soma", 0x112233, 0),
                        new ClassTable.Entry("axon", 0x445566, 1),
                        new ClassTable.Entry("glia", 0x778899, 2)),
                true);
        LabelledSet set = files.read(REGIONS.withTable(table));
        assertEquals(table, set.classes());
        assertEquals("0x1x", row(set, 0));
        assertEquals(
                "The rest is to be background, but the table of classes names no class \"background\"; add a line for it.",
                files.refusal(REST.withTable(table)));
    }

    @Test
    void aClassThatIsNotInTheTableIsNamedWithItsFile() {
        files.zip("a.zip", columns("soma", 0, 1));
        files.zip("b.zip", columns("axon", 2, 1));
        String message = files.refusal(REST.withTable(ClassTable.named(List.of("background", "soma"))));
        assertTrue(
                message.startsWith(
                        "Something on b.tif is drawn as the class \"axon\", but the classes are background, soma; rename"),
                message);
    }

    @Test
    void oneClassNeedsTheRest() {
        files.zip("a.zip", columns("soma", 0, 1));
        assertTrue(files.refusal(REGIONS).startsWith("Only the class soma is drawn;"), files.refusal(REGIONS));
    }

    @Test
    void anOpenImageHasItsOverlay() {
        Roi second = columns("soma", 0, 1);
        second.setPosition(2);
        ImagePlus imp = RegionFolders.drawn(2, second, columns("axon", 3, 1));
        LabelledSet set = LabelledSet.fromRegions(
                RegionStack.ofOverlay(imp, imp, RegionClass.NAME, Progress.NONE),
                REST,
                ReadingSettings.ALL,
                Progress.NONE);
        assertEquals(List.of("0001", "2001"), List.of(row(set, 0), row(set, 1)));
        assertEquals("drawn slice 2", set.images().get(1).name());
    }

    @Test
    void regionsAreThoseOfTheChosenSlices() {
        Roi second = columns("soma", 0, 1);
        second.setPosition(2);
        ImagePlus imp = RegionFolders.drawn(2, second, columns("axon", 3, 1));
        imp.setSlice(2);
        LabelledSet set = LabelledSet.fromRegions(
                RegionStack.ofOverlay(imp, imp, RegionClass.NAME, Progress.NONE),
                REST,
                ReadingSettings.of(PlaneChoice.parse("all", "current", "all"), 0),
                Progress.NONE);
        assertEquals(List.of("drawn slice 2"), set.names());
        assertEquals("2001", row(set, 0));
    }

    @Test
    void anOpenImageWithoutAFittingOverlayIsRefused() {
        ImagePlus imp = RegionFolders.drawn(2);
        ImagePlus other = RegionFolders.drawn(1, columns("axon", 3, 1));
        assertTrue(refusal(imp, imp).startsWith("The image drawn has no overlay; draw"), refusal(imp, imp));
        assertTrue(
                refusal(imp, other)
                        .startsWith("The image drawn is 4 x 2 pixels, 2 slices, but drawn, which has its overlay, is"),
                refusal(imp, other));
    }

    private static String refusal(ImagePlus imp, ImagePlus drawn) {
        return assertThrows(
                        TesseraException.class,
                        () -> RegionStack.ofOverlay(imp, drawn, RegionClass.NAME, Progress.NONE))
                .getMessage();
    }

    @Test
    void drawingCanBeCancelled() {
        ImagePlus imp = RegionFolders.drawn(1, columns("axon", 3, 1));
        RegionStack drawn = RegionStack.ofOverlay(imp, imp, RegionClass.NAME, Progress.NONE);
        assertThrows(
                CancelledException.class,
                () -> LabelledSet.fromRegions(drawn, REST, ReadingSettings.ALL, new Progress() {
                    @Override
                    public boolean cancelled() {
                        return true;
                    }
                }));
    }
}

package io.github.tessera.data;

import static io.github.tessera.data.LabelFolders.labels;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.NoMemoryException;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used is left out if the user chose so, and nothing else is. */
class SkipBadTest {
    private static final MaskSettings DEFAULTS = MaskSettings.defaults();
    private static final int RED = 0xFF0000;

    @TempDir
    Path folder;

    private LabelFolders files;
    private final List<String> log = new ArrayList<>();

    private final Progress logging = new Progress() {
        @Override
        public void log(String line) {
            log.add(line);
        }
    };

    /** Four images of 3 x 1 pixels with masks of 0 and 255. */
    @BeforeEach
    void soundFiles() {
        files = new LabelFolders(folder);
        for (String name : List.of("a.png", "b.png", "c.png", "d.png")) {
            files.image(name, 3, 1);
            files.grey(name, 3, 0, 255, 0);
        }
    }

    /** What is left out, after it was seen that it is an error elsewhere, and that the rest is read as it would be without it. */
    private List<String> leftOut(MaskSettings settings) {
        log.clear();
        TesseraException refusal = assertThrows(TesseraException.class, () -> files.read(settings));
        LabelledSet set = files.read(settings.withSkipBad(true), logging);
        assertEquals(set.leftOut().size(), log.size(), log.toString());
        for (int i = 0; i < log.size(); i++) {
            LeftOut out = set.leftOut().get(i);
            assertEquals("Left out, for it cannot be used: " + out.image() + ". " + out.problem(), log.get(i));
        }
        List<String> names = set.leftOut().stream().map(LeftOut::image).toList();
        assertTrue(set.describe().contains("\nNot to be used, left out: " + String.join(", ", names) + "\n"));
        assertTrue(
                set.leftOut().stream().anyMatch(out -> out.problem().equals(refusal.getMessage())),
                refusal.getMessage());
        assertTrue(set.images().stream().noneMatch(image -> names.contains(image.name())));
        assertEquals(4, set.images().size() + names.size());
        for (int i = 0; i < set.images().size(); i++) {
            assertArrayEquals(new int[] {0, 1, 0}, labels(set, i));
        }
        return names;
    }

    @Test
    void imagesAndMasksThatCannotBeRead() throws IOException {
        Files.write(files.images.resolve("a.png"), new byte[0]);
        Files.writeString(files.masks.resolve("c.png"), "nothing");
        assertEquals(List.of("a.png", "c.png"), leftOut(DEFAULTS));
    }

    @Test
    void masksOfAnotherSize() {
        files.grey("b.png", 2, 0, 255);
        assertEquals(List.of("b.png"), leftOut(DEFAULTS));
    }

    @Test
    void imagesOfOtherChannelsThanMostEvenTheFirst() {
        byte[] channel = new byte[3];
        ImageFiles.savePng(List.of(channel, channel, channel), 3, 1, files.images.resolve("a.png"));
        LabelledSet set = files.read(DEFAULTS.withSkipBad(true), logging);
        assertEquals(
                List.of(new LeftOut(
                        "a.png",
                        "The image a.png has 3 channels, but b.png has 1; convert all images to the same type (Image >"
                                + " Type).")),
                set.leftOut());
        assertEquals(3, set.images().size());
    }

    @Test
    void strayValuesAmongBlackAndWhite() {
        files.grey("c.png", 3, 0, 17, 255);
        files.grey("d.png", 3, 9, 255, 0);
        assertEquals(List.of("d.png", "c.png"), leftOut(DEFAULTS));
    }

    @Test
    void numberedObjectsAmongBinaryMasks() {
        files.grey("a.png", 3, 0, 40, 41);
        assertEquals(List.of("a.png"), leftOut(DEFAULTS));
        assertEquals(List.of("a.png"), leftOut(DEFAULTS.withClassValue(255)));
    }

    @Test
    void valuesThatFewHoldNotThoseThatMostHold() {
        for (String name : List.of("a.png", "b.png", "c.png")) {
            files.grey(name, 3, 0, 5, 0);
        }
        files.grey("d.png", 3, 0, 128, 0);
        assertEquals(List.of("d.png"), leftOut(DEFAULTS));
    }

    @Test
    void valuesOfNoClassOfTheTable() {
        files.grey("d.png", 3, 0, 3, 255);
        for (String name : List.of("a.png", "b.png", "c.png")) {
            files.grey(name, 3, 0, 1, 0);
        }
        assertEquals(List.of("d.png"), leftOut(DEFAULTS.withTable(ClassTable.named(List.of("sky", "road", "tree")))));
    }

    @Test
    void aColouredPictureAmongGreyMasks() {
        files.rgb("b.png", 3, 0, RED, 0x00FF01);
        assertEquals(List.of("b.png"), leftOut(DEFAULTS));
    }

    @Test
    void coloursOfNoClassAmongColouredMasks() {
        for (String name : List.of("a.png", "b.png", "c.png")) {
            files.rgb(name, 3, 0, ClassTable.vocColour(1), 0);
        }
        files.rgb("d.png", 3, 0, RED, 0x00FF01);
        assertEquals(List.of("d.png"), leftOut(DEFAULTS));
    }

    @Test
    void masksOfOtherLayersThanMostEvenTheFirst() {
        for (String name : List.of("b", "c", "d")) {
            files.replaceMask(name, new int[] {7, 0, 7}, new int[] {0, 7, 0});
        }
        files.replaceMask("a", new int[] {7, 0, 0}, new int[] {0, 7, 0}, new int[] {0, 0, 7});
        assertEquals(List.of("a.png"), leftOut(DEFAULTS.withKind(LabelKind.ONE_HOT)));
    }

    @Test
    void imagesThatDoNotTellTheSizeOfTheirPixelsIfItIsAskedFor() {
        ImagePlus imp = new ImagePlus("a", new ByteProcessor(3, 1));
        imp.getCalibration().setUnit("um");
        imp.getCalibration().pixelWidth = 0.5;
        imp.getCalibration().pixelHeight = 0.5;
        files.replaceImage("a", imp);
        ReadingSettings half = ReadingSettings.of(PlaneChoice.ALL, 0.5);
        LabelledSet set = LabelledSet.fromFolders(files.images, files.masks, DEFAULTS.withSkipBad(true), half, logging);
        assertEquals(List.of("a.tif"), set.names());
        assertEquals(3, set.leftOut().size());
        assertTrue(set.leftOut().get(0).problem().startsWith("The image b.png does not tell how large its pixels are"));
    }

    @Test
    void aStackGoesAsAWhole() {
        ImageStack two = new ImageStack(3, 1);
        two.addSlice(new ByteProcessor(3, 1));
        two.addSlice(new ByteProcessor(3, 1));
        files.replaceImage("a", new ImagePlus("a", two));
        files.replaceMask("a", new int[] {0, 255, 0}, new int[] {0, 255, 17});
        LabelledSet set = files.read(DEFAULTS.withSkipBad(true));
        assertEquals(3, set.images().size());
        assertEquals(
                List.of("a.tif"), set.leftOut().stream().map(LeftOut::image).toList());
        files.replaceMask("a", new int[] {0, 255, 0});
        set = files.read(DEFAULTS.withSkipBad(true));
        assertEquals(3, set.images().size());
        assertArrayEquals(new int[] {0, 1, 0}, labels(set, 0));
    }

    @Test
    void nothingIsLeft() throws IOException {
        for (String name : List.of("a.png", "b.png", "c.png", "d.png")) {
            Files.write(files.images.resolve(name), new byte[0]);
        }
        String message = files.refusal(DEFAULTS.withSkipBad(true));
        assertTrue(message.startsWith("None of the images can be used: The file " + files.images + "/a.png is empty;"));
        assertTrue(message.contains("/c.png is empty;"), message);
        assertTrue(message.endsWith(" And 1 more."), message);
    }

    @Test
    void whatIsWrongWithTheWholeSetStaysAnError() {
        MaskSettings skip = DEFAULTS.withSkipBad(true);
        assertTrue(files.refusal(skip.withClassValue(7)).startsWith("The class value is 7, but"));
        assertTrue(files.refusal(skip.withKind(LabelKind.OBJECTS).withTable(ClassTable.named(List.of("a", "b", "c"))))
                .startsWith("The table of classes has 3 classes, but these labels have 2"));
    }

    @Test
    void cancellingIsNoBadFile() {
        assertThrows(
                CancelledException.class,
                () -> files.read(DEFAULTS.withSkipBad(true), new Progress() {
                    private int asked;

                    @Override
                    public boolean cancelled() {
                        return ++asked > 3;
                    }
                }));
    }

    @Test
    void aFullMemoryIsNoBadFile() {
        for (Throwable full : List.of(new NoMemoryException("Full."), new OutOfMemoryError())) {
            LabelSource<LabelPlane> source = new LabelSource<>() {
                @Override
                public List<Path> images() {
                    return List.of(Path.of("a.png"));
                }

                @Override
                public List<String> unpaired() {
                    return List.of();
                }

                @Override
                public List<String> notes() {
                    return List.of();
                }

                @Override
                public Read<LabelPlane> read(Path image, Progress progress) {
                    if (full instanceof Error error) {
                        throw error;
                    }
                    throw (NoMemoryException) full;
                }

                @Override
                public Labels labels(List<LabelPlane> planes) {
                    throw new AssertionError("nothing was read");
                }
            };
            SetReader<LabelPlane> reader =
                    new SetReader<>(source, DEFAULTS.withSkipBad(true), ReadingSettings.ALL, logging);
            assertSame(full, assertThrows(Throwable.class, reader::read));
        }
        assertEquals(List.of(), log);
    }

    @Test
    void soundFilesAreNotTouched() {
        LabelledSet set = files.read(DEFAULTS.withSkipBad(true), logging);
        assertEquals(4, set.images().size());
        assertEquals(List.of(), set.leftOut());
        assertEquals(List.of(), log);
        assertEquals(files.read(DEFAULTS).describe(), set.describe());
    }
}

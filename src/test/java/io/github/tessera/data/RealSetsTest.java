package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tessera.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of real images, where there are any. */
class RealSetsTest {
    private static final MaskSettings DEFAULTS = MaskSettings.defaults();

    private static Path realSet(String name) {
        String property = System.getProperty("tessera.data", System.getenv("TESSERA_DATA"));
        assumeTrue(property != null, "skipped: neither tessera.data nor TESSERA_DATA names a folder of real images");
        Path set = Path.of(property, name);
        assumeTrue(Files.isDirectory(set), "skipped: there is no " + set);
        return set;
    }

    @ParameterizedTest
    @CsvSource({
        "isbi2012_em_membranes, 24, 1, 2, 255",
        "dsb2018_he_nuclei_rgb, 40, 3, 2, 255",
        "camvid_12class, 96, 3, 11, 11",
        "aerial_buildings, 2, 3, 2, 255"
    })
    void realSetsAreReadAsTheirNotesSay(String name, int pairs, int channels, int classes, int ignore) {
        Path set = realSet(name);
        LabelledSet read = LabelledSet.fromFolders(
                set.resolve("images"), set.resolve("masks"), DEFAULTS.withIgnoreValue(ignore), Progress.NONE);
        assertEquals(pairs, read.images().size());
        assertEquals(channels, read.channels());
        assertEquals(classes, read.coding().classes().size());
        assertEquals(List.of(), read.unpaired());
    }

    @ParameterizedTest
    @CsvSource({"dsb2018_he_nuclei_rgb, 40", "dsb2018_fluorescence_nuclei, 240"})
    void numberedNucleiAreTheMasks(String name, int pairs) {
        Path set = realSet(name);
        MaskSettings objects = DEFAULTS.withKind(LabelKind.OBJECTS);
        LabelledSet numbered =
                LabelledSet.fromFolders(set.resolve("images"), set.resolve("labels"), objects, Progress.NONE);
        LabelledSet binary =
                LabelledSet.fromFolders(set.resolve("images"), set.resolve("masks"), DEFAULTS, Progress.NONE);
        assertEquals(pairs, numbered.images().size());
        assertEquals(binary.counts(), numbered.counts());
        LabelledSet bordered = LabelledSet.fromFolders(
                set.resolve("images"), set.resolve("labels"), objects.withKind(LabelKind.BORDERS), Progress.NONE);
        assertEquals(
                binary.counts().classes().get(1),
                bordered.counts().classes().get(1) + bordered.counts().classes().get(2));
    }
}

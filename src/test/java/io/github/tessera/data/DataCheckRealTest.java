package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tessera.data.Finding.Kind;
import io.github.tessera.data.Finding.Severity;
import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On real sets that are as they should be nothing is warned of, and what is then spoilt is found. */
class DataCheckRealTest {
    private static final int EVERY = 8;

    private static LabelledSet read(String name, int classValue, int ignoreValue) {
        String property = System.getProperty("tessera.data", System.getenv("TESSERA_DATA"));
        assumeTrue(property != null, "skipped: neither tessera.data nor TESSERA_DATA names a folder of real images");
        Path folder = Path.of(property, name);
        assumeTrue(Files.isDirectory(folder), "skipped: there is no " + folder);
        MaskSettings settings = MaskSettings.defaults().withIgnoreValue(ignoreValue);
        return LabelledSet.fromFolders(
                folder.resolve("images"),
                folder.resolve("masks"),
                classValue < 0 ? settings : settings.withClassValue(classValue),
                Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "isbi2012_em_membranes,0,255",
        "isbi2012_em_membranes,-1,255",
        "dsb2018_fluorescence_nuclei,-1,255",
        "dsb2018_he_nuclei_rgb,-1,255",
        "cvc612_polyps,-1,255",
        "camvid_12class,-1,11",
        "aerial_buildings,-1,255"
    })
    void soundSetsCauseNoWarning(String name, int classValue, int ignoreValue) {
        LabelledSet set = read(name, classValue, ignoreValue);
        Split split = SplitSettings.defaults().of(set.names());
        List<Finding> warnings = DataCheck.of(set, split, 256, Progress.NONE).findings().stream()
                .filter(finding -> finding.kind().severity() == Severity.WARNING)
                .toList();
        assertEquals(List.of(), warnings);
    }

    @ParameterizedTest
    @CsvSource({
        "isbi2012_em_membranes,0",
        "isbi2012_em_membranes,-1",
        "dsb2018_fluorescence_nuclei,-1",
        "dsb2018_he_nuclei_rgb,-1",
        "cvc612_polyps,-1"
    })
    void invertedMasksAreFound(String name, int classValue) {
        LabelledSet set = read(name, classValue, LabelImage.IGNORED);
        List<LabelledImage> images = new ArrayList<>(set.images());
        Set<Integer> inverted = new HashSet<>();
        for (int i = 0; i < images.size(); i += EVERY) {
            LabelledImage image = images.get(i);
            images.set(i, new LabelledImage(image.name(), image.pixels(), image.bitDepth(), inverse(image.labels())));
            inverted.add(i);
        }
        DataCheck check = DataCheck.of(
                set.coding().classes(),
                images,
                List.of(),
                List.of(),
                SplitSettings.defaults().of(set.names()),
                256,
                Progress.NONE);
        Finding finding = check.findings().stream()
                .filter(f -> f.kind() == Kind.INVERTED_SOME)
                .findFirst()
                .orElseThrow();
        assertTrue(inverted.containsAll(finding.images()), finding.toString());
        assertTrue(
                finding.images().size() >= 0.9 * inverted.size(),
                finding.images().size() + " of " + inverted.size());
    }

    private static RandomAccessibleInterval<UnsignedByteType> inverse(
            RandomAccessibleInterval<UnsignedByteType> labels) {
        return Converters.convert(labels, (from, to) -> to.set(1 - from.get()), new UnsignedByteType());
    }
}

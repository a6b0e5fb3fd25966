package io.github.tessera.data.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.LeftOut;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A broken image or mask among sound ones, where the user chose to leave out what cannot be used. */
class SkippedInputsTest {
    private static final int FEWEST = 40;
    private static final int OF_EACH_CAUSE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Those that concern one pair, whatever the others are. */
    private static final Set<Cause> CAUSES = EnumSet.of(
            Cause.EMPTY_FILE,
            Cause.DISGUISED_FILE,
            Cause.OLD_FORMAT,
            Cause.GIF_OR_BMP_DAMAGED,
            Cause.PNG_CUT_OFF,
            Cause.PNG_DAMAGED,
            Cause.PNG_HEADER,
            Cause.JPEG_DAMAGED,
            Cause.TIFF_CUT_OFF,
            Cause.TIFF_HEADER,
            Cause.TIFF_FIELD,
            Cause.TIFF_DIRECTORY_LOOP,
            Cause.TIFF_SIZE,
            Cause.TIFF_STRIPS,
            Cause.TIFF_COMPRESSED_PIXELS,
            Cause.TIFF_KIND,
            Cause.TIFF_TILES,
            Cause.BIG_TIFF,
            Cause.TIFF_STACK,
            Cause.WRONG_SIZE,
            Cause.WRONG_SLICES,
            Cause.NON_FINITE_MASK,
            Cause.MASK_JPEG,
            Cause.MASK_COLOUR,
            Cause.ONE_HOT,
            Cause.CLASS_FILE_PIXELS,
            Cause.OBJECT_MASK,
            Cause.ROI_ZIP,
            Cause.ROI_IN_ZIP,
            Cause.ROI_FILE,
            Cause.GEO_JSON_FILE,
            Cause.GEO_JSON_GEOMETRY,
            Cause.LINK);

    @TempDir
    Path folder;

    static List<BrokenInput> inputs() {
        List<BrokenInput> all = BrokenInputs.all();
        return CAUSES.stream()
                .flatMap(cause -> all.stream()
                        .filter(input -> input.cause() == cause && input.isRefused())
                        .filter(input -> input.named().get(0).contains("cell"))
                        .limit(OF_EACH_CAUSE))
                .toList();
    }

    @Test
    void thereAreFortyOfThem() {
        assertTrue(inputs().size() >= FEWEST, inputs().size() + " inputs");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void isLeftOutAlone(BrokenInput input) throws Exception {
        Scene scene = new Scene(folder);
        input.builder().build(scene);
        String expected = new SoundPairs(scene).add(input);
        scene.settings = scene.settings.withSkipBad(true);
        assertTimeoutPreemptively(PATIENCE, () -> {
            LabelledSet set = input.reading() == Reading.DRAWN ? scene.readDrawn() : scene.read();
            List<String> names =
                    SoundPairs.NAMES.stream().map(name -> name + ".png").toList();
            assertEquals(names, set.images().stream().map(image -> image.name()).toList());
            assertEquals(String.join(" ", expected, expected, expected), Scene.labels(set));
            assertEquals(1, set.leftOut().size(), set.leftOut().toString());
            LeftOut out = set.leftOut().get(0);
            assertTrue(out.image().startsWith("cell."), out.image());
            PlainSentence.require(out.problem(), folder, input.named());
        });
    }
}

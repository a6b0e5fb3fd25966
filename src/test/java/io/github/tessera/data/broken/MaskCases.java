package io.github.tessera.data.broken;

import static io.github.tessera.data.broken.BrokenInput.fine;
import static io.github.tessera.data.broken.BrokenInput.refused;
import static io.github.tessera.data.broken.BrokenInput.uselessMask;
import static io.github.tessera.data.broken.Cause.CLASS_VALUE;
import static io.github.tessera.data.broken.Cause.MASK_VALUES;
import static io.github.tessera.data.broken.Cause.NON_FINITE_IMAGE;
import static io.github.tessera.data.broken.Cause.NON_FINITE_MASK;
import static io.github.tessera.data.broken.Cause.WRONG_SIZE;
import static io.github.tessera.data.broken.Cause.WRONG_SLICES;

import io.github.tessera.data.DataCheck;
import io.github.tessera.data.Finding;
import io.github.tessera.data.LabelKind;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.SplitSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

/** Masks of values: their sizes, and what stands in them. */
final class MaskCases {
    private static final String PNG = "png";
    private static final String TIF = "tif";
    private static final String IMAGE = "cell.png";
    private static final String MASK = "cell_mask.png";

    private MaskCases() {}

    static List<BrokenInput> sizes() {
        return List.of(
                refused(
                        WRONG_SIZE,
                        "the mask is smaller",
                        scene -> {
                            scene.soundImage("cell");
                            Scene.png(scene.mask(PNG), 2, 0, 255, 0, 255);
                        },
                        IMAGE,
                        MASK,
                        "4 x 3",
                        "2 x 2"),
                refused(
                        WRONG_SIZE,
                        "the mask lies on its side",
                        scene -> {
                            scene.soundImage("cell");
                            Scene.png(scene.mask(PNG), 3, Scene.MASK);
                        },
                        IMAGE,
                        MASK,
                        "3 x 4"),
                refused(
                        WRONG_SIZE,
                        "the mask is one row higher",
                        scene -> {
                            scene.soundImage("cell");
                            Scene.png(scene.mask(PNG), 4, new int[16]);
                        },
                        IMAGE,
                        MASK),
                refused(
                        WRONG_SIZE,
                        "a mask of objects",
                        scene -> {
                            scene.settings = scene.settings.withKind(LabelKind.OBJECTS);
                            scene.soundImage("cell");
                            Scene.png(scene.mask(PNG), 2, 0, 1, 2, 3);
                        },
                        IMAGE,
                        MASK),
                refused(
                        WRONG_SIZE,
                        "the image has other channels than the one before",
                        scene -> {
                            scene.soundPair("a");
                            scene.soundMask("cell");
                            Scene.rgb(scene.image(PNG), 4, Scene.ramp());
                        },
                        IMAGE));
    }

    static List<BrokenInput> slices() {
        byte[] two = RawTiff.file(false, 0, TiffCases.mask(), TiffCases.mask());
        return List.of(
                uselessMask(WRONG_SLICES, "two for one image", TIF, () -> two),
                refused(WRONG_SLICES, "one for an image of two", scene -> scene.withImage(TIF, two), "cell.tif", MASK),
                fine(
                        WRONG_SLICES,
                        "two compressed ones, although ImageJ's description is kept",
                        Reading.LABELS,
                        scene -> {
                            Files.write(scene.image(TIF), two);
                            RawTiff first = TiffCases.mask().deflated().describe("ImageJ=1.54p\nimages=2\nslices=2\n");
                            int[] other = new int[12];
                            other[0] = 255;
                            Files.write(
                                    scene.mask(TIF),
                                    RawTiff.file(
                                            false, 0, first, RawTiff.grey(other).deflated()));
                        },
                        Scene.LABELS + " 1000/0000/0000"),
                refused(
                        WRONG_SLICES,
                        "classes as slices of a mask for an image of two",
                        scene -> {
                            scene.settings = scene.settings.withKind(LabelKind.ONE_HOT);
                            Files.write(scene.image(TIF), two);
                            Files.write(scene.mask(TIF), two);
                        },
                        "cell.tif",
                        "cell_mask.tif"),
                fine(
                        WRONG_SLICES,
                        "two for an image of two",
                        Reading.LABELS,
                        scene -> {
                            Files.write(scene.image(TIF), two);
                            Files.write(scene.mask(TIF), two);
                        },
                        Scene.LABELS + " " + Scene.LABELS));
    }

    private static byte[] floats(float odd) {
        float[] values = new float[12];
        values[1] = 1;
        values[5] = odd;
        return RawTiff.floats(values).bytes();
    }

    static List<BrokenInput> nonFiniteMasks() {
        return List.of(
                uselessMask(NON_FINITE_MASK, "NaN", TIF, () -> floats(Float.NaN)),
                uselessMask(NON_FINITE_MASK, "infinite", TIF, () -> floats(Float.POSITIVE_INFINITY)),
                uselessMask(NON_FINITE_MASK, "infinite below 0", TIF, () -> floats(Float.NEGATIVE_INFINITY)),
                refused(
                        NON_FINITE_MASK,
                        "NaN among objects",
                        scene -> {
                            scene.settings = scene.settings.withKind(LabelKind.OBJECTS);
                            scene.withMask(TIF, floats(Float.NaN));
                        },
                        "cell_mask.tif"),
                refused(
                        NON_FINITE_MASK,
                        "NaN alone",
                        scene -> {
                            float[] values = new float[12];
                            Arrays.fill(values, Float.NaN);
                            scene.withMask(TIF, RawTiff.floats(values).bytes());
                        },
                        "cell_mask.tif"));
    }

    /** What Check Data... says of the intensities, as one sentence. */
    private static String check(Scene scene) {
        LabelledSet set = LabelledSet.fromFolders(scene.images, scene.masks, scene.settings, Progress.NONE);
        List<String> names = set.images().stream().map(image -> image.name()).toList();
        DataCheck check = DataCheck.of(set, SplitSettings.defaults().of(names), 3, Progress.NONE);
        return check.findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.NON_FINITE)
                .findFirst()
                .map(finding -> {
                    throw new TesseraException("In " + finding.named() + ": " + finding.text());
                })
                .map(Object::toString)
                .orElse("none");
    }

    private static BrokenInput intensities(String name, float odd, String... named) {
        return refused(
                NON_FINITE_IMAGE,
                name,
                MaskCases::check,
                scene -> {
                    float[] values = new float[12];
                    for (int i = 0; i < 12; i++) {
                        values[i] = i + 1;
                    }
                    values[7] = odd;
                    scene.withImage(TIF, RawTiff.floats(values).bytes());
                },
                named);
    }

    static List<BrokenInput> nonFiniteImages() {
        return List.of(
                intensities("NaN", Float.NaN, "cell.tif"),
                intensities("infinite", Float.POSITIVE_INFINITY, "cell.tif"),
                intensities("infinite below 0", Float.NEGATIVE_INFINITY, "cell.tif"),
                fine(
                        NON_FINITE_IMAGE,
                        "numbers near the largest",
                        MaskCases::check,
                        scene -> {
                            float[] values = new float[12];
                            Arrays.fill(values, Float.MAX_VALUE);
                            values[3] = -Float.MAX_VALUE;
                            scene.withImage(TIF, RawTiff.floats(values).bytes());
                        },
                        "none"),
                refused(
                        NON_FINITE_IMAGE,
                        "NaN alone",
                        MaskCases::check,
                        scene -> {
                            float[] values = new float[12];
                            Arrays.fill(values, Float.NaN);
                            scene.withImage(TIF, RawTiff.floats(values).bytes());
                        },
                        "cell.tif"));
    }

    static List<BrokenInput> values() {
        return List.of(
                refused(
                        MASK_VALUES,
                        "a class is missing",
                        scene -> scene.withMask(0, 1, 3, 0, 0, 1, 3, 0, 0, 0, 0, 0),
                        MASK,
                        "3",
                        "2"),
                refused(
                        MASK_VALUES,
                        "one value alone",
                        scene -> scene.withMask(7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7),
                        MASK,
                        "7"),
                refused(
                        MASK_VALUES,
                        "a stray pixel in black and white",
                        scene -> scene.withMask(0, 255, 255, 0, 9, 255, 255, 0, 0, 0, 0, 0),
                        MASK,
                        "9"),
                uselessMask(MASK_VALUES, "fractions", TIF, () -> floats(0.5f)),
                fine(
                        MASK_VALUES,
                        "signed 16 bits, of which ImageJ adds 32768",
                        Reading.LABELS,
                        scene -> {
                            byte[] pixels = new byte[24];
                            for (int i = 0; i < 12; i++) {
                                pixels[2 * i] = (byte) (Scene.MASK[i] == 0 ? 0 : 1);
                            }
                            scene.withMask(
                                    TIF,
                                    TiffCases.mask()
                                            .pixels(pixels)
                                            .set(RawTiff.BITS, 16)
                                            .set(RawTiff.FORMAT, 2)
                                            .bytes());
                        },
                        Scene.LABELS));
    }

    private static BrokenInput told(String name, MaskSettings settings, int[] mask, String... named) {
        return refused(
                CLASS_VALUE,
                name,
                scene -> {
                    scene.settings = settings;
                    scene.withMask(mask);
                },
                named);
    }

    static List<BrokenInput> classValues() {
        MaskSettings sound = MaskSettings.defaults();
        int[] three = {0, 1, 2, 0, 0, 1, 2, 0, 0, 0, 0, 0};
        return List.of(
                told("which no mask holds", sound.withClassValue(7), Scene.MASK, "7", "0 and 255"),
                told("for masks of three values", sound.withClassValue(1), three, "(1)"),
                told("fewer classes told than there are", sound.withIndices(2), three, MASK, "2"),
                told(
                        "a border so wide that nothing is inside",
                        sound.withKind(LabelKind.BORDERS).withBorder(100),
                        three,
                        "100"),
                fine(
                        CLASS_VALUE,
                        "the lower of two",
                        Reading.LABELS,
                        scene -> {
                            scene.settings = sound.withClassValue(0);
                            scene.withMask(Scene.MASK);
                        },
                        "1001/1001/1111"));
    }
}

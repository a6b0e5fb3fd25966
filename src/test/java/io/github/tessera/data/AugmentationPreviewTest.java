package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import java.util.Arrays;
import java.util.List;
import net.imglib2.RandomAccess;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;

class AugmentationPreviewTest {
    private static final List<LabelledImage> IMAGES = List.of(Ramps.of(90, 70), Ramps.of(60, 100));

    private static List<AugmentationPreview.Example> examples(String augmentation, long seed, int crops, int copies) {
        CropSettings settings = new CropSettings(32, AugmentationSettings.parse(augmentation), Oversampling.NONE, seed);
        return AugmentationPreview.of(IMAGES, settings, crops, copies, Progress.NONE);
    }

    private static float[] pixels(LabelledImage crop) {
        RandomAccess<FloatType> access = crop.pixels().randomAccess();
        float[] pixels = new float[crop.channels() * crop.width() * crop.height()];
        for (int i = 0; i < pixels.length; i++) {
            int plane = i % (crop.width() * crop.height());
            pixels[i] = access.setPositionAndGet(plane % crop.width(), plane / crop.width(), i / (32 * 32))
                    .get();
        }
        return pixels;
    }

    private static int label(LabelledImage crop, int x, int y) {
        RandomAccess<UnsignedByteType> access = crop.labels().randomAccess();
        return access.setPositionAndGet(x, y).get();
    }

    @Test
    void theFirstIsTheCropAsItIsInTheFile() {
        for (AugmentationPreview.Example example : examples("strong", 1, 4, 1)) {
            float[] pixels = pixels(example.plain());
            for (int i = 0; i < 32 * 32; i++) {
                int row = i / 32;
                assertEquals(pixels[0] + i % 32, pixels[i]);
                assertEquals(pixels[1024] + row, pixels[1024 + i]);
                assertEquals(
                        Ramps.label((int) pixels[i], (int) pixels[1024 + i]), label(example.plain(), i % 32, i / 32));
            }
            assertEquals("ramps, as it is", example.plain().name());
        }
    }

    @Test
    void theOthersAreItsChangesInStep() {
        for (AugmentationPreview.Example example : examples("flip, turn", 1, 2, 8)) {
            float[] plain = pixels(example.plain());
            boolean changed = false;
            for (LabelledImage copy : example.changed()) {
                float[] pixels = pixels(copy);
                changed |= !Arrays.equals(plain, pixels);
                for (int i = 0; i < 32 * 32; i++) {
                    assertEquals(
                            Ramps.label(Math.round(pixels[i]), Math.round(pixels[1024 + i])),
                            label(copy, i % 32, i / 32));
                }
                Arrays.sort(pixels);
                float[] sorted = plain.clone();
                Arrays.sort(sorted);
                assertEquals(Arrays.toString(sorted), Arrays.toString(pixels));
            }
            assertTrue(changed);
        }
    }

    @Test
    void intensitiesAreThoseOfTheFileAndChangesAreSeen() {
        LabelledImage copy =
                examples("brightness 0.5", 1, 1, 1).get(0).changed().get(0);
        LabelledImage plain = examples("brightness 0.5", 1, 1, 1).get(0).plain();
        float[] before = pixels(plain);
        float[] after = pixels(copy);
        float shift = after[0] - before[0];
        assertTrue(Math.abs(shift) > 1, "by " + shift);
        for (int i = 0; i < 1024; i++) {
            assertEquals(before[i] + shift, after[i], 1e-2);
        }
        assertEquals("ramps, augmented 1: brightness", copy.name());
    }

    @Test
    void noneLeavesAllAlike() {
        AugmentationPreview.Example example = examples("none", 1, 1, 2).get(0);
        assertEquals(
                Arrays.toString(pixels(example.plain())),
                Arrays.toString(pixels(example.changed().get(1))));
        assertEquals(
                "ramps, augmented 2: nothing was drawn",
                example.changed().get(1).name());
    }

    @Test
    void equalSeedsGiveEqualCropsOthersOthers() {
        float[] first = pixels(examples("medium", 1, 1, 1).get(0).changed().get(0));
        assertEquals(
                Arrays.toString(first),
                Arrays.toString(
                        pixels(examples("medium", 1, 1, 1).get(0).changed().get(0))));
        assertNotEquals(
                Arrays.toString(first),
                Arrays.toString(
                        pixels(examples("medium", 2, 1, 1).get(0).changed().get(0))));
    }

    @Test
    void somethingIsToBeSeen() {
        byte[] labels = new byte[400 * 400];
        for (int i = 0; i < 40 * 400; i++) {
            labels[i] = 1; // a strip at the upper edge
        }
        LabelledImage image = new LabelledImage(
                "strip",
                ArrayImgs.floats(new float[400 * 400], 400, 400, 1),
                8,
                ArrayImgs.unsignedBytes(labels, 400, 400));
        int seen = 0;
        for (AugmentationPreview.Example example : AugmentationPreview.of(
                List.of(image),
                new CropSettings(64, AugmentationSettings.NONE, Oversampling.NONE, 1),
                10,
                1,
                Progress.NONE)) {
            seen += label(example.plain(), 30, 0);
        }
        assertTrue(seen >= 8, seen + " of 10 crops show the strip, which one random crop in nine does");
    }

    @Test
    void escStopsIt() {
        Progress escaped = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        CropSettings settings = new CropSettings(32, AugmentationSettings.NONE, Oversampling.NONE, 1);
        assertThrows(CancelledException.class, () -> AugmentationPreview.of(IMAGES, settings, 1, 1, escaped));
    }
}

package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.LabelImage;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of all augmentations. */
class AugmentationTest {
    private static final int SIDE = 48;
    private static final int CROPS = 8;

    private static CropSampler sampler(Augmentation augmentation, double range, LabelledImage image) {
        return Ramps.sampler(image, settings(augmentation, range));
    }

    private static CropSettings settings(Augmentation augmentation, double range) {
        var transform = new AugmentationSettings.Transform(augmentation, 1, range);
        return new CropSettings(SIDE, new AugmentationSettings(List.of(transform)), Oversampling.NONE, 3);
    }

    private static Ramps.Batch plain() {
        CropSettings settings = new CropSettings(SIDE, AugmentationSettings.NONE, Oversampling.NONE, 3);
        return Ramps.batch(Ramps.sampler(Ramps.of(120, 90), settings), 1, CROPS);
    }

    @ParameterizedTest
    @EnumSource
    void isFiniteDeterministicAndChangesSomething(Augmentation augmentation) {
        CropSampler sampler = sampler(augmentation, augmentation.largest(), Ramps.of(120, 90));
        Ramps.Batch batch = Ramps.batch(sampler, 1, CROPS);
        for (float value : batch.pixels()) {
            assertTrue(Float.isFinite(value));
        }
        assertEquals(batch, Ramps.batch(sampler, 1, CROPS));
        assertNotEquals(batch, Ramps.batch(sampler, 2, CROPS));
        assertNotEquals(batch, plain());
    }

    @ParameterizedTest
    @EnumSource
    void rangeNoughtGivesTheCropItself(Augmentation augmentation) {
        if (augmentation.largest() == 0) {
            return;
        }
        Ramps.Batch batch = Ramps.batch(sampler(augmentation, 0, Ramps.of(120, 90)), 1, CROPS);
        Ramps.Batch plain = plain();
        assertArrayEquals(plain.pixels(), batch.pixels(), 2e-4f);
        assertArrayEquals(plain.labels(), batch.labels());
    }

    @ParameterizedTest
    @EnumSource
    void probabilityNoughtNeverDoesIt(Augmentation augmentation) {
        var never = new AugmentationSettings.Transform(augmentation, 0, augmentation.largest());
        CropSettings settings = new CropSettings(SIDE, new AugmentationSettings(List.of(never)), Oversampling.NONE, 3);
        Ramps.Batch batch = Ramps.batch(Ramps.sampler(Ramps.of(120, 90), settings), 1, 1);
        float[] pixels = batch.pixels();
        for (int i = 0; i < SIDE * SIDE; i++) {
            assertEquals(i % SIDE, pixels[i] - pixels[0], 1e-3);
            int row = i / SIDE;
            assertEquals(row, pixels[SIDE * SIDE + i] - pixels[SIDE * SIDE], 1e-3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pixelsAndLabelsStayInStep(Augmentation augmentation) {
        if (augmentation.intensity()) {
            return;
        }
        // The image is larger than any crop's reach; where the crop is mirrored at its edge, so are the labels.
        CropSampler sampler = sampler(augmentation, augmentation.largest(), Ramps.of(120, 90));
        Ramps.Batch batch = Ramps.batch(sampler, 1, CROPS);
        int area = SIDE * SIDE;
        for (int i = 0; i < batch.labels().length; i++) {
            float x = batch.pixels()[i / area * 2 * area + i % area];
            float y = batch.pixels()[(i / area * 2 + 1) * area + i % area];
            if (Math.abs(x - Math.floor(x) - 0.5) > 1e-3 && Math.abs(y - Math.floor(y) - 0.5) > 1e-3) {
                assertEquals(Ramps.label(Math.round(x), Math.round(y)), batch.labels()[i] & 0xFF);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void labelsAreNeverMixed(Augmentation augmentation) {
        Random random = new Random(4);
        byte[] labels = new byte[80 * 80];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextInt(3) == 0 ? LabelImage.IGNORED : 7 * (1 + random.nextInt(4)));
        }
        LabelledImage image = new LabelledImage(
                "a", ArrayImgs.floats(new float[80 * 80], 80, 80, 1), 8, ArrayImgs.unsignedBytes(labels, 80, 80));
        Ramps.Batch batch = Ramps.batch(sampler(augmentation, augmentation.largest(), image), 1, CROPS);
        TreeSet<Integer> seen = new TreeSet<>();
        for (byte label : batch.labels()) {
            seen.add(label & 0xFF);
        }
        assertEquals(new TreeSet<>(List.of(7, 14, 21, 28, 255)), seen);
    }

    @ParameterizedTest
    @EnumSource
    void aConstantImageStaysFinite(Augmentation augmentation) {
        LabelledImage image = new LabelledImage(
                "a", ArrayImgs.floats(new float[] {5}, 1, 1, 1), 16, ArrayImgs.unsignedBytes(new byte[1], 1, 1));
        for (float value : Ramps.batch(sampler(augmentation, augmentation.largest(), image), 1, 2)
                .pixels()) {
            assertTrue(Float.isFinite(value));
        }
    }

    @Test
    void wordsAreDifferentAndReadBack() {
        for (Augmentation augmentation : Augmentation.values()) {
            var transform = new AugmentationSettings.Transform(augmentation, 0.5, augmentation.largest() / 2);
            var settings = new AugmentationSettings(List.of(transform));
            assertEquals(settings, AugmentationSettings.parse(settings.toString()));
        }
    }
}

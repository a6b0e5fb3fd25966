package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Planes;
import io.github.tessera.progress.Progress;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;

class CropSamplerTest {
    /** Pixel values first, first + 1, ...; the second channel is the first plus 1000; the label is the first modulo 251. */
    private static LabelledImage numbered(int width, int height, int first) {
        float[] pixels = new float[2 * width * height];
        byte[] labels = new byte[width * height];
        for (int i = 0; i < labels.length; i++) {
            pixels[i] = first + i;
            pixels[labels.length + i] = first + i + 1000;
            labels[i] = (byte) ((first + i) % 251);
        }
        return new LabelledImage(
                "image " + first,
                ArrayImgs.floats(pixels, width, height, 2),
                32,
                ArrayImgs.unsignedBytes(labels, width, height));
    }

    private static CropSampler sampler(int size, boolean augment, long seed, LabelledImage... images) {
        List<IntensityMap> maps =
                Arrays.stream(images).map(image -> IntensityMap.identity(2)).toList();
        return sampler(size, augment, seed, List.of(images), maps);
    }

    private static CropSampler sampler(
            int size, boolean augment, long seed, List<LabelledImage> images, List<IntensityMap> maps) {
        AugmentationPreset preset = augment ? AugmentationPreset.FLIPS : AugmentationPreset.NONE;
        CropSettings settings = new CropSettings(size, preset.settings(), Oversampling.NONE, seed);
        return new CropSampler(images, maps, settings, Progress.NONE);
    }

    private static void fill(CropSampler sampler, int batch, float[] pixels, byte[] labels) {
        sampler.fill(0, batch, FloatBuffer.wrap(pixels), labels, Progress.NONE);
    }

    private static float[] pixels(CropSampler sampler, long step, int batch) {
        float[] pixels = new float[batch * 2 * sampler.size() * sampler.size()];
        byte[] labels = new byte[batch * sampler.size() * sampler.size()];
        sampler.fill(step, batch, FloatBuffer.wrap(pixels), labels, Progress.NONE);
        return pixels;
    }

    @Test
    void withoutAugmentationACropIsAPieceOfTheImage() {
        float[] crop = pixels(sampler(2, false, 1, numbered(5, 4, 0)), 0, 1);
        float corner = crop[0];
        assertArrayEquals(
                new float[] {
                    corner,
                    corner + 1,
                    corner + 5,
                    corner + 6,
                    corner + 1000,
                    corner + 1001,
                    corner + 1005,
                    corner + 1006
                },
                crop);
    }

    @Test
    void labelsAndChannelsFollowThePixelsThroughEveryTurn() {
        CropSampler sampler = sampler(7, true, 3, numbered(40, 30, 0));
        float[] pixels = new float[64 * 2 * 49];
        byte[] labels = new byte[64 * 49];
        fill(sampler, 64, pixels, labels);
        for (int b = 0; b < 64; b++) {
            for (int i = 0; i < 49; i++) {
                float pixel = pixels[b * 98 + i];
                assertEquals(pixel + 1000, pixels[b * 98 + 49 + i]);
                assertEquals((int) pixel % 251, labels[b * 49 + i] & 0xFF);
            }
        }
    }

    @Test
    void allEightWaysOfASquareOccurAndNoOther() {
        // One position only, so that each different crop is a different way to lay it.
        float[] pixels = pixels(sampler(2, true, 5, numbered(2, 2, 0)), 0, 200);
        Set<List<Float>> seen = new HashSet<>();
        for (int b = 0; b < 200; b++) {
            seen.add(List.of(pixels[b * 8], pixels[b * 8 + 1], pixels[b * 8 + 2], pixels[b * 8 + 3]));
        }
        assertEquals(
                Set.of(
                        List.of(0f, 1f, 2f, 3f),
                        List.of(1f, 0f, 3f, 2f),
                        List.of(2f, 3f, 0f, 1f),
                        List.of(3f, 2f, 1f, 0f),
                        List.of(0f, 2f, 1f, 3f),
                        List.of(1f, 3f, 0f, 2f),
                        List.of(2f, 0f, 3f, 1f),
                        List.of(3f, 1f, 2f, 0f)),
                seen);
    }

    @Test
    void aBatchDependsOnSeedAndStepAlone() {
        CropSampler one = sampler(8, true, 11, numbered(50, 60, 0));
        CropSampler other = sampler(8, true, 11, numbered(50, 60, 0));
        pixels(one, 0, 4);
        pixels(one, 1, 4);
        assertArrayEquals(pixels(one, 9, 4), pixels(other, 9, 4));
        assertFalse(Arrays.equals(pixels(one, 9, 4), pixels(one, 10, 4)));
        assertFalse(Arrays.equals(pixels(one, 9, 4), pixels(sampler(8, true, 12, numbered(50, 60, 0)), 9, 4)));
    }

    @Test
    void neighbouringSeedsDoNotShareCropsAtShiftedSteps() {
        CropSampler one = sampler(8, true, 11, numbered(500, 600, 0));
        CropSampler next = sampler(8, true, 12, numbered(500, 600, 0));
        assertFalse(Arrays.equals(pixels(one, 5, 1), pixels(next, 4, 1)));
        assertFalse(Arrays.equals(pixels(one, 5, 1), pixels(next, 6, 1)));
    }

    @Test
    void everyPositionOccurs() {
        float[] pixels = pixels(sampler(2, false, 5, numbered(4, 3, 0)), 0, 300);
        Set<Float> corners = new HashSet<>();
        for (int b = 0; b < 300; b++) {
            corners.add(pixels[b * 8]);
        }
        assertEquals(Set.of(0f, 1f, 2f, 4f, 5f, 6f), corners);
    }

    @Test
    void bigImagesAreChosenByTheirAreaAndSmallOnesNotLost() {
        // Areas in crops of 10: 9, and at least 1: nine tenths of the crops.
        CropSampler sampler = sampler(10, false, 5, numbered(30, 30, 0), numbered(3, 3, 5000));
        float[] pixels = pixels(sampler, 0, 1000);
        int big = 0;
        for (int b = 0; b < 1000; b++) {
            big += pixels[b * 200] < 5000 ? 1 : 0;
        }
        assertTrue(big > 860 && big < 940, "chosen " + big + " times of 1000");
    }

    @Test
    void anImageSmallerThanTheCropIsMirroredWithItsLabels() {
        CropSampler sampler = sampler(4, false, 5, numbered(2, 4, 0));
        float[] pixels = new float[2 * 16];
        byte[] labels = new byte[16];
        fill(sampler, 1, pixels, labels);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                assertEquals(2f * y, pixels[4 * y + x] - pixels[4 * y + x] % 2);
                assertEquals(pixels[4 * y + x], labels[4 * y + x]);
                assertTrue(x == 0 || pixels[4 * y + x] != pixels[4 * y + x - 1]);
            }
        }
    }

    @Test
    void cropsAreNormalized() {
        IntensityMap map = new IntensityMap(new float[] {0.5f, 0}, new float[] {-1, 0});
        CropSampler sampler = sampler(1, true, 5, List.of(numbered(1, 1, 6)), List.of(map));
        assertArrayEquals(new float[] {2, 0}, pixels(sampler, 0, 1));
    }

    @Test
    void ignoredLabelsStayIgnored() {
        LabelledImage image = new LabelledImage(
                "a",
                ArrayImgs.floats(new float[1], 1, 1, 1),
                8,
                ArrayImgs.unsignedBytes(new byte[] {(byte) LabelImage.IGNORED}, 1, 1));
        byte[] labels = new byte[4];
        fill(sampler(2, true, 5, List.of(image), List.of(IntensityMap.identity(1))), 1, new float[4], labels);
        assertArrayEquals(new byte[] {-1, -1, -1, -1}, labels);
    }

    @Test
    void bytesAreTheImagesOwnWithTheirNormalizationBesideThem() {
        byte[] levels = {10, (byte) 200, 30, (byte) 255};
        LabelledImage image = new LabelledImage(
                "bytes",
                Planes.ofBytes(List.of(levels), 2, 2),
                8,
                ArrayImgs.unsignedBytes(new byte[] {0, 1, 2, 3}, 2, 2));
        CropSampler sampler =
                sampler(2, false, 1, List.of(image), List.of(new IntensityMap(new float[] {0.5f}, new float[] {-3})));
        assertTrue(sampler.ofBytes());
        ByteBuffer pixels = ByteBuffer.allocateDirect(8);
        float[] scale = new float[2];
        float[] offset = new float[2];
        byte[] labels = new byte[8];
        sampler.fillBytes(0, 2, pixels, scale, offset, labels, Progress.NONE);
        byte[] twice = {10, (byte) 200, 30, (byte) 255, 10, (byte) 200, 30, (byte) 255};
        for (int i = 0; i < 8; i++) {
            assertEquals(twice[i], pixels.get(i));
        }
        assertArrayEquals(new float[] {0.5f, 0.5f}, scale);
        assertArrayEquals(new float[] {-3, -3}, offset);
        assertArrayEquals(new byte[] {0, 1, 2, 3, 0, 1, 2, 3}, labels);
        assertFalse(sampler(2, false, 1, numbered(5, 4, 0)).ofBytes(), "32 bits");
    }
}

package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.CellImages;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OversamplingTest {
    private static final int SIDE = 16;

    /** A large image that holds a few single pixels of class 2 and one of class 1. */
    private static LabelledImage rare(int width, int height, int... places) {
        byte[] labels = new byte[width * height];
        labels[0] = 1;
        for (int place : places) {
            labels[place] = 2;
        }
        return new LabelledImage(
                "rare",
                ArrayImgs.floats(new float[width * height], width, height, 1),
                8,
                ArrayImgs.unsignedBytes(labels, width, height));
    }

    private static CropSampler sampler(
            Oversampling oversampling, AugmentationSettings settings, LabelledImage... images) {
        List<LabelledImage> all = List.of(images);
        List<IntensityMap> maps =
                all.stream().map(i -> IntensityMap.identity(1)).toList();
        return new CropSampler(all, maps, new CropSettings(SIDE, settings, oversampling, 2), Progress.NONE);
    }

    private static int[] counts(Ramps.Batch batch) {
        int[] counts = new int[256];
        for (byte label : batch.labels()) {
            counts[label & 0xFF]++;
        }
        return counts;
    }

    private static boolean holds(Ramps.Batch batch, int crop, int label) {
        for (int i = crop * SIDE * SIDE; i < (crop + 1) * SIDE * SIDE; i++) {
            if (batch.labels()[i] == label) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource
    void theShareOfCropsHoldsTheClassWhateverIsDoneToThem(AugmentationPreset preset) {
        // Cutout may hide the class afterwards.
        AugmentationSettings settings = new AugmentationSettings(preset.settings().transforms().stream()
                .filter(t -> t.augmentation() != Augmentation.CUTOUT)
                .toList());
        int corner = 200 * 150 - 1;
        CropSampler sampler =
                sampler(new Oversampling(0.4, 2), settings, rare(200, 150, 77, 7000, 20_050, corner), rare(90, 90));
        int held = 0;
        for (int step = 0; step < 50; step++) {
            Ramps.Batch batch = Ramps.batch(sampler, step, 5);
            for (int crop = 0; crop < 5; crop++) {
                held += holds(batch, crop, 2) ? 1 : 0;
            }
        }
        // 250 crops: 100 must, and of the others hardly any does.
        assertTrue(held >= 100 && held < 115, "held by " + held);
    }

    @Test
    void theClassComesToEveryPlaceOfTheCrop() {
        CropSampler sampler =
                sampler(new Oversampling(1, 2), AugmentationSettings.NONE, rare(200, 150, 75 * 200 + 100));
        boolean[] seen = new boolean[SIDE * SIDE];
        int places = 0;
        for (int step = 0; step < 400; step++) {
            Ramps.Batch batch = Ramps.batch(sampler, step, 5);
            assertEquals(5, counts(batch)[2]);
            for (int i = 0; i < batch.labels().length; i++) {
                if (batch.labels()[i] == 2 && !seen[i % (SIDE * SIDE)]) {
                    seen[i % (SIDE * SIDE)] = true;
                    places++;
                }
            }
        }
        assertTrue(places > 250, places + " places");
    }

    /** Also where labels are worked out as they are needed; the places are those where the parts meet in which they are looked for. */
    @Test
    void everyPixelOfTheClassIsFound() {
        int width = 600;
        int[] places = {255, 63 * width + 64, 256 * width + 256, 400 * width + 3, 529 * width + 599};
        LabelledImage kept = rare(width, 530, places);
        LabelledImage again =
                new LabelledImage("rare", kept.pixels(), 8, CellImages.bytes(width, 530, (area, bytes) -> {
                    for (int place : places) {
                        int x = place % width - area.x();
                        int y = place / width - area.y();
                        if (x >= 0 && y >= 0 && x < area.width() && y < area.height()) {
                            bytes[y * area.width() + x] = 2;
                        }
                    }
                }));
        Oversampling all = new Oversampling(1, 2);
        CropSampler fromMemory = sampler(all, AugmentationSettings.NONE, kept);
        CropSampler fromCells = sampler(all, AugmentationSettings.NONE, again);
        Set<Integer> found = new TreeSet<>();
        for (int step = 0; step < 40; step++) {
            SplittableRandom random = new SplittableRandom(step);
            ClassPixels.Pixel pixel = new ClassPixels(
                            List.of(new CropSource(kept, IntensityMap.identity(1), false, Progress.NONE)),
                            all,
                            SIDE,
                            Progress.NONE)
                    .draw(random);
            found.add(pixel.y() * width + pixel.x());
            Ramps.Batch batch = Ramps.batch(fromMemory, step, 5);
            assertEquals(5, counts(batch)[2]);
            assertArrayEquals(batch.labels(), Ramps.batch(fromCells, step, 5).labels());
        }
        assertEquals(Arrays.stream(places).boxed().collect(Collectors.toCollection(TreeSet::new)), found);
    }

    @Test
    void foregroundIsEveryClassButTheFirst() {
        CropSampler sampler =
                sampler(new Oversampling(1, Oversampling.FOREGROUND), AugmentationSettings.NONE, rare(100, 100, 5050));
        int[] counts = counts(Ramps.batch(sampler, 0, 40));
        assertTrue(counts[1] > 5 && counts[2] > 5);
        assertEquals(40, counts[1] + counts[2]);
    }

    @Test
    void withoutAShareCropsAreAsWithoutOversampling() {
        LabelledImage image = rare(100, 100, 5050);
        AugmentationSettings settings = AugmentationPreset.MEDIUM.settings();
        assertArrayEquals(
                Ramps.batch(sampler(Oversampling.NONE, settings, image), 3, 6).labels(),
                Ramps.batch(sampler(new Oversampling(0, 2), settings, image), 3, 6)
                        .labels());
    }

    @Test
    void theOtherCropsOfABatchStayAsTheyAre() {
        LabelledImage image = Ramps.of(100, 100);
        CropSettings none = new CropSettings(SIDE, AugmentationPreset.STRONG.settings(), Oversampling.NONE, 2);
        CropSettings half = new CropSettings(SIDE, AugmentationPreset.STRONG.settings(), new Oversampling(0.5, 9), 2);
        Ramps.Batch plain = Ramps.batch(Ramps.sampler(image, none), 1, 2);
        Ramps.Batch every = Ramps.batch(Ramps.sampler(image, half), 1, 2);
        for (int i = 0; i < 2 * SIDE * SIDE; i++) {
            assertEquals(plain.pixels()[i], every.pixels()[i]);
        }
    }

    @Test
    void theShareIsKeptExactly() {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            Oversampling oversampling = new Oversampling(random.nextDouble(), 1);
            int taken = 0;
            for (int crop = 0; crop < 1000; crop++) {
                taken += oversampling.takes(crop) ? 1 : 0;
            }
            assertEquals(1000 * oversampling.share(), taken, 1);
        }
    }

    @Test
    void aClassThatNoImageHoldsIsTold() {
        String message = assertThrows(
                        TesseraException.class,
                        () -> sampler(new Oversampling(0.5, 3), AugmentationSettings.NONE, rare(50, 50)))
                .getMessage();
        assertTrue(message.contains("no image to learn from holds class number 3"), message);
    }

    @Test
    void classesAreFoundByName() {
        List<String> classes = List.of("background", "nucleus");
        assertEquals(new Oversampling(0.3, 1), Oversampling.of(0.3, "nucleus", classes));
        assertEquals(new Oversampling(0.3, Oversampling.FOREGROUND), Oversampling.of(0.3, "", classes));
        String message = assertThrows(TesseraException.class, () -> Oversampling.of(0.3, "cell", classes))
                .getMessage();
        assertTrue(message.contains("choose one of background, nucleus"), message);
        assertThrows(TesseraException.class, () -> new Oversampling(1.5, 1));
    }
}

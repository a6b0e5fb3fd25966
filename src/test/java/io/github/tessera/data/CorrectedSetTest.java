package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.model.ImageInput;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;

/** Earlier images and corrected ones. */
class CorrectedSetTest {
    private static final int SIDE = 16;
    private static final CorrectedSet.Frame FRAME =
            new CorrectedSet.Frame(List.of("background", "foreground"), ImageInput.ANY);

    /** One plane a number: its pixels are all that number, its labels half and half. */
    private static LabelledSet set(String name, int channels, int... numbers) {
        List<RandomAccessibleInterval<FloatType>> pixels = new ArrayList<>();
        List<RandomAccessibleInterval<FloatType>> masks = new ArrayList<>();
        for (int number : numbers) {
            float[] image = new float[channels * SIDE * SIDE];
            float[] mask = new float[SIDE * SIDE];
            for (int i = 0; i < image.length; i++) {
                image[i] = number;
            }
            for (int i = 0; i < mask.length / 2; i++) {
                mask[i] = 1;
            }
            pixels.add(ArrayImgs.floats(image, SIDE, SIDE, channels));
            masks.add(ArrayImgs.floats(mask, SIDE, SIDE, 1));
        }
        return LabelledSet.fromStacks(
                new PlaneStack(name, 8, pixels),
                new PlaneStack("masks", 8, masks),
                MaskSettings.defaults(),
                Progress.NONE);
    }

    private static Split split(int train, int validation) {
        return new Split(
                IntStream.range(0, train).boxed().toList(),
                IntStream.range(train, train + validation).boxed().toList(),
                List.of(),
                List.of());
    }

    @Test
    void correctionsAreLearntFromAndAThirdOfTheCrops() {
        LabelledSet earlier = set("old", 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        CorrectedSet both = CorrectedSet.of(earlier, split(8, 2), set("new", 1, 20, 21), FRAME, SIDE, Progress.NONE);
        assertEquals(12, both.set().images().size());
        assertEquals("corrected new slice 1", both.set().names().get(10));
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 10, 11), both.split().train());
        assertEquals(List.of(8, 9), both.split().validation());
        assertFalse(both.alone());
        assertEquals(2, both.set().images().get(11).weight(), 1e-9);
        List<LabelledImage> learnt =
                both.split().train().stream().map(both.set().images()::get).toList();
        CropSampler crops = new CropSampler(
                learnt,
                Collections.nCopies(learnt.size(), IntensityMap.identity(1)),
                new CropSettings(SIDE, AugmentationSettings.NONE, Oversampling.NONE, 3),
                Progress.NONE);
        long corrected = crops.images(0, 3000, Progress.NONE).stream()
                .filter(name -> name.startsWith("corrected "))
                .count();
        assertTrue(Math.abs(corrected - 1000) < 100, corrected + " of 3000");
    }

    @Test
    void manyCorrectionsKeepTheirNaturalShare() {
        CorrectedSet both = CorrectedSet.of(
                set("old", 1, 1, 2, 3), split(2, 1), set("new", 1, 20, 21, 22), FRAME, SIDE, Progress.NONE);
        assertEquals(1, both.set().images().get(4).weight());
    }

    @Test
    void anEarlierImageThatWasCorrectedIsLeftOut() {
        LabelledSet earlier = set("old", 1, 1, 2, 3, 4);
        CorrectedSet both = CorrectedSet.of(earlier, split(3, 1), set("new", 1, 2), FRAME, SIDE, Progress.NONE);
        assertEquals(
                List.of("old slice 1", "old slice 3", "old slice 4", "corrected new"),
                both.set().names());
        assertEquals(List.of(0, 1, 3), both.split().train());
        assertEquals(List.of(2), both.split().validation());
        CorrectedSet last = CorrectedSet.of(earlier, split(3, 1), set("new", 1, 4), FRAME, SIDE, Progress.NONE);
        assertEquals(last.split().train(), last.split().validation(), "nothing else is left to validate on");
    }

    @Test
    void aloneAllAreLearntFromAndValidatedOn() {
        CorrectedSet.Frame frame = new CorrectedSet.Frame(List.of("medium", "nucleus"), ImageInput.ANY);
        CorrectedSet alone = CorrectedSet.alone(set("new", 1, 1, 2), frame, Progress.NONE);
        assertTrue(alone.alone());
        assertEquals(List.of("medium", "nucleus"), alone.set().classes().names());
        assertEquals(List.of(0, 1), alone.split().train());
        assertEquals(List.of(0, 1), alone.split().validation());
    }

    @Test
    void whatDoesNotFitIsASentence() {
        CorrectedSet.Frame other = new CorrectedSet.Frame(List.of("background", "nucleus"), ImageInput.ANY);
        TesseraException classes = assertThrows(
                TesseraException.class,
                () -> CorrectedSet.of(set("old", 1, 1, 2), split(1, 1), set("new", 1, 3), other, SIDE, Progress.NONE));
        assertTrue(
                classes.getMessage().contains("background, foreground, but the model has background, nucleus"),
                classes.getMessage());
        TesseraException channels = assertThrows(
                TesseraException.class,
                () -> CorrectedSet.of(set("old", 1, 1, 2), split(1, 1), set("new", 3, 3), FRAME, SIDE, Progress.NONE));
        assertTrue(channels.getMessage().contains("have 1 channels"), channels.getMessage());
    }
}

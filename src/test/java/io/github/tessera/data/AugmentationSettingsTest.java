package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AugmentationSettingsTest {
    @Test
    void aListIsReadWithRangesAndProbabilities() {
        AugmentationSettings settings = AugmentationSettings.parse(" Rotation 30,  noise 0.1 at 0.5, flip at .25 ");
        assertEquals(
                List.of(
                        new AugmentationSettings.Transform(Augmentation.FLIP, 0.25, 0),
                        new AugmentationSettings.Transform(Augmentation.ROTATION, 1, 30),
                        new AugmentationSettings.Transform(Augmentation.NOISE, 0.5, 0.1)),
                settings.transforms());
        assertEquals("flip at 0.25, rotation 30, noise 0.1 at 0.5", settings.toString());
    }

    @Test
    void aPresetStandsForItsListAndTheLastCounts() {
        AugmentationSettings settings = AugmentationSettings.parse("light, rotation 90, blur 2 at 0.1");
        assertEquals(
                "flip, turn, rotation 90, scale 0.1 at 0.3, blur 2 at 0.1, contrast 0.2 at 0.3, brightness 0.1 at 0.3",
                settings.toString());
    }

    @ParameterizedTest
    @EnumSource
    void presetsReadBack(AugmentationPreset preset) {
        assertEquals(
                preset.settings(), AugmentationSettings.parse(preset.settings().toString()));
        assertEquals(preset.settings(), AugmentationSettings.parse(preset.word()));
        assertTrue(preset.sentence().endsWith("."));
    }

    @Test
    void presetsGrow() {
        int before = -1;
        for (AugmentationPreset preset : AugmentationPreset.values()) {
            int count = preset.settings().transforms().size();
            assertTrue(count > before);
            before = count;
        }
    }

    @Test
    void wordsOfPresetsAndAugmentationsDiffer() {
        long words = Arrays.stream(AugmentationPreset.values())
                        .map(AugmentationPreset::word)
                        .distinct()
                        .count()
                + Arrays.stream(Augmentation.values())
                        .map(Augmentation::word)
                        .distinct()
                        .count();
        assertEquals(AugmentationPreset.values().length + Augmentation.values().length, words);
        for (AugmentationPreset preset : AugmentationPreset.values()) {
            assertTrue(
                    Arrays.stream(Augmentation.values()).noneMatch(a -> a.word().equals(preset.word())));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spin 30|the word \"spin\" is not known; choose from none, flips, light",
                "''|the word \"\" is not known",
                "flip, |the word \"\" is not known",
                "rotation|write rotation 90 at 0.5: the range (largest angle in degrees) and the probability",
                "flip 0.5|write flip at 0.5: the probability",
                "rotation x|\"x\" in \"rotation x\" is no number",
                "rotation 30 at often|\"often\" in \"rotation 30 at often\" is no number",
                "rotation 200|The range 200 of rotation is not between 0 and 180 (largest angle in degrees); write another",
                "rotation NaN|\"nan\" in \"rotation nan\" is no number",
                "noise 0.1 at 1.5|The probability 1.5 of noise is not between 0 and 1"
            })
    void mistakesAreToldWithTheirCure(String text, String message) {
        String told = assertThrows(TesseraException.class, () -> AugmentationSettings.parse(text))
                .getMessage();
        assertTrue(told.contains(message), told);
    }
}

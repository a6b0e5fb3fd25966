package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Path;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each step against values worked out by hand, of an image of 0, 1, 2, 3 in its first channel and 10, 20, 30, 40 in the second. */
class ProcessingKindTest {
    private static final float[] VALUES = {0, 1, 2, 3, 10, 20, 30, 40};

    @TempDir
    Path folder;

    private float[] processed(String description) throws IOException {
        Model model = Ensemble.read(ForeignFixture.write(folder, description, ForeignFixture.SAME))
                .first();
        float[] into = new float[VALUES.length];
        model.reader(ArrayImgs.floats(VALUES.clone(), 2, 2, 2), 8, "image", Progress.NONE)
                .read(0, 0, 2, 2, into, 0);
        return into;
    }

    private float[] processed05(String steps) throws IOException {
        return processed(ForeignFixture.description(
                ForeignFixture.axes("{min: 16, step: 8}", 2), steps, ForeignFixture.results("a, b", "}"), "[]"));
    }

    private float[] processed04(String steps) throws IOException {
        String shape = "{min: [1, 2, 16, 16], step: [0, 0, 8, 8]}";
        return processed(ForeignFixture.description04(
                "bcyx", shape, steps, "{reference_tensor: raw, scale: [1, 1, 1, 1], offset: [0, 0, 0, 0]}", ""));
    }

    private static float[] numbers(String text) {
        String[] words = text.split(" ", -1);
        float[] numbers = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Float.parseFloat(words[i]);
        }
        return numbers;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | 0 1 2 3 10 20 30 40",
                "[{id: ensure_dtype, kwargs: {dtype: float32}}] | 0 1 2 3 10 20 30 40",
                "[{id: binarize, kwargs: {threshold: 2}}] | 0 0 0 1 1 1 1 1",
                "[{id: binarize, kwargs: {threshold: [1, 20], axis: channel}}] | 0 0 1 1 0 0 1 1",
                "[{id: clip, kwargs: {min: 1, max: 20}}] | 1 1 2 3 10 20 20 20",
                "[{id: clip, kwargs: {max: 2.5}}] | 0 1 2 2.5 2.5 2.5 2.5 2.5",
                "[{id: clip, kwargs: {min_percentile: 50, axes: [y, x]}}] | 1.5 1.5 2 3 25 25 30 40",
                "[{id: scale_linear, kwargs: {gain: 2, offset: -1}}] | -1 1 3 5 19 39 59 79",
                "[{id: scale_linear, kwargs: {gain: [2, 0.1], offset: [0, 1], axis: channel}}] | 0 2 4 6 2 3 4 5",
                "[{id: sigmoid}] | 0.5 0.7310586 0.8807971 0.95257413 0.9999546 1 1 1",
                "[{id: fixed_zero_mean_unit_variance, kwargs: {mean: 10, std: 5}}] | -2 -1.8 -1.6 -1.4 0 2 4 6",
                "[{id: fixed_zero_mean_unit_variance, kwargs: {mean: [1, 20], std: [1, 10], axis: channel}}] | -1 0 1 2 -1 0 1 2",
                "[{id: zero_mean_unit_variance, kwargs: {axes: [y, x]}}] | -1.3416 -0.4472 0.4472 1.3416 -1.3416 -0.4472 0.4472 1.3416",
                "[{id: scale_range, kwargs: {axes: [x, y]}}] | 0 0.33333 0.66667 1 0 0.33333 0.66667 1",
                "[{id: scale_range, kwargs: {axes: [channel, y, x]}}] | 0 0.025 0.05 0.075 0.25 0.5 0.75 1",
                "[{id: scale_range}] | 0 0.025 0.05 0.075 0.25 0.5 0.75 1",
                "[{id: scale_range, kwargs: {axes: [x, y], min_percentile: 50, max_percentile: 100, eps: 1e-6}}] | -1 -0.33333 0.33333 1 -1 -0.33333 0.33333 1",
                "[{id: scale_linear, kwargs: {gain: 0.5}}, {id: ensure_dtype, kwargs: {dtype: uint8}}] | 0 0 1 1 5 10 15 20",
                "[{id: scale_linear, kwargs: {offset: -11}}, {id: ensure_dtype, kwargs: {dtype: uint8}}] | 0 0 0 0 0 9 19 29",
                "[{id: scale_linear, kwargs: {offset: -1}}, {id: ensure_dtype, kwargs: {dtype: bool}}] | 1 0 1 1 1 1 1 1",
                "[{id: clip, kwargs: {max: 20}}, {id: scale_range, kwargs: {axes: [x, y]}}] | 0 0.33333 0.66667 1 0 1 1 1"
            })
    void inFormat05(String steps, String expected) throws IOException {
        assertArrayEquals(numbers(expected), processed05(steps), 2e-4f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{name: zero_mean_unit_variance, kwargs: {mode: per_sample, axes: yx}}] | -1.3416 -0.4472 0.4472 1.3416 -1.3416 -0.4472 0.4472 1.3416",
                "[{name: zero_mean_unit_variance, kwargs: {mode: per_dataset, axes: xy}}] | -1.3416 -0.4472 0.4472 1.3416 -1.3416 -0.4472 0.4472 1.3416",
                "[{name: zero_mean_unit_variance, kwargs: {mode: fixed, mean: [1, 20], std: [1, 10], axes: yx}}] | -1 0 1 2 -1 0 1 2",
                "[{name: scale_range, kwargs: {mode: per_sample, axes: cyx, min_percentile: 0, max_percentile: 100}}] | 0 0.025 0.05 0.075 0.25 0.5 0.75 1",
                "[{name: scale_linear, kwargs: {axes: yx, gain: [2, 0.1], offset: [0, 1]}}] | 0 2 4 6 2 3 4 5",
                "[{name: binarize, kwargs: {threshold: 2}}] | 0 0 0 1 1 1 1 1",
                "[{name: clip, kwargs: {min: 1, max: 20}}] | 1 1 2 3 10 20 20 20",
                "[{name: sigmoid}] | 0.5 0.7310586 0.8807971 0.95257413 0.9999546 1 1 1"
            })
    void inFormat04(String steps, String expected) throws IOException {
        assertArrayEquals(numbers(expected), processed04(steps), 2e-4f);
    }

    @Test
    void statisticsAreThoseOfTheWholeImageWhateverIsRead() throws IOException {
        Model model = Ensemble.read(ForeignFixture.write(
                        folder,
                        ForeignFixture.description(
                                ForeignFixture.AXES,
                                "[{id: scale_range, kwargs: {axes: [y, x]}}]",
                                ForeignFixture.results("a", "}"),
                                "[]"),
                        ForeignFixture.SAME))
                .first();
        float[] into = new float[3];
        model.reader(ArrayImgs.floats(new float[] {0, 1, 2, 4}, 2, 2, 1), 32, "image", Progress.NONE)
                .read(-1, 0, 3, 1, into, 0);
        assertArrayEquals(new float[] {0.25f, 0, 0.25f}, into, 1e-5f); // mirrored: 1, 0, 1
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{id: erode, kwargs: {}}]",
                "[{id: softmax, kwargs: {axis: channel}}]",
                "[{id: zero_mean_unit_variance, kwargs: {axes: [channel]}}]",
                "[{id: scale_range, kwargs: {axes: [y, x], reference_tensor: other}}]",
                "[{id: scale_linear, kwargs: {axis: y, gain: [1, 2]}}]"
            })
    void whatIsNotKnownIsToldWithACure(String steps) {
        String message =
                assertThrows(TesseraException.class, () -> processed05(steps)).getMessage();
        assertTrue(message.contains("cannot be used here: its step") || message.contains("it needs the step"), message);
        assertTrue(message.endsWith("; use bioimageio.core for it."), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{id: binarize, kwargs: {}}]",
                "[{id: binarize, kwargs: {threshold: [1, 2, 3]}}]",
                "[{id: scale_linear, kwargs: {gain: high}}]",
                "[{id: fixed_zero_mean_unit_variance, kwargs: {mean: 1, std: 0}}]",
                "[{id: fixed_zero_mean_unit_variance, kwargs: {mean: 1}}]",
                "[{id: scale_range, kwargs: {min_percentile: -1}}]",
                "[{id: ensure_dtype, kwargs: {dtype: complex64}}]",
                "[{kwargs: {}}]",
                "[sigmoid]",
                "{id: sigmoid}"
            })
    void argumentsThatMakeNoSenseAreDamage(String steps) {
        String message =
                assertThrows(TesseraException.class, () -> processed05(steps)).getMessage();
        assertTrue(message.contains("is damaged (its "), message);
    }
}

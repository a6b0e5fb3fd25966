package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.macro.Interpreter;
import ij.process.ByteProcessor;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.predict.EvaluatedImage;
import io.github.tessera.predict.Evaluation;
import io.github.tessera.predict.EvaluationSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.RawImages;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalImagesTest {
    private static final int SIDE = 8;

    @TempDir
    Path folder;

    private LabelledSet set;
    private Evaluation evaluation;

    /** Predictions and truth: one file of one plane, and one of two; the first pixel is of the other class. */
    @BeforeEach
    void evaluation() {
        for (String kind : List.of("predictions", "truth")) {
            ImageFiles.saveTiff(stack(255), folder.resolve(kind).resolve("a.tif"));
            ImageFiles.saveTiff(stack(255, 255), folder.resolve(kind).resolve("b.tif"));
        }
        set = LabelledSet.fromFolders(
                folder.resolve("predictions"), folder.resolve("truth"), MaskSettings.defaults(), Progress.NONE);
        evaluation = Evaluation.of(set, EvaluationSettings.PIXELS, Progress.NONE);
        HeadlessImageJ.fillCommands();
        Interpreter.batchMode = true;
    }

    @AfterEach
    void noOpenImages() {
        for (int id : Interpreter.getBatchModeImageIDs()) {
            Interpreter.removeBatchModeImage(Interpreter.getBatchModeImage(id));
        }
        Interpreter.batchMode = false;
    }

    /** Slices of one value each, but for the first pixel. */
    private static ImagePlus stack(int... values) {
        ImageStack stack = new ImageStack(SIDE, SIDE);
        for (int value : values) {
            byte[] pixels = new byte[SIDE * SIDE];
            Arrays.fill(pixels, (byte) value);
            pixels[0] = 0;
            stack.addSlice(new ByteProcessor(SIDE, SIDE, pixels));
        }
        return new ImagePlus("cells", stack);
    }

    private static float last(RawImages raw, EvaluatedImage image) {
        return raw.pixels(image).orElseThrow().getAt(SIDE - 1, SIDE - 1, 0).get();
    }

    @Test
    void thoseOfAModelAreTheSetsOwn() {
        RawImages raw = OriginalImages.of(evaluation, set);
        for (int i = 0; i < set.images().size(); i++) {
            assertSame(
                    set.images().get(i).pixels(),
                    raw.pixels(evaluation.images().get(i)).orElseThrow());
        }
    }

    @Test
    void thoseOfAFolderAreFoundByNameAndSlice() {
        ImageFiles.saveTiff(stack(10), folder.resolve("images/a.tif"));
        ImageFiles.saveTiff(stack(20, 30), folder.resolve("images/b.tif"));
        RawImages raw = OriginalImages.of(evaluation, folder.resolve("images").toString());
        assertEquals(10, last(raw, evaluation.images().get(0)));
        assertEquals(20, last(raw, evaluation.images().get(1)));
        assertEquals(30, last(raw, evaluation.images().get(2)));
    }

    @Test
    void thoseThatAreOpenAreTakenInOrder() {
        Interpreter.addBatchModeImage(stack(40, 50));
        RawImages raw = OriginalImages.of(evaluation, "cells");
        assertEquals(40, last(raw, evaluation.images().get(0)));
        assertEquals(50, last(raw, evaluation.images().get(1)));
        TesseraException missing = assertThrows(
                TesseraException.class, () -> raw.pixels(evaluation.images().get(2)));
        assertTrue(missing.getMessage().contains("b.tif slice 2"), missing.getMessage());
    }

    @Test
    void whereNothingIsEnteredThereAreNone() {
        assertTrue(OriginalImages.of(evaluation, " ")
                .pixels(evaluation.images().get(0))
                .isEmpty());
    }
}

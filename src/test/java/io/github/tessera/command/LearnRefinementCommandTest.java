package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.postprocess.CrfExample;
import io.github.tessera.postprocess.GuideImage;
import io.github.tessera.postprocess.UnaryEnergy;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnRefinementCommandTest {
    @Test
    void moreThanFitsIntoMemoryIsRefused() {
        byte[] labels = new byte[64];
        CrfExample example =
                new CrfExample(new GuideImage(8, 8, new float[1][64]), UnaryEnergy.ofLabels(labels, 2, 0.7), labels);
        LearnRefinementCommand.requireMemory(List.of(example), 5);
        TesseraException refusal = assertThrows(
                TesseraException.class,
                () -> LearnRefinementCommand.requireMemory(List.of(example), Integer.MAX_VALUE));
        assertTrue(
                refusal.getMessage().contains("of 1 image and needs ")
                        && refusal.getMessage()
                                .endsWith(", or take fewer images or smaller parts of them (most, side)."),
                refusal.getMessage());
    }
}

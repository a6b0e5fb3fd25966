package io.github.tessera.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.network.NetworkSettings.Skip;
import io.github.tessera.network.NetworkSettings.Upsampling;
import io.github.tessera.progress.TesseraException;
import org.junit.jupiter.api.Test;

class UNetTest {
    private final NetworkSettings paper = Architecture.U_NET.settings(3, 2);

    @Test
    void parametersOfThePaper() {
        // The count that seed 004's U-Net of two classes has.
        assertEquals(31_031_810, Weights.learnt(paper.build()));
    }

    @Test
    void addedSkipsSaveTheConcatenatedInputsOfFourConvolutions() {
        // Each decoder level's first convolution reads maps instead of 2 x maps: 9 x (64^2 + 128^2 + 256^2 + 512^2)
        // fewer.
        long saved = 9L * (64 * 64 + 128 * 128 + 256 * 256 + 512 * 512);
        assertEquals(31_031_810 - saved, Weights.learnt(paper.withSkip(Skip.ADD).build()));
    }

    @Test
    void normalizationReplacesBiases() {
        // Batch norm has two learnt values a map where the bias had one, over 2 x (64 + ... + 1024) + 2 x (64 + ... +
        // 512) maps.
        long maps = 2L * (64 + 128 + 256 + 512 + 1024) + 2L * (64 + 128 + 256 + 512);
        assertEquals(31_031_810 + maps, Weights.learnt(paper.withBatchNorm(true).build()));
    }

    @Test
    void bilinearUpsamplingHasQuarterOfTheUpKernels() {
        long transposed = 4L * (128 * 64 + 256 * 128 + 512 * 256 + 1024 * 512);
        assertEquals(
                31_031_810 - transposed * 3 / 4,
                Weights.learnt(paper.withUpsampling(Upsampling.BILINEAR).build()));
    }

    @Test
    void shallowHalvesTwice() {
        assertEquals(4, Shapes.stride(Architecture.U_NET_SHALLOW.settings(1, 2).build()));
        assertEquals(16, Shapes.stride(paper.build()));
    }

    @Test
    void whatIsTooSmallOrTooLargeIsASentenceForTheUser() {
        NetworkSettings deep = paper.withDepth(8);
        String small = assertThrows(
                        TesseraException.class,
                        () -> Shapes.of(deep.withWidth(1).build(), 64, 64))
                .getMessage();
        assertTrue(small.contains("too small") && small.contains("fewer levels"), small);
        NetworkSettings wide = paper.withWidth(1024);
        String large = assertThrows(TesseraException.class, () -> Summary.of(wide.build(), 256, 256))
                .getMessage();
        assertTrue(large.contains("too large") && large.contains("smaller width"), large);
    }
}

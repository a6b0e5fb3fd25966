package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class LabelBlocksTest {
    @Test
    void eachBlockHasTheLabelOfMostOfItsPixels() {
        byte[][] rows = {
            {1, 1, 0, 2, 2},
            {0, 1, 0, 2, 2},
            {3, 3, 0, 0, (byte) 255},
            {0, 0, 0, 0, (byte) 255},
            {4, 4, 4, 5, 5}
        };
        LabelBlocks blocks = new LabelBlocks(new Reduction(5, 5, 2, 2));
        for (int y = 0; y < rows.length; y++) {
            blocks.row(y, rows[y]);
        }
        // Columns 0-1 and 2-4, rows 0-1 and 2-4; of the lower left block two pixels each are 0, 3 and 4.
        assertArrayEquals(new byte[] {1, 2, 0, 0}, (byte[]) blocks.labels().getPixels());
    }
}

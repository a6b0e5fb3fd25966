package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;

class GuidePlaneTest {
    private static final int SIDE = 40;

    private static float[] levels(float[] values, int bitDepth) {
        return new GuidePlane(ArrayImgs.floats(values, SIDE, SIDE, 1), bitDepth, "cells", Progress.NONE)
                .part(new Tile(0, 0, SIDE, SIDE))
                .channels()[0];
    }

    /** From 0 to 1,599. */
    private static float[] ramp() {
        float[] ramp = new float[SIDE * SIDE];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i;
        }
        return ramp;
    }

    @Test
    void eightBitsStayAndOthersAreStretched() {
        float[] bytes = new float[SIDE * SIDE];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = i % 256;
        }
        assertArrayEquals(bytes, levels(bytes, 8));
        float[] stretched = levels(ramp(), 16);
        assertEquals(127.5, (stretched[799] + stretched[800]) / 2, 1e-3);
        assertEquals(0, stretched[0], 1);
        assertEquals(255, stretched[1599], 1);
    }

    @Test
    void aHotPixelIsNoFartherThanTenTimesTheRange() {
        float[] hot = ramp();
        hot[7] = 65535;
        float[] levels = levels(hot, 16);
        assertEquals(11 * 255, levels[7]);
        assertEquals(levels(ramp(), 16)[1599], levels[1599], 1);
        hot[7] = -3e38f;
        hot[9] = 3e38f;
        levels = levels(hot, 32);
        assertEquals(-10 * 255, levels[7]);
        assertEquals(11 * 255, levels[9]);
    }

    @Test
    void whatIsNoNumberIsTold() {
        float[] values = ramp();
        values[SIDE + 3] = Float.NaN;
        TesseraException refusal = assertThrows(TesseraException.class, () -> levels(values, 32));
        assertTrue(refusal.getMessage().contains("cells holds the value NaN at x = 3, y = 1"), refusal.getMessage());
    }
}

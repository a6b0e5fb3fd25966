package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeatMapTest {
    private final HeatMap map = new HeatMap();

    /** CIELAB's L*, from the luminance of the sRGB colour. */
    private static double lightness(int rgb) {
        double y = 0.2126 * linear(rgb >> 16 & 0xFF) + 0.7152 * linear(rgb >> 8 & 0xFF) + 0.0722 * linear(rgb & 0xFF);
        return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
    }

    private static double linear(int value) {
        double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    @Test
    void lightnessRisesEvenly() {
        for (int i = 0; i < HeatMap.SIZE; i++) {
            assertEquals(12 + 80 * i / 255.0, lightness(map.colour(i)), 0.6, "colour " + i);
        }
    }

    @Test
    void neighboursHardlyDifferAndEndsAreBlueAndYellow() {
        for (int i = 1; i < HeatMap.SIZE; i++) {
            for (int shift : new int[] {0, 8, 16}) {
                int step = (map.colour(i) >> shift & 0xFF) - (map.colour(i - 1) >> shift & 0xFF);
                assertTrue(Math.abs(step) <= 20, "from " + i + ": " + step);
            }
        }
        int first = map.colour(0);
        int last = map.colour(255);
        assertTrue((first & 0xFF) > 2 * (first >> 16 & 0xFF) && (first & 0xFF) > 2 * (first >> 8 & 0xFF));
        assertTrue((last >> 16 & 0xFF) > 200 && (last >> 8 & 0xFF) > 200 && (last & 0xFF) < 200);
    }
}

package io.github.tessera.view;

/**
 * Colours for numbers from 0 to 1, from dark blue over green to light yellow: lightness (CIELAB's L*) rises evenly, so that equal steps look
 * equal, also in grey and to the colour-blind; hue turns evenly, and colours are as strong as a screen can show, up to a limit.
 */
final class HeatMap {
    /** How many colours there are; the last one is 1. */
    static final int SIZE = 256;

    private static final double DARKEST = 12;
    private static final double LIGHTEST = 92;
    private static final double FIRST_HUE = 290;
    private static final double LAST_HUE = 98;
    private static final double STRONGEST = 62;
    private static final int TRIALS = 20;

    private final int[] colours = new int[SIZE];

    HeatMap() {
        for (int i = 0; i < SIZE; i++) {
            double t = i / (SIZE - 1.0);
            double lightness = DARKEST + t * (LIGHTEST - DARKEST);
            double hue = Math.toRadians(FIRST_HUE + t * (LAST_HUE - FIRST_HUE));
            colours[i] = packed(strongest(lightness, hue));
        }
    }

    /** The colour of i / 255 as 0xFFRRGGBB. */
    int colour(int i) {
        return colours[i];
    }

    /** By halving: the largest chroma that gives no channel below 0 or above 1. */
    private static double[] strongest(double lightness, double hue) {
        double low = 0;
        double high = STRONGEST;
        for (int i = 0; i < TRIALS; i++) {
            double middle = (low + high) / 2;
            boolean shown = inside(linear(lightness, middle, hue));
            low = shown ? middle : low;
            high = shown ? high : middle;
        }
        return linear(lightness, low, hue);
    }

    private static boolean inside(double[] rgb) {
        for (double value : rgb) {
            if (value < 0 || value > 1) {
                return false;
            }
        }
        return true;
    }

    /** Linear sRGB of a colour in CIELAB (white D65), by chroma and hue; IEC 61966-2-1 and CIE 15. */
    private static double[] linear(double lightness, double chroma, double hue) {
        double fy = (lightness + 16) / 116;
        double x = 0.95047 * cube(fy + chroma * Math.cos(hue) / 500);
        double y = cube(fy);
        double z = 1.08883 * cube(fy - chroma * Math.sin(hue) / 200);
        return new double[] {
            3.2406 * x - 1.5372 * y - 0.4986 * z,
            -0.9689 * x + 1.8758 * y + 0.0415 * z,
            0.0557 * x - 0.2040 * y + 1.0570 * z
        };
    }

    private static double cube(double f) {
        double edge = 6.0 / 29;
        return f > edge ? f * f * f : 3 * edge * edge * (f - 4.0 / 29);
    }

    private static int packed(double[] linear) {
        int rgb = 0xFF;
        for (double value : linear) {
            double gamma = value <= 0.0031308 ? 12.92 * value : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
            rgb = rgb << 8 | (int) Math.round(255 * Math.max(0, Math.min(1, gamma)));
        }
        return rgb;
    }
}

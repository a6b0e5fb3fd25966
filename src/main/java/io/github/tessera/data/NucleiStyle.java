package io.github.tessera.data;

import java.util.SplittableRandom;

/**
 * What the nuclei of one image have in common, as those of one cell line on one slide have; shares are of nuclei, intensities of
 * that of a usual nucleus.
 *
 * @param elongation the longer axis by the shorter, of a usual nucleus
 * @param irregularity of the outlines
 * @param sizes spread of the sizes, natural logarithm
 * @param brightnesses spread of the brightnesses, natural logarithm
 * @param grain strength of the chromatin's fine texture
 * @param nucleoli how many dark spots a nucleus has on average
 * @param chromocentres how many bright spots a nucleus has on average
 * @param condensed share of small bright nuclei, dividing or dying
 * @param touching share of nuclei that lie against another
 * @param defocused share of nuclei out of focus
 * @param haze light from above and below, spread around the nuclei
 * @param background light everywhere
 * @param slope by how much the background rises across the image
 * @param vignetting by how much the illumination falls towards the corners
 */
record NucleiStyle(
        double elongation,
        double irregularity,
        double sizes,
        double brightnesses,
        double grain,
        double nucleoli,
        double chromocentres,
        double condensed,
        double touching,
        double defocused,
        double haze,
        double background,
        double slope,
        double vignetting) {
    static NucleiStyle draw(SplittableRandom random) {
        boolean spotted = random.nextInt(5) == 0;
        return new NucleiStyle(
                random.nextDouble(1.2, 1.75),
                random.nextDouble(0.02, 0.06),
                random.nextDouble(0.12, 0.25),
                random.nextDouble(0.1, 0.4),
                random.nextDouble(0.08, 0.18),
                spotted ? 0 : random.nextDouble(0, 2.5),
                spotted ? random.nextDouble(4, 9) : 0,
                random.nextDouble(0, 0.07),
                random.nextDouble(0.2, 0.5),
                random.nextDouble(0, 0.12),
                random.nextDouble(0.08, 0.25),
                random.nextDouble(0.01, 0.06),
                random.nextDouble(0, 0.8),
                random.nextDouble(0, 0.3));
    }
}

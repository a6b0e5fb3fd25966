package io.github.tessera.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One simulated nucleus, around its centre.
 *
 * @param radii from the centre to the outline, in pixels, in equal steps of the angle from 0 on
 * @param brightness of a usual nucleus's
 * @param spots nucleoli and chromocentres
 * @param grain strength of the texture
 */
@SuppressWarnings("ArrayRecordComponent") // made to be painted; never compared
record Nucleus(double[] radii, double brightness, List<Spot> spots, double grain) {
    private static final int ANGLES = 360;
    private static final int WAVES = 6;

    /** A round place of other brightness: {@code change} at its centre, a Gaussian of {@code sigma} pixels around it. */
    record Spot(double x, double y, double sigma, double change) {
        double factor(double dx, double dy) {
            double squared = (dx - x) * (dx - x) + (dy - y) * (dy - y);
            return 1 + change * Math.exp(-squared / (2 * sigma * sigma));
        }
    }

    static Nucleus draw(SplittableRandom random, NucleiStyle style, double diameter) {
        boolean condensed = random.nextDouble() < style.condensed();
        double size = Math.exp(style.sizes() * random.nextGaussian());
        double brightness = Math.exp(style.brightnesses() * random.nextGaussian());
        // The same DNA in less room is brighter, though larger nuclei often hold more of it.
        brightness /= Math.sqrt(size);
        double elongation = 1 + (style.elongation() - 1) * random.nextDouble(0.3, 1.7);
        double irregularity = style.irregularity() * random.nextDouble(0.3, 1.8);
        int dents = random.nextInt(3) > 0 ? 0 : random.nextInt(1, 3);
        if (condensed) {
            boolean plate = random.nextBoolean();
            size *= plate ? random.nextDouble(0.5, 0.7) : random.nextDouble(0.4, 0.65);
            elongation = plate ? random.nextDouble(2, 3.2) : random.nextDouble(1, 1.4);
            brightness *= random.nextDouble(1.8, 3.5);
            irregularity += plate ? 0.03 : 0.1;
        }
        double radius = Math.max(1.5, size * diameter / 2);
        double[] radii = outline(random, radius, elongation, irregularity, dents);
        List<Spot> spots = condensed ? List.of() : spots(random, style, radius / Math.sqrt(elongation));
        return new Nucleus(radii, brightness, spots, style.grain() * random.nextDouble(0.6, 1.5));
    }

    /** An ellipse of a given area, bent by a few waves and dented at some places. */
    private static double[] outline(
            SplittableRandom random, double radius, double elongation, double irregularity, int dents) {
        double longer = radius * Math.sqrt(elongation);
        double shorter = radius / Math.sqrt(elongation);
        double turn = random.nextDouble(Math.PI);
        double[] heights = new double[WAVES];
        double[] phases = new double[WAVES];
        for (int k = 0; k < WAVES; k++) {
            // Waves 2, 3, ...: the first would only shift the nucleus. Finer ones are lower.
            heights[k] = 3 * irregularity * random.nextGaussian() / Math.pow(k + 2, 1.6);
            phases[k] = random.nextDouble(2 * Math.PI);
        }
        double[] wave = new double[ANGLES];
        for (int a = 0; a < ANGLES; a++) {
            wave[a] = 1;
            for (int k = 0; k < WAVES; k++) {
                wave[a] += heights[k] * Math.cos((k + 2) * 2 * Math.PI * a / ANGLES + phases[k]);
            }
        }
        for (int i = 0; i < dents; i++) {
            dent(wave, random.nextInt(ANGLES), random.nextDouble(0.08, 0.35), random.nextDouble(0.2, 0.5));
        }
        double[] radii = new double[ANGLES];
        for (int a = 0; a < ANGLES; a++) {
            double angle = 2 * Math.PI * a / ANGLES;
            double ellipse =
                    longer * shorter / Math.hypot(shorter * Math.cos(angle - turn), longer * Math.sin(angle - turn));
            radii[a] = ellipse * Math.max(0.3, wave[a]);
        }
        return radii;
    }

    private static void dent(double[] wave, int at, double depth, double width) {
        for (int a = 0; a < ANGLES; a++) {
            double apart = Math.IEEEremainder(2 * Math.PI * (a - at) / ANGLES, 2 * Math.PI);
            wave[a] -= depth * Math.exp(-apart * apart / (2 * width * width));
        }
    }

    private static List<Spot> spots(SplittableRandom random, NucleiStyle style, double within) {
        List<Spot> spots = new ArrayList<>();
        long nucleoli = Math.round(style.nucleoli() * random.nextDouble(2));
        long bright = Math.round(style.chromocentres() * random.nextDouble(0.5, 1.5));
        for (int i = 0; i < nucleoli + bright; i++) {
            double angle = random.nextDouble(2 * Math.PI);
            double distance = within * 0.75 * Math.sqrt(random.nextDouble());
            boolean dark = i < nucleoli;
            spots.add(new Spot(
                    distance * Math.cos(angle),
                    distance * Math.sin(angle),
                    within * (dark ? random.nextDouble(0.1, 0.2) : random.nextDouble(0.07, 0.14)),
                    dark ? -random.nextDouble(0.1, 0.35) : random.nextDouble(0.3, 0.9)));
        }
        return spots;
    }

    /** The longest way from the centre to the outline. */
    double reach() {
        double reach = 0;
        for (double radius : radii) {
            reach = Math.max(reach, radius);
        }
        return reach;
    }

    /** From the centre to the outline in a direction, in pixels. */
    double radius(double dx, double dy) {
        double turns = Math.atan2(dy, dx) / (2 * Math.PI);
        return radii[Math.floorMod((int) Math.round(turns * ANGLES), ANGLES)];
    }

    /** How bright the pixel at a place is, without texture: an even body that is thinner towards its edge, cut off at a pixel's width. */
    double light(double dx, double dy) {
        double distance = Math.hypot(dx, dy);
        double radius = radius(dx, dy);
        double cover = Math.max(0, Math.min(1, radius - distance + 0.5));
        if (cover == 0) {
            return 0;
        }
        double place = Math.min(1, distance / radius);
        double light = brightness * cover * (0.7 + 0.3 * Math.sqrt(1 - place * place * place));
        for (Spot spot : spots) {
            light *= spot.factor(dx, dy);
        }
        return light;
    }
}

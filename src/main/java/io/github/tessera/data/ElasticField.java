package io.github.tessera.data;

import java.util.SplittableRandom;

/**
 * Smooth random displacements: uniform cubic B-splines over control points {@value #SPACING} pixels apart, each drawn between -range
 * and range in both directions. A spline never leaves the span of its control points, so no pixel moves farther than the range; and as
 * neighbours differ by at most twice the range, the field does not fold while that is less than the spacing.
 */
final class ElasticField {
    private static final int SPACING = 32;
    private static final float[] WEIGHTS = weights();

    private final double range;
    private final int points;
    private final float[] controlX;
    private final float[] controlY;

    ElasticField(int side, double range, SplittableRandom random) {
        this.range = range;
        points = (side - 1) / SPACING + 4;
        controlX = new float[points * points];
        controlY = new float[points * points];
        for (int i = 0; i < controlX.length; i++) {
            controlX[i] = (float) (range * (2 * random.nextDouble() - 1));
            controlY[i] = (float) (range * (2 * random.nextDouble() - 1));
        }
    }

    /** The weights of the four nearest control points, each for all places between two of them. */
    private static float[] weights() {
        float[] weights = new float[4 * SPACING];
        for (int i = 0; i < SPACING; i++) {
            double t = (double) i / SPACING;
            double u = 1 - t;
            weights[i] = (float) (u * u * u / 6);
            weights[SPACING + i] = (float) ((3 * t * t * t - 6 * t * t + 4) / 6);
            weights[2 * SPACING + i] = (float) ((3 * u * u * u - 6 * u * u + 4) / 6);
            weights[3 * SPACING + i] = (float) (t * t * t / 6);
        }
        return weights;
    }

    /** No displacement is larger, in either direction. */
    double reach() {
        return range;
    }

    /** The displacements of the pixels of one row, as many as the arrays hold. */
    void displacements(int row, double[] x, double[] y) {
        spline(along(controlX, row), x);
        spline(along(controlY, row), y);
    }

    /** The control points of one row of pixels. */
    private float[] along(float[] control, int row) {
        float[] line = new float[points];
        int first = row / SPACING * points;
        for (int k = 0; k < 4; k++) {
            float weight = WEIGHTS[k * SPACING + row % SPACING];
            for (int i = 0; i < points; i++) {
                line[i] += weight * control[first + k * points + i];
            }
        }
        return line;
    }

    private static void spline(float[] line, double[] values) {
        for (int start = 0; start < values.length; start += SPACING) {
            int point = start / SPACING;
            float a = line[point];
            float b = line[point + 1];
            float c = line[point + 2];
            float d = line[point + 3];
            int count = Math.min(SPACING, values.length - start);
            for (int i = 0; i < count; i++) {
                values[start + i] = WEIGHTS[i] * a
                        + WEIGHTS[SPACING + i] * b
                        + WEIGHTS[2 * SPACING + i] * c
                        + WEIGHTS[3 * SPACING + i] * d;
            }
        }
    }
}

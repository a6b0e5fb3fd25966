package io.github.tessera.view;

import ij.measure.Calibration;

/**
 * The unit in which an image's lengths and areas are told: the one set in ImageJ, or pixels.
 *
 * @param calibration of the image
 */
record MeasureUnit(Calibration calibration) {
    private static final String SQUARE = "\u00B2";

    /** Whether there is another unit than pixels. */
    boolean isSet() {
        return !calibration.getUnit().equals("pixel") || calibration.pixelWidth != 1 || calibration.pixelHeight != 1;
    }

    /** A column of lengths. */
    String ofLength(String name) {
        return name + " (" + (isSet() ? calibration.getUnit() : "pixels") + ")";
    }

    /** A column of areas. */
    String ofArea(String name) {
        return name + " (" + (isSet() ? calibration.getUnit() + SQUARE : "pixels") + ")";
    }

    /** An area in the unit. */
    double area(double pixels) {
        return pixels * calibration.pixelWidth * calibration.pixelHeight;
    }
}

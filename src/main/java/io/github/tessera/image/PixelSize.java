package io.github.tessera.image;

import ij.ImagePlus;
import ij.measure.Calibration;
import java.util.Optional;

/**
 * How large a pixel is in the specimen.
 *
 * @param width in micrometres, above 0
 * @param height in micrometres, above 0
 */
public record PixelSize(double width, double height) {
    /** Checks the lengths. */
    public PixelSize {
        if (!isLength(width) || !isLength(height)) {
            throw new IllegalArgumentException(width + " x " + height);
        }
    }

    private static boolean isLength(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }

    /** The size that an image tells, none if it counts in pixels or in a unit that is no length. */
    public static Optional<PixelSize> of(ImagePlus imp) {
        Calibration calibration = imp.getCalibration();
        Optional<PixelSize> width = of(calibration.pixelWidth, calibration.pixelWidth, calibration.getXUnit());
        Optional<PixelSize> height = of(calibration.pixelHeight, calibration.pixelHeight, calibration.getYUnit());
        return width.flatMap(w -> height.map(h -> new PixelSize(w.width, h.height)));
    }

    /** Lengths in a unit as files name it, none if they are no lengths. */
    static Optional<PixelSize> of(double width, double height, String unit) {
        return LengthUnit.of(unit)
                .filter(known -> isLength(width) && isLength(height))
                .map(known -> new PixelSize(width * known.micrometres(), height * known.micrometres()));
    }
}

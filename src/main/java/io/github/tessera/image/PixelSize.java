package io.github.tessera.image;

import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.tessera.progress.TesseraException;
import java.util.Optional;

/**
 * How large a pixel is in the specimen.
 *
 * @param width in micrometres, above 0
 * @param height in micrometres, above 0
 */
public record PixelSize(double width, double height) {
    private static final double ROUNDING = 0.01;

    /** Checks the lengths. */
    public PixelSize {
        if (!isLength(width) || !isLength(height)) {
            throw new IllegalArgumentException(width + " x " + height);
        }
    }

    private static boolean isLength(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }

    /**
     * The size of an image's pixels, where it must be known.
     *
     * @param given what the image tells
     * @param image its name
     * @throws TesseraException naming image and cure if it tells nothing
     */
    public static PixelSize required(Optional<PixelSize> given, String image) {
        return given.orElseThrow(() -> new TesseraException("The image " + image
                + " does not tell how large its pixels are; set it in ImageJ (Image > Properties) and save it as TIFF,"
                + " or leave the pixel size as it is."));
    }

    /** Whether both lengths are the same to a hundredth, as they are when only rounding has changed them. */
    public boolean isAbout(PixelSize other) {
        return Math.abs(width / other.width - 1) < ROUNDING && Math.abs(height / other.height - 1) < ROUNDING;
    }

    /** The size that an image tells, none if it counts in pixels or in a unit that is no length. */
    public static Optional<PixelSize> of(ImagePlus imp) {
        return of(imp.getCalibration());
    }

    /** The size that a calibration tells, none if it counts in pixels or in a unit that is no length. */
    public static Optional<PixelSize> of(Calibration calibration) {
        Optional<PixelSize> width = of(calibration.pixelWidth, calibration.pixelWidth, calibration.getXUnit());
        Optional<PixelSize> height = of(calibration.pixelHeight, calibration.pixelHeight, calibration.getYUnit());
        return width.flatMap(w -> height.map(h -> new PixelSize(w.width, h.height)));
    }

    /** Has a calibration tell this size. */
    public void calibrate(Calibration calibration) {
        calibration.setUnit(LengthUnit.MICROMETRE.label());
        calibration.pixelWidth = width;
        calibration.pixelHeight = height;
    }

    /** Lengths in a unit as files name it, none if they are no lengths. */
    static Optional<PixelSize> of(double width, double height, String unit) {
        return LengthUnit.of(unit)
                .filter(known -> isLength(width) && isLength(height))
                .map(known -> new PixelSize(width * known.micrometres(), height * known.micrometres()));
    }
}

package io.github.tessera.image;

import ij.measure.Calibration;

/**
 * How far apart the planes of an image are.
 *
 * @param depth from slice to slice in micrometres; 0 where it is not known
 * @param interval from frame to frame; 0 where it is not known
 * @param timeUnit of the interval, as ImageJ names it: sec, min
 */
public record PlaneSpacing(double depth, double interval, String timeUnit) {
    /** Nothing is known. */
    public static final PlaneSpacing NONE = new PlaneSpacing(0, 0, "sec");

    /** Takes what is no length or time as not known. */
    public PlaneSpacing {
        depth = known(depth);
        interval = known(interval);
        timeUnit = timeUnit.replaceAll("\\p{Cntrl}", "");
    }

    private static double known(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY ? value : 0;
    }

    /** What a calibration tells. */
    public static PlaneSpacing of(Calibration calibration) {
        double micrometres = LengthUnit.of(calibration.getZUnit())
                .map(LengthUnit::micrometres)
                .orElse(0.0);
        return new PlaneSpacing(
                calibration.pixelDepth * micrometres, calibration.frameInterval, calibration.getTimeUnit());
    }

    /**
     * The lines that tell it in the description of ImageJ's TIFFs.
     *
     * @param inMicrometres whether lengths there are; otherwise the depth is left out
     */
    String described(boolean inMicrometres) {
        String slices = inMicrometres && depth > 0 ? "spacing=" + depth + "\n" : "";
        return interval > 0 ? slices + "finterval=" + interval + "\ntunit=" + timeUnit + "\n" : slices;
    }

    /** Has a calibration in micrometres tell what is known. */
    public void calibrate(Calibration calibration) {
        if (depth > 0) {
            calibration.pixelDepth = depth;
        }
        if (interval > 0) {
            calibration.frameInterval = interval;
            calibration.setTimeUnit(timeUnit);
        }
    }
}

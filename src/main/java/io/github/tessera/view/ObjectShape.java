package io.github.tessera.view;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.Measurements;
import ij.process.ByteProcessor;
import ij.process.FloatPolygon;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import io.github.tessera.tile.Tile;

/**
 * Where an object is and how it is shaped, measured by ImageJ on the object's outline as a selection: the same numbers as the ROI
 * Manager's.
 *
 * @param x of the centroid, in calibrated units from the origin
 * @param y of the centroid, in calibrated units from the origin
 * @param perimeter in calibrated units, that of holes too
 * @param circularity 4 pi area / perimeter^2, at most 1
 * @param feret greatest distance between two points of the outline, in calibrated units
 * @param minFeret least distance between two parallel lines that touch the outline on either side, in calibrated units
 * @param major axis of the ellipse of equal area, orientation and centroid, in calibrated units; NaN if pixels are not square
 * @param minor axis of that ellipse; NaN if pixels are not square
 * @param angle of the major axis in degrees, from 0 to 180, against the horizontal
 * @param solidity share of the convex hull that the object fills
 */
record ObjectShape(
        double x,
        double y,
        double perimeter,
        double circularity,
        double feret,
        double minFeret,
        double major,
        double minor,
        double angle,
        double solidity) {
    private static final int INSIDE = 255;
    private static final double SQUARE = 0.01;

    /**
     * Measures one object.
     *
     * @param mask of the object within its bounds, row by row: 255 inside, 0 outside
     * @param ruler an image of the calibration that counts, as high as the object's
     * @param height of the image in rows
     */
    static ObjectShape of(byte[] mask, Tile bounds, int size, ImagePlus ruler, int height) {
        ByteProcessor pixels = new ByteProcessor(bounds.width(), bounds.height(), mask);
        Roi roi = LabelOverlay.trace(pixels, INSIDE);
        roi.setLocation(bounds.x(), bounds.y());
        roi.setImage(ruler);
        ImageStatistics ellipse = ellipse(pixels, roi);
        Calibration calibration = ruler.getCalibration();
        double width = calibration.pixelWidth;
        boolean square = Math.abs(width - calibration.pixelHeight) / width < SQUARE;
        double perimeter = roi.getLength();
        double area = size * width * calibration.pixelHeight;
        double[] feret = roi.getFeretValues();
        return new ObjectShape(
                calibration.getX(bounds.x() + ellipse.xCentroid),
                calibration.getY(bounds.y() + ellipse.yCentroid, height),
                perimeter,
                Math.min(1, 4 * Math.PI * area / (perimeter * perimeter)),
                feret[0],
                feret[2],
                square ? ellipse.major * width : Double.NaN,
                square ? ellipse.minor * width : Double.NaN,
                ellipse.angle,
                size / area(roi.getFloatConvexHull()));
    }

    /** In pixels, from the corner of the bounds. ImageJ has another ellipse for rectangles, which have no mask. */
    private static ImageStatistics ellipse(ByteProcessor pixels, Roi roi) {
        ImageProcessor within = new ByteProcessor(pixels.getWidth(), pixels.getHeight());
        if (roi.getType() != Roi.RECTANGLE) {
            within.setMask(pixels);
        }
        return ImageStatistics.getStatistics(within, Measurements.ELLIPSE, null);
    }

    private static double area(FloatPolygon corners) {
        double twice = 0;
        int last = corners.npoints - 1;
        for (int i = 0; i < corners.npoints; i++) {
            twice += (double) corners.xpoints[last] * corners.ypoints[i]
                    - (double) corners.xpoints[i] * corners.ypoints[last];
            last = i;
        }
        return Math.abs(twice) / 2;
    }
}

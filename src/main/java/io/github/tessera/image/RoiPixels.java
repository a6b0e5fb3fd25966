package io.github.tessera.image;

import ij.gui.Line;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.process.FloatPolygon;
import io.github.tessera.progress.TesseraException;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Which pixels of an image an ImageJ ROI covers: those of its own mask, cut to the image.
 *
 * <p>Its mask is not asked for, since it takes memory for all of the ROI's bounds, wherever they reach, and time with the square
 * of the corners in a row.
 *
 * @param source what messages call the file or overlay that the ROI is from
 * @param className of the regions
 * @param image where the pixels are, from (0, 0)
 */
record RoiPixels(String source, String className, Rectangle image) {
    /** How exactly ImageJ follows the curves of a shape when it fills it, in pixels. */
    private static final double FLATNESS = 0.01;

    /** ImageJ draws lines of several segments into memory before it fills them. */
    private static final int MOST_LINE_PIXELS = 1 << 28;

    /**
     * The region of a ROI, or none if it covers no pixel of the image. The ROI is not changed.
     *
     * @param points which points of a {@link PointRoi} count, by their index
     * @throws TesseraException if a line is far larger than any image
     */
    Optional<Region> region(Roi roi, IntPredicate points) {
        return switch (roi.getType()) {
            case Roi.RECTANGLE -> rectangle(roi);
            case Roi.OVAL -> oval(roi.getBounds());
            case Roi.COMPOSITE -> composite((ShapeRoi) roi);
            case Roi.POINT -> points(roi.getFloatPolygon(), points);
            case Roi.LINE, Roi.POLYLINE, Roi.FREELINE, Roi.ANGLE -> line(roi);
            default -> polygon(roi.getFloatPolygon());
        };
    }

    private Optional<Region> rectangle(Roi roi) {
        Rectangle bounds = roi.getBounds();
        int corner = roi.getCornerDiameter();
        if (corner > 0) {
            return shape(
                    new RoundRectangle2D.Float(bounds.x, bounds.y, bounds.width, bounds.height, corner, corner),
                    bounds,
                    0,
                    0);
        }
        Rectangle area = bounds.intersection(image);
        if (area.isEmpty()) {
            return Optional.empty();
        }
        byte[] inside = new byte[area.width * area.height];
        Arrays.fill(inside, (byte) 1);
        return Optional.of(new Region(className, area, inside));
    }

    private Optional<Region> oval(Rectangle bounds) {
        Rectangle area = bounds.intersection(image);
        if (area.isEmpty()) {
            return Optional.empty();
        }
        byte[] inside = new byte[area.width * area.height];
        double a = bounds.width / 2.0;
        double b = bounds.height / 2.0;
        for (int y = 0; y < area.height; y++) {
            double dy = area.y + y - bounds.y - (b - 0.5);
            for (int x = 0; x < area.width; x++) {
                double dx = area.x + x - bounds.x - (a - 0.5);
                if (dx * dx / (a * a) + dy * dy / (b * b) <= 1) {
                    inside[y * area.width + x] = 1;
                }
            }
        }
        return Region.of(className, area, inside);
    }

    private Optional<Region> composite(ShapeRoi roi) {
        return roi.getShape() == null
                ? Optional.empty()
                : shape(roi.getShape(), roi.getBounds(), roi.getXBase(), roi.getYBase());
    }

    private Optional<Region> shape(Shape shape, Rectangle bounds, double x, double y) {
        Rectangle area = bounds.intersection(image);
        if (area.isEmpty()) {
            return Optional.empty();
        }
        EvenOddFill fill = new EvenOddFill(area);
        float[] at = new float[6];
        double[] start = {x, y};
        double[] last = {x, y};
        for (PathIterator path = shape.getPathIterator(null, FLATNESS); !path.isDone(); path.next()) {
            int kind = path.currentSegment(at);
            if (kind == PathIterator.SEG_LINETO) {
                fill.edge(last[0], last[1], x + at[0], y + at[1]);
                last = new double[] {x + at[0], y + at[1]};
            } else {
                fill.edge(last[0], last[1], start[0], start[1]);
                start = kind == PathIterator.SEG_MOVETO ? new double[] {x + at[0], y + at[1]} : start;
                last = start;
            }
        }
        fill.edge(last[0], last[1], start[0], start[1]);
        return Region.of(className, area, fill.finish());
    }

    private Optional<Region> polygon(FloatPolygon corners) {
        if (corners.npoints < 3) {
            return Optional.empty();
        }
        double[] ring = new double[2 * corners.npoints];
        for (int i = 0; i < corners.npoints; i++) {
            ring[2 * i] = corners.xpoints[i];
            ring[2 * i + 1] = corners.ypoints[i];
        }
        return Outline.union(className, List.of(new Outline(List.of(ring))), image.width, image.height);
    }

    private Optional<Region> points(FloatPolygon places, IntPredicate counts) {
        List<Region> pixels = new ArrayList<>();
        for (int i = 0; i < places.npoints; i++) {
            Rectangle pixel = new Rectangle(Math.round(places.xpoints[i]), Math.round(places.ypoints[i]), 1, 1);
            if (counts.test(i) && image.contains(pixel)) {
                pixels.add(new Region(className, pixel, new byte[] {1}));
            }
        }
        return Region.union(className, pixels);
    }

    private Optional<Region> line(Roi line) {
        int margin = (int) Math.ceil(Math.max(1, Math.min((double) line.getStrokeWidth(), MOST_LINE_PIXELS))) + 1;
        Rectangle reach = line.getBounds();
        reach.grow(margin, margin);
        if (!reach.intersects(image) || line.getFloatPolygon().npoints < 2) {
            return Optional.empty();
        }
        Roi copy = (Roi) line.clone(); // ImageJ changes the width of what it converts
        if (line instanceof Line) {
            return polygon(Roi.convertLineToArea(copy).getFloatPolygon());
        }
        if ((long) reach.width * reach.height > MOST_LINE_PIXELS) {
            throw new TesseraException("A line in " + source + ", class " + className + ", reaches over " + reach.width
                    + " x " + reach.height + " pixels; delete it, or draw it shorter.");
        }
        // What ImageJ draws begins at (0, 0), however far away the line is.
        copy.translate(-reach.x, -reach.y);
        Roi area = Roi.convertLineToArea(copy);
        if (area == null) {
            return Optional.empty();
        }
        area.translate(reach.x, reach.y);
        return region(area, every -> true);
    }
}

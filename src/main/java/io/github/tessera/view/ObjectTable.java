package io.github.tessera.view;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import io.github.tessera.image.Planes;
import io.github.tessera.postprocess.Component;
import io.github.tessera.postprocess.ObjectMap;
import io.github.tessera.progress.Progress;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Measures the objects of an image in ImageJ's tables: a row for each object of each plane, so that an object linked through planes has
 * a row in each.
 *
 * <p>Lengths and areas are in the unit set in ImageJ, which the headings name, intensities in that of the density calibration. All that
 * ImageJ's Analyze Particles measures too is measured in the same way and has the same numbers; {@link ObjectShape} says what each is.
 * "Touches edge" is 1 for objects that have a pixel in the image's outermost rows or columns, or beside what lies outside the
 * selection, and may be cut off there, otherwise 0.
 *
 * @param name of the image in the rows
 * @param area of the image that was looked at
 * @param calibration of the image
 * @param slices of each frame
 * @param channels names for the headings; one channel has none
 * @param values the calibrated value of each raw value of an 8-bit or 16-bit image, where there are such
 * @param classes names, in the order of the class indices
 */
public record ObjectTable(
        String name,
        WorkArea area,
        Calibration calibration,
        int slices,
        List<String> channels,
        Optional<float[]> values,
        List<String> classes) {
    private static final int DECIMALS = 4;
    private static final List<String> RGB = List.of(" red", " green", " blue");

    /** Copies the lists. */
    public ObjectTable {
        channels = List.copyOf(channels);
        classes = List.copyOf(classes);
    }

    /**
     * For an image in ImageJ.
     *
     * @param area of it that was looked at
     */
    public static ObjectTable of(ImagePlus image, WorkArea area, List<String> classes) {
        boolean rgb = image.getType() == ImagePlus.COLOR_RGB;
        boolean whole = !rgb && image.getBitDepth() < Float.SIZE;
        int count = image.getNChannels();
        List<String> numbers =
                IntStream.rangeClosed(1, count).mapToObj(c -> " channel " + c).toList();
        Calibration calibration = image.getCalibration();
        return new ObjectTable(
                image.getTitle(),
                area,
                calibration,
                Planes.numbers(image).slices(),
                rgb ? RGB : count == 1 ? List.of("") : numbers,
                whole ? Optional.ofNullable(calibration.getCTable()) : Optional.empty(),
                classes);
    }

    /** A new table without rows, for the objects of one or several images. */
    public static ResultsTable empty() {
        ResultsTable table = new ResultsTable();
        table.setPrecision(DECIMALS);
        table.setNaNEmptyCells(true);
        table.showRowNumbers(false);
        return table;
    }

    /**
     * Adds the objects of one plane.
     *
     * @param pixels raw intensities of that plane (x, y, channel)
     * @param plane from 0, slices within frames
     * @throws io.github.tessera.progress.CancelledException if cancelled; rows stay
     */
    public void add(
            ResultsTable table,
            ObjectMap objects,
            RandomAccessibleInterval<FloatType> pixels,
            int plane,
            Progress progress) {
        if (pixels.dimension(0) != objects.width()
                || pixels.dimension(1) != objects.height()
                || pixels.dimension(2) != channels.size()) {
            throw new IllegalArgumentException("objects of " + objects.width() + "x" + objects.height()
                    + " pixels in a plane of " + pixels.dimension(0) + "x" + pixels.dimension(1) + "x"
                    + pixels.dimension(2));
        }
        ImagePlus ruler = new ImagePlus("", new ByteProcessor(1, 1));
        ruler.setCalibration(calibration);
        ObjectIntensity.Plane intensities = ObjectIntensity.Plane.of(pixels, values);
        for (Component object : objects.objects()) {
            progress.check();
            table.addRow();
            addPlace(table, object, plane);
            byte[] mask = objects.mask(object);
            addShape(table, ObjectShape.of(mask, object.bounds(), object.size(), ruler, objects.height()));
            for (int c = 0; c < channels.size(); c++) {
                addIntensity(table, intensities.measure(mask, object.bounds(), c), channels.get(c));
            }
            table.addValue("Touches edge", area.cuts(object, objects) ? 1 : 0);
        }
    }

    private void addPlace(ResultsTable table, Component object, int plane) {
        MeasureUnit unit = new MeasureUnit(calibration);
        table.addValue("Image", name);
        table.addValue("Slice", plane % slices + 1);
        table.addValue("Frame", plane / slices + 1);
        table.addValue("Object", object.id());
        table.addValue("Class", className(classes, object.classIndex()));
        table.addValue("Area (pixels)", object.size());
        if (unit.isSet()) {
            table.addValue(unit.ofArea("Area"), unit.area(object.size()));
        }
    }

    /** The name of a class, or its index where there is none. */
    static String className(List<String> classes, int index) {
        return index < classes.size() ? classes.get(index) : "class " + index;
    }

    private void addShape(ResultsTable table, ObjectShape shape) {
        MeasureUnit unit = new MeasureUnit(calibration);
        table.addValue(unit.ofLength("X"), shape.x());
        table.addValue(unit.ofLength("Y"), shape.y());
        table.addValue(unit.ofLength("Perimeter"), shape.perimeter());
        table.addValue("Circularity", shape.circularity());
        table.addValue(unit.ofLength("Feret"), shape.feret());
        table.addValue(unit.ofLength("MinFeret"), shape.minFeret());
        table.addValue(unit.ofLength("Major"), shape.major());
        table.addValue(unit.ofLength("Minor"), shape.minor());
        table.addValue("Angle (degrees)", shape.angle());
        table.addValue("Solidity", shape.solidity());
    }

    private void addIntensity(ResultsTable table, ObjectIntensity intensity, String channel) {
        String unit = values.isPresent() ? " (" + calibration.getValueUnit() + ")" : "";
        table.addValue("Mean" + channel + unit, intensity.mean());
        table.addValue("Min" + channel + unit, intensity.minimum());
        table.addValue("Max" + channel + unit, intensity.maximum());
    }
}

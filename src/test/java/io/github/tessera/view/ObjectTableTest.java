package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.Measurements;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.tessera.image.Planes;
import io.github.tessera.postprocess.Component;
import io.github.tessera.postprocess.ObjectFinder;
import io.github.tessera.postprocess.ObjectMap;
import io.github.tessera.postprocess.ObjectSettings;
import io.github.tessera.postprocess.ObjectSplit;
import io.github.tessera.progress.Progress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectTableTest {
    private static final List<String> CLASSES = List.of("background", "nucleus", "debris");
    private static final int WIDTH = 150;
    private static final int HEIGHT = 120;
    private static final String MICRO = "\u00B5m";

    /** Split blobs with holes, squares, lines, single pixels and things at the edge. */
    private static ObjectMap objects() {
        ByteProcessor labels = new ByteProcessor(WIDTH, HEIGHT);
        Random random = new Random(4);
        for (int i = 0; i < 60; i++) {
            labels.setColor(random.nextInt(3));
            labels.fillOval(
                    random.nextInt(WIDTH + 10) - 10,
                    random.nextInt(HEIGHT),
                    3 + random.nextInt(25),
                    3 + random.nextInt(20));
        }
        labels.setColor(2);
        labels.fillRect(100, 100, 12, 5);
        labels.fillRect(3, 110, 1, 1);
        labels.drawLine(120, 5, 140, 25);
        return new ObjectFinder(new ObjectSettings(0, false, ObjectSplit.DISTANCE, 0.5))
                .find((byte[]) labels.getPixels(), WIDTH, HEIGHT, Progress.NONE);
    }

    private static ImageProcessor noise(ImageProcessor processor, int most) {
        Random random = new Random(9);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            processor.setf(i, random.nextInt(most));
        }
        return processor;
    }

    private static ImagePlus image(String kind) {
        ImageProcessor processor =
                switch (kind) {
                    case "8-bit", "8-bit OD" -> noise(new ByteProcessor(WIDTH, HEIGHT), 256);
                    case "16-bit", "16-bit signed", "pixels" -> noise(new ShortProcessor(WIDTH, HEIGHT), 65536);
                    default -> noise(new FloatProcessor(WIDTH, HEIGHT), 1 << 20);
                };
        ImagePlus image = new ImagePlus(kind, processor);
        if (kind.equals("pixels")) {
            return image;
        }
        Calibration calibration = image.getCalibration();
        calibration.setUnit(MICRO);
        calibration.pixelWidth = 0.25;
        calibration.pixelHeight = kind.equals("32-bit oblong") ? 0.4 : 0.25;
        calibration.xOrigin = 10;
        calibration.yOrigin = -3;
        if (kind.equals("8-bit OD")) {
            calibration.setFunction(Calibration.STRAIGHT_LINE, new double[] {-1.5, 0.01}, "OD");
        } else if (kind.equals("16-bit signed")) {
            calibration.setSigned16BitCalibration();
        }
        return image;
    }

    private static ResultsTable measured(ImagePlus image, ObjectMap objects) {
        ResultsTable table = ObjectTable.empty();
        ObjectTable.of(image, WorkArea.of(image), CLASSES).add(table, objects, Planes.of(image, 0), 0, Progress.NONE);
        return table;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pixels", "8-bit", "8-bit OD", "16-bit", "16-bit signed", "32-bit", "32-bit oblong"})
    void numbersAreThoseOfImageJ(String kind) {
        ImagePlus image = image(kind);
        ObjectMap objects = objects();
        ResultsTable table = measured(image, objects);
        assertEquals(objects.objects().size(), table.size());
        ResultsTable expected = new ResultsTable();
        int everything = Measurements.AREA
                | Measurements.MEAN
                | Measurements.MIN_MAX
                | Measurements.CENTROID
                | Measurements.PERIMETER
                | Measurements.SHAPE_DESCRIPTORS
                | Measurements.ELLIPSE
                | Measurements.FERET;
        for (Component object : objects.objects()) {
            ByteProcessor mask =
                    new ByteProcessor(object.bounds().width(), object.bounds().height(), objects.mask(object));
            Roi roi = LabelOverlay.trace(mask, 255);
            roi.setLocation(object.bounds().x(), object.bounds().y());
            image.setRoi(roi);
            new Analyzer(image, everything, expected).measure();
        }
        String length = kind.equals("pixels") ? " (pixels)" : " (" + MICRO + ")";
        String area = kind.equals("pixels") ? " (pixels)" : " (" + MICRO + "\u00B2)";
        String value = kind.equals("8-bit OD") ? " (OD)" : kind.equals("16-bit signed") ? " (Gray Value)" : "";
        assertSame(table, "Area" + area, expected, "Area");
        assertSame(table, "Mean" + value, expected, "Mean");
        assertSame(table, "Min" + value, expected, "Min");
        assertSame(table, "Max" + value, expected, "Max");
        assertSame(table, "X" + length, expected, "X");
        assertSame(table, "Y" + length, expected, "Y");
        assertSame(table, "Perimeter" + length, expected, "Perim.");
        assertSame(table, "Circularity", expected, "Circ.");
        assertSame(table, "Solidity", expected, "Solidity");
        assertSame(table, "Feret" + length, expected, "Feret");
        assertSame(table, "MinFeret" + length, expected, "MinFeret");
        assertSame(table, "Angle (degrees)", expected, "Angle");
        if (kind.equals("32-bit oblong")) {
            assertTrue(Double.isNaN(table.getValue("Major" + length, 0)), "ImageJ has 0 there");
        } else {
            assertSame(table, "Major" + length, expected, "Major");
            assertSame(table, "Minor" + length, expected, "Minor");
        }
    }

    private static void assertSame(ResultsTable table, String column, ResultsTable expected, String name) {
        for (int row = 0; row < table.size(); row++) {
            double value = expected.getValue(name, row);
            assertEquals(value, table.getValue(column, row), 1e-6 * Math.abs(value) + 1e-9, column + " of row " + row);
        }
    }

    @Test
    void channelsOfColourImagesAreRedGreenAndBlue() {
        ColorProcessor colours = new ColorProcessor(WIDTH, HEIGHT);
        colours.setChannel(2, (ByteProcessor) noise(new ByteProcessor(WIDTH, HEIGHT), 256));
        colours.setChannel(3, (ByteProcessor) noise(new ByteProcessor(WIDTH, HEIGHT), 7));
        ObjectMap objects = objects();
        ResultsTable table = measured(new ImagePlus("rgb", colours), objects);
        ResultsTable green = measured(new ImagePlus("green", colours.getChannel(2, null)), objects);
        ResultsTable blue = measured(new ImagePlus("blue", colours.getChannel(3, null)), objects);
        assertSame(table, "Mean green", green, "Mean");
        assertSame(table, "Max blue", blue, "Max");
        assertEquals(0, table.getValue("Max red", 5));
    }

    @Test
    void placesOfHyperstacksAndTheirChannels() {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int i = 1; i <= 2 * 3 * 4; i++) {
            ShortProcessor processor = new ShortProcessor(WIDTH, HEIGHT);
            processor.setColor(i);
            processor.fill();
            stack.addSlice(processor);
        }
        ImagePlus image = new ImagePlus("hyper", stack);
        image.setDimensions(2, 3, 4);
        ResultsTable table = ObjectTable.empty();
        ObjectTable.of(image, WorkArea.of(image), CLASSES).add(table, objects(), Planes.of(image, 7), 7, Progress.NONE);
        assertEquals(2, table.getValue("Slice", 0));
        assertEquals(3, table.getValue("Frame", 0));
        assertEquals(15, table.getValue("Mean channel 1", 0));
        assertEquals(16, table.getValue("Max channel 2", 0));
    }

    @Test
    void namesClassesNumbersAndEdges() {
        byte[] labels = {1, 0, 0, 0, 0, 2, 7, 0, 0, 0, 0, 0};
        ObjectMap objects = new ObjectFinder(ObjectSettings.DEFAULT).find(labels, 4, 3, Progress.NONE);
        ImagePlus image = new ImagePlus("cells.tif", new ByteProcessor(4, 3));
        ResultsTable table = measured(image, objects);
        assertEquals("cells.tif", table.getStringValue("Image", 0));
        assertEquals(List.of("nucleus", "debris", "class 7"), List.of(table.getColumnAsStrings("Class")));
        assertEquals("[1.0, 2.0, 3.0]", Arrays.toString(table.getColumn("Object")));
        assertEquals("[1.0, 0.0, 0.0]", Arrays.toString(table.getColumn("Touches edge")));
        assertEquals("[1.0, 1.0, 1.0]", Arrays.toString(table.getColumn("Area (pixels)")));
        assertEquals(-1, table.getColumnIndex("Area (pixel\u00B2)"));
        assertEquals(1.5, table.getValue("X (pixels)", 1));
    }

    @Test
    void noObjectsAreNoRows() {
        ObjectMap none =
                new ObjectFinder(ObjectSettings.DEFAULT).find(new byte[WIDTH * HEIGHT], WIDTH, HEIGHT, Progress.NONE);
        assertEquals(0, measured(image("8-bit"), none).size());
    }

    @Test
    void objectsOfAnotherSizeAreRefused() {
        ImagePlus image = new ImagePlus("small", new ByteProcessor(20, 20));
        assertThrows(IllegalArgumentException.class, () -> measured(image, objects()));
    }

    @Test
    void tenThousandObjectsTakeSeconds() {
        int size = 2500;
        ByteProcessor labels = new ByteProcessor(size, size);
        labels.setColor(1);
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 100; x++) {
                labels.fillOval(x * 25, y * 25, 12 + (x + y) % 12, 20);
            }
        }
        ObjectMap objects =
                new ObjectFinder(ObjectSettings.DEFAULT).find((byte[]) labels.getPixels(), size, size, Progress.NONE);
        ImagePlus image = new ImagePlus("large", new ColorProcessor(size, size));
        ResultsTable table = assertTimeout(Duration.ofSeconds(30), () -> measured(image, objects));
        assertEquals(10_000, table.size());
    }
}

package io.github.tessera.view;

import ij.ImagePlus;
import ij.plugin.ContrastEnhancer;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.tessera.image.Palette;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A picture of results to look at and to show: a row for each example with the image, the truth where there is one, and
 * the prediction as a tint over the image, with the truth as a white line on top; headings, captions and a legend.
 *
 * <p>Grey images are stretched so that 0.35 % of the pixels saturate. Made without a display; where Java has no fonts the
 * picture has no text.
 *
 * @param classes names, in the order of the class indices
 * @param palette colour of each class index
 * @param cell longest side of each small picture in pixels
 */
public record ResultPicture(List<String> classes, Palette palette, int cell) {
    // Drawn twice as large and averaged, for smooth lines.
    private static final int OVERSAMPLING = 2;

    private static final double OPACITY = 0.45;
    private static final double SATURATED_PERCENT = 0.35;
    private static final int SMALLEST_CELL = 16;

    /**
     * One row.
     *
     * @param caption stands below the row, such as the file's name and its IoU
     * @param image whose current slice is shown; not changed
     * @param truth labels of the same size, or null
     * @param prediction labels of the same size
     */
    public record Example(String caption, ImagePlus image, ByteProcessor truth, ByteProcessor prediction) {
        public Example {
            Objects.requireNonNull(caption);
            checkSize(image, prediction);
            if (truth != null) {
                checkSize(image, truth);
            }
        }

        private static void checkSize(ImagePlus image, ByteProcessor labels) {
            if (labels.getWidth() != image.getWidth() || labels.getHeight() != image.getHeight()) {
                throw new IllegalArgumentException("Labels of " + labels.getWidth() + "x" + labels.getHeight()
                        + " for an image of " + image.getWidth() + "x" + image.getHeight());
            }
        }
    }

    public ResultPicture {
        classes = List.copyOf(classes);
        if (cell < SMALLEST_CELL) {
            throw new IllegalArgumentException("cells of " + cell + " pixels");
        }
    }

    /**
     * Draws the picture.
     *
     * @param examples at least one
     * @return an RGB image, not shown
     */
    public ImagePlus of(String title, List<Example> examples) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("no examples");
        }
        boolean hasTruth = examples.stream().anyMatch(example -> example.truth() != null);
        PictureSheet sheet =
                new PictureSheet(hasTruth ? List.of("Image", "Truth", "Prediction") : List.of("Image", "Prediction"));
        for (Example example : examples) {
            sheet.addRow(example.caption(), panels(example, hasTruth));
        }
        for (int i = 1; i < classes.size(); i++) {
            sheet.addLegend(palette.color(i), classes.get(i));
        }
        if (hasTruth) {
            sheet.addLegend(Color.WHITE, "line: truth");
        }
        return new ImagePlus(title, sheet.draw());
    }

    private List<ColorProcessor> panels(Example example, boolean hasTruth) {
        double scale = (double) cell
                * OVERSAMPLING
                / Math.max(example.image().getWidth(), example.image().getHeight());
        int width = scaled(example.image().getWidth(), scale);
        int height = scaled(example.image().getHeight(), scale);
        ColorProcessor image = scaledRgb(example.image(), width, height);
        LabelPainter painter = new LabelPainter(palette, OPACITY);
        ByteProcessor truth = example.truth() == null ? null : LabelPainter.scale(example.truth(), width, height);
        List<ColorProcessor> panels = new ArrayList<>();
        panels.add(reduced(image));
        if (hasTruth) {
            ColorProcessor panel = (ColorProcessor) image.duplicate();
            if (truth != null) {
                painter.fill(panel, truth);
            }
            panels.add(reduced(panel));
        }
        ColorProcessor panel = (ColorProcessor) image.duplicate();
        painter.fill(panel, LabelPainter.scale(example.prediction(), width, height));
        if (truth != null) {
            LabelPainter.outline(panel, truth, OVERSAMPLING, Color.WHITE);
        }
        panels.add(reduced(panel));
        return panels;
    }

    private static int scaled(int side, double scale) {
        return Math.max(1, (int) Math.round(side * scale / OVERSAMPLING)) * OVERSAMPLING;
    }

    private static ColorProcessor scaledRgb(ImagePlus image, int width, int height) {
        ImageProcessor pixels = image.isComposite()
                ? new ColorProcessor(image.getImage())
                : image.getProcessor().duplicate();
        pixels.resetRoi();
        if (!(pixels instanceof ColorProcessor)) {
            new ContrastEnhancer().stretchHistogram(pixels, SATURATED_PERCENT);
        }
        ImageProcessor rgb = pixels.convertToRGB();
        rgb.setInterpolationMethod(ImageProcessor.BILINEAR);
        return (ColorProcessor) rgb.resize(width, height, true);
    }

    private static ColorProcessor reduced(ColorProcessor panel) {
        return (ColorProcessor) panel.bin(OVERSAMPLING);
    }
}

package io.github.tessera.view;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.progress.Progress;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Images with their labels to leaf through: an RGB stack with an overlay that has a ROI for each class, and a legend below.
 *
 * <p>Large images are made smaller; where sizes differ the others are padded to the right and below with dark grey. Image &gt; Overlay
 * &gt; Hide Overlay shows the images alone.
 *
 * @param classes names, in the order of the class indices
 * @param palette colour of each class index
 * @param opacity of the fill, from 0 (outlines alone) to 1
 * @param side most pixels of a slice's longer side
 */
public record LabelStack(List<String> classes, Palette palette, double opacity, int side) {
    /** Side that shows an image well and keeps 100 of them in 100 MB. */
    public static final int DEFAULT_SIDE = 512;

    private static final String IGNORED_NAME = "ignored";

    /** Neither the black of fluorescence nor the white of stained tissue. */
    private static final Color PADDING = new Color(0x404040);

    /**
     * One slice.
     *
     * @param title stands above the image while the slice is shown
     * @param pixels intensities of any range (x, y, channel)
     * @param labels class indices (x, y), of the same width and height
     * @param contrast intensities that the display range is taken from, of as many channels: equal for slices that are to be
     *     compared in brightness
     */
    public record Slice(
            String title,
            RandomAccessibleInterval<FloatType> pixels,
            RandomAccessibleInterval<UnsignedByteType> labels,
            RandomAccessibleInterval<FloatType> contrast) {
        /** A slice in its own contrast. */
        public Slice(
                String title,
                RandomAccessibleInterval<FloatType> pixels,
                RandomAccessibleInterval<UnsignedByteType> labels) {
            this(title, pixels, labels, pixels);
        }
    }

    /** Copies the list. */
    public LabelStack {
        classes = List.copyOf(classes);
        if (side < 1) {
            throw new IllegalArgumentException("slices of " + side + " pixels");
        }
    }

    /** A slice made small enough. */
    private record Small(String title, ColorProcessor picture, ByteProcessor labels) {}

    /**
     * Draws the stack.
     *
     * @param slices at least one
     * @param progress may cancel it at every slice
     * @return an RGB image with an overlay, not shown
     */
    public ImagePlus of(String title, List<Slice> slices, Progress progress) {
        if (slices.isEmpty()) {
            throw new IllegalArgumentException("no slices");
        }
        List<Small> small = new ArrayList<>();
        for (Slice slice : slices) {
            progress.check();
            progress.status("Drawing " + slice.title());
            Reduction reduction =
                    Reduction.toSide(slice.pixels().dimension(0), slice.pixels().dimension(1), side);
            small.add(new Small(
                    slice.title(),
                    reduction.picture(slice.pixels(), slice.contrast()),
                    reduction.labels(slice.labels())));
            progress.update(small.size(), slices.size());
        }
        ImagePlus image = new ImagePlus(title, stack(small));
        if (small.size() == 1) {
            image.setProp("Slice_Label", small.get(0).title()); // ImageJ drops the label of an only slice
        }
        image.setOverlay(overlay(small, image));
        return image;
    }

    private ImageStack stack(List<Small> slices) {
        int width = slices.stream().mapToInt(s -> s.picture().getWidth()).max().orElseThrow();
        int height =
                slices.stream().mapToInt(s -> s.picture().getHeight()).max().orElseThrow();
        Legend legend = legend(slices);
        int below = Lettering.available() ? legend.height(width) : 0;
        ImageStack stack = new ImageStack(width, height + below);
        for (Small slice : slices) {
            ColorProcessor canvas = new ColorProcessor(width, height + below);
            canvas.setColor(PADDING);
            canvas.fill();
            canvas.insert(slice.picture(), 0, 0);
            if (below > 0) {
                canvas.insert(strip(legend, width, below), 0, height);
            }
            stack.addSlice(slice.title(), canvas);
        }
        return stack;
    }

    /** What is coloured in any of the slices. */
    private Legend legend(List<Small> slices) {
        boolean[] present = new boolean[LabelImage.IGNORED + 1];
        for (Small slice : slices) {
            int[] histogram = slice.labels().getHistogram();
            for (int i = 0; i < present.length; i++) {
                present[i] |= histogram[i] > 0;
            }
        }
        Legend legend = new Legend();
        for (int i = 1; i < classes.size(); i++) {
            if (present[i]) {
                legend.add(palette.color(i), classes.get(i));
            }
        }
        if (present[LabelImage.IGNORED]) {
            legend.add(palette.color(LabelImage.IGNORED), IGNORED_NAME);
        }
        return legend;
    }

    private static ColorProcessor strip(Legend legend, int width, int height) {
        BufferedImage strip = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = strip.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        Lettering.prepare(graphics);
        legend.draw(graphics, width, 0);
        graphics.dispose();
        return new ColorProcessor(strip);
    }

    private Overlay overlay(List<Small> slices, ImagePlus image) {
        LabelOverlay classOverlay = new LabelOverlay(classes, palette, opacity, LabelOverlay.Grouping.PER_CLASS);
        Overlay overlay = new Overlay();
        for (int i = 0; i < slices.size(); i++) {
            classOverlay.addTo(overlay, slices.get(i).labels(), image, i);
        }
        return overlay;
    }
}

package io.github.tessera.image;

import ij.gui.ImageRoi;
import ij.gui.Roi;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Labels over an image as one half-transparent picture, for more objects than ImageJ can draw as outlines.
 *
 * <p>The picture's properties tell which colour is which class, so that the labels can be read from it again, also after the image has been
 * saved as TIFF. Black is where nothing is.
 */
public final class LabelLayer {
    private static final String COLOUR_PROPERTY = "layer.";
    private static final String NAME = "label layer";
    private static final int OPAQUE = 0xFF << 24;
    private static final int RGB = 0xFFFFFF;

    private LabelLayer() {}

    /**
     * A layer at the upper left corner of an image.
     *
     * @param objects with colours other than black; closed when they are painted
     * @param width pixels in a row
     * @param height rows
     * @param opacity above 0 to 1
     */
    public static ImageRoi of(Stream<ImageObject> objects, int width, int height, double opacity) {
        int[] pixels = new int[width * height];
        Map<Integer, String> classes = new HashMap<>();
        for (Iterator<ImageObject> each = objects.iterator(); each.hasNext(); ) {
            ImageObject object = each.next();
            classes.putIfAbsent(object.colour(), object.region().className());
            paint(object, pixels, width);
        }
        ImageRoi layer = new ImageRoi(0, 0, new ColorProcessor(width, height, pixels));
        layer.setZeroTransparent(true);
        layer.setOpacity(opacity);
        layer.setName(NAME);
        layer.setProperty(RegionClass.PROPERTY, NAME);
        classes.forEach((colour, name) -> layer.setProperty(key(colour), name));
        return layer;
    }

    private static void paint(ImageObject object, int[] pixels, int width) {
        Rectangle bounds = object.region().bounds();
        byte[] inside = object.region().inside();
        for (int y = 0; y < bounds.height; y++) {
            int to = (bounds.y + y) * width + bounds.x;
            for (int x = 0; x < bounds.width; x++) {
                if (inside[y * bounds.width + x] != 0) {
                    pixels[to + x] = OPAQUE | object.colour();
                }
            }
        }
    }

    private static String key(int colour) {
        return COLOUR_PROPERTY + Integer.toHexString(colour);
    }

    /** Whether a ROI is such a layer. */
    public static boolean is(Roi roi) {
        return roi instanceof ImageRoi && NAME.equals(roi.getProperty(RegionClass.PROPERTY));
    }

    /** What a layer shows in an image: everything of each class as one. */
    static List<ImageObject> objects(ImageRoi layer, Rectangle image) {
        ImageProcessor picture = layer.getProcessor();
        Rectangle place = layer.getBounds();
        Rectangle area = place.intersection(image);
        Map<Integer, byte[]> masks = new TreeMap<>();
        byte[] mask = null;
        int colourBefore = 0;
        for (int i = 0; i < area.width * area.height; i++) {
            int x = area.x + i % area.width - place.x;
            int y = area.y + i / area.width - place.y;
            int colour = picture.get(x, y) & RGB;
            if (colour != 0) {
                if (colour != colourBefore) {
                    mask = masks.computeIfAbsent(colour, c -> new byte[area.width * area.height]);
                }
                mask[i] = 1;
            }
            colourBefore = colour == 0 ? colourBefore : colour;
        }
        Map<String, List<Region>> regions = new LinkedHashMap<>();
        Map<String, Integer> colours = new HashMap<>();
        masks.forEach((colour, inside) -> {
            String name = className(layer, colour);
            colours.putIfAbsent(name, colour);
            regions.computeIfAbsent(name, n -> new ArrayList<>()).add(new Region(name, area, inside));
        });
        return regions.entrySet().stream()
                .map(of -> new ImageObject(
                        of.getKey(),
                        0,
                        Region.union(of.getKey(), of.getValue()).orElseThrow(),
                        colours.get(of.getKey()),
                        true))
                .toList();
    }

    private static String className(ImageRoi layer, int colour) {
        String name = RoiText.of(layer, key(colour));
        return name == null || name.isBlank() ? Region.FOREGROUND : name;
    }
}

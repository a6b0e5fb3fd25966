package io.github.tessera.image;

import ij.ImagePlus;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Annotations of one image that QuPath exported as GeoJSON: a collection of features, a plain list of them, or a single one.
 *
 * <p>The class of a feature is its classification; {@code Ignore*} is not learnt from, {@code Region*} marks where to look and is
 * left out, and the star of other classes is dropped. What has no classification is {@value Region#FOREGROUND}. Polygons and
 * multipolygons cover pixels, with their holes; lines, points, slides (root) and TMA cores are left out.
 */
public final class GeoJsonFile {
    private final String name;
    private final List<Feature> features;
    private final Map<String, Integer> colours;

    /**
     * What covers pixels.
     *
     * @param slice from 1
     * @param frame from 1
     */
    record Feature(String className, List<Outline> outlines, int slice, int frame) {}

    private GeoJsonFile(String name, List<Feature> features, Map<String, Integer> colours) {
        this.name = name;
        this.features = List.copyOf(features);
        this.colours = new LinkedHashMap<>(colours);
    }

    /**
     * Reads all features.
     *
     * @param progress told in one line of what was left out
     * @throws TesseraException naming the file if it is damaged or no GeoJSON
     */
    public static GeoJsonFile read(Path file, Progress progress) {
        GeoJsonReader content = new GeoJsonReader(progress);
        JsonFile.read(file, content);
        if (!content.isGeoJson()) {
            throw new TesseraException(
                    "The file " + file + " holds no GeoJSON features; export the annotations from QuPath as GeoJSON.");
        }
        if (content.leftOut() > 0) {
            progress.log("Left out of " + file.getFileName() + ": " + content.leftOut()
                    + " features that are no areas with a class, such as lines, points and TMA cores.");
        }
        return new GeoJsonFile(file.getFileName().toString(), content.features(), content.colours());
    }

    /** The colours of the classes that have one, 0xRRGGBB, in the order in which they come. */
    public Map<String, Integer> colours() {
        return Collections.unmodifiableMap(colours);
    }

    /**
     * The regions on each plane of an image, in the order of the features.
     *
     * @param imp tells size and planes
     * @param progress told in one line of what lies outside
     */
    public List<List<Region>> regions(ImagePlus imp, Progress progress) {
        StackPlaces places = new StackPlaces(imp);
        List<List<Region>> planes = new ArrayList<>();
        for (int plane = 0; plane < places.planes(); plane++) {
            planes.add(new ArrayList<>());
        }
        int outside = 0;
        for (Feature feature : features) {
            progress.check();
            Optional<Region> region =
                    Outline.union(feature.className, feature.outlines, imp.getWidth(), imp.getHeight());
            boolean found = false;
            for (int plane = 0; plane < planes.size() && region.isPresent(); plane++) {
                if (places.holds(feature.slice, feature.frame, plane)) {
                    planes.get(plane).add(region.get());
                    found = true;
                }
            }
            outside += found ? 0 : 1;
        }
        if (outside > 0) {
            progress.log("Left out of " + name + ": " + outside + " of " + features.size()
                    + " features, which cover no pixel of " + imp.getTitle() + " (" + imp.getWidth() + " x "
                    + imp.getHeight() + ").");
        }
        return planes;
    }
}

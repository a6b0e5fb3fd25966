package io.github.tessera.view;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.tessera.image.InstanceImage;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneNumbers;
import io.github.tessera.image.Planes;
import io.github.tessera.postprocess.ObjectFinder;
import io.github.tessera.postprocess.ObjectLinker;
import io.github.tessera.postprocess.ObjectMap;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.ImageSegmenter.ObjectOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects of a segmented ImageJ image.
 *
 * <pre>{@code
 * FoundObjects found = new ImageSegmenter(segmenter)
 *         .segment(image, Options.DEFAULT.withObjects(settings, LinkSettings.NONE), Progress.NONE)
 *         .objects();
 * found.instances("cells_objects").show();
 * }</pre>
 *
 * @param image that was segmented
 * @param area of each plane that was segmented: that of the selection, or all
 * @param planes of that image that were segmented
 * @param classes names, in the order of the class indices
 * @param maps objects of each of these planes; an object's number is its own in the whole image
 */
public record FoundObjects(
        ImagePlus image, WorkArea area, PlaneNumbers planes, List<String> classes, List<ObjectMap> maps) {
    /** Copies the lists. */
    public FoundObjects {
        classes = List.copyOf(classes);
        maps = List.copyOf(maps);
        if (maps.size() != planes.numbers().size()) {
            throw new IllegalArgumentException(
                    maps.size() + " maps for " + planes.numbers().size() + " planes");
        }
    }

    /**
     * Finds the objects of all segmented planes, and links them.
     *
     * @param image that was segmented
     * @param area of each plane that was segmented; objects neither go on nor are filled outside
     * @param planes of it that were segmented
     * @param labelImage class indices of these planes; it is not changed
     * @throws io.github.tessera.progress.TesseraException if the settings do not fit classes or planes, or memory is too small
     * @throws io.github.tessera.progress.CancelledException if cancelled
     */
    public static FoundObjects of(
            ImagePlus image,
            WorkArea area,
            PlaneNumbers planes,
            ImagePlus labelImage,
            ObjectOptions options,
            Progress progress) {
        List<String> classes = LabelImage.classes(labelImage);
        options.requireFit(classes, image.getTitle(), planes);
        ObjectFinder finder = new ObjectFinder(options.settings());
        List<byte[]> labels = LabelImage.labels(labelImage);
        List<ObjectMap> maps = new ArrayList<>();
        for (byte[] plane : labels) {
            progress.status("Finding objects in " + image.getTitle());
            PartProgress part = new PartProgress(progress, maps.size(), labels.size());
            maps.add(find(finder, plane, area, image.getWidth(), image.getHeight(), part));
        }
        return new FoundObjects(
                image,
                area,
                planes,
                classes,
                new ObjectLinker(options.links()).link(maps, planes.chosenSlices(), progress));
    }

    /** What is outside is not known, and no background: an object around it has no hole there. */
    static ObjectMap find(ObjectFinder finder, byte[] labels, WorkArea area, int width, int height, Progress progress) {
        ObjectMap map = finder.find(area.surrounded(labels, width, LabelImage.IGNORED), width, height, progress);
        return new ObjectMap(width, height, area.surrounded(map.labels(), width, 0), map.ids(), map.objects());
    }

    /** Copies the cleaned classes over those of the label image that the objects were found in. */
    public void clean(ImagePlus labels) {
        List<byte[]> pixels = LabelImage.labels(labels);
        for (int p = 0; p < maps.size(); p++) {
            System.arraycopy(maps.get(p).labels(), 0, pixels.get(p), 0, pixels.get(p).length);
        }
    }

    /** A new image of the objects' numbers, of these planes. */
    public ImagePlus instances(String title) {
        return InstanceImage.of(
                maps.stream().map(ObjectMap::ids).toList(),
                image.getWidth(),
                image.getHeight(),
                planes.chosenSlices(),
                title,
                image.getCalibration());
    }

    /** Adds a row for each object of each plane: see {@link ObjectTable}. */
    public void addTo(ResultsTable table, Progress progress) {
        ObjectTable measures = ObjectTable.of(image, area, classes);
        for (int p = 0; p < maps.size(); p++) {
            progress.status("Measuring objects in " + image.getTitle());
            int plane = planes.numbers().get(p) - 1;
            measures.add(
                    table, maps.get(p), Planes.of(image, plane), plane, new PartProgress(progress, p, maps.size()));
        }
    }

    /** Adds a row for each class: see {@link ObjectSummary}. */
    public void summarize(ResultsTable table) {
        ObjectSummary summary = new ObjectSummary(image.getTitle(), image.getCalibration(), classes);
        maps.forEach(map -> summary.add(map, area.pixels()));
        summary.addTo(table);
    }
}

package io.github.tessera.data;

import io.github.tessera.data.ClassTable.Entry;
import io.github.tessera.image.Palette;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.Region;
import io.github.tessera.image.RegionStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * Makes labels of what is drawn, as {@link RegionLabels} says.
 *
 * <p>The table of classes tells their order and colours; without one, {@link RegionLabels#classes} tells the order, and the first file
 * that gives a class a colour its colour.
 */
final class RegionReader {
    private final MaskSettings settings;
    private final List<String> order;
    private final LabelMemory memory;
    private final Progress progress;

    /**
     * Prepares reading.
     *
     * @param order names of classes, whether they occur or not; may be empty
     * @param progress asked now and then whether the user has cancelled
     * @throws TesseraException if the rest is to be background, but the table that was given names none
     */
    RegionReader(MaskSettings settings, List<String> order, Progress progress) {
        this(settings, order, LabelMemory.AUTO, progress);
    }

    RegionReader(MaskSettings settings, List<String> order, LabelMemory memory, Progress progress) {
        this.settings = settings;
        this.order = order;
        this.memory = memory;
        this.progress = progress;
        if (settings.restBackground()) {
            settings.table().ifPresent(ClassTable::requireBackground);
        }
    }

    /**
     * What is drawn on the planes of an image.
     *
     * @throws TesseraException naming image and class if one is drawn that the table does not name
     */
    List<DrawnPlane> planes(RegionStack drawn) {
        List<DrawnPlane> planes = new ArrayList<>();
        PlaneStack stack = drawn.stack();
        for (int p = 0; p < drawn.regions().size(); p++) {
            List<Region> regions = drawn.regions().get(p);
            settings.table().ifPresent(table -> requireKnown(stack.name(), regions, table));
            planes.add(new DrawnPlane(stack.name(p), stack.width(), stack.height(), regions, drawn.colours()));
        }
        return planes;
    }

    private static void requireKnown(String image, List<Region> regions, ClassTable table) {
        for (Region region : regions) {
            if (!region.isIgnored() && table.indexOf(region.className()) < 0) {
                throw new TesseraException("Something on " + image + " is drawn as the class \"" + region.className()
                        + "\", but the classes are " + String.join(", ", table.names())
                        + "; rename what is drawn, name it ignore to leave it out, or add a line to the table of"
                        + " classes.");
            }
        }
    }

    /**
     * The labels of all planes.
     *
     * @throws TesseraException naming the cure if there are too few or too many classes, or two differ in capitals only
     */
    Labels labels(List<DrawnPlane> planes) {
        ClassTable table = settings.table().orElseGet(() -> ownTable(planes));
        List<RandomAccessibleInterval<UnsignedByteType>> labels = new ArrayList<>();
        for (DrawnPlane plane : planes) {
            progress.check();
            labels.add(labels(plane, table));
        }
        int background = settings.restBackground() ? table.indexOf(Region.BACKGROUND) : -1;
        List<String> signs = new ArrayList<>();
        for (int index = 0; index < table.size(); index++) {
            signs.add(
                    index == background
                            ? "the rest"
                            : "drawn as " + table.names().get(index));
        }
        return new Labels(
                LabelMeaning.of("The classes are drawn as regions", table, signs, ignoredSign(planes)), labels);
    }

    private Optional<String> ignoredSign(List<DrawnPlane> planes) {
        if (!settings.restBackground()) {
            return Optional.of("what is not drawn");
        }
        boolean drawn =
                planes.stream().anyMatch(plane -> plane.regions().stream().anyMatch(Region::isIgnored));
        return drawn ? Optional.of("drawn as " + Region.IGNORE) : Optional.empty();
    }

    private RandomAccessibleInterval<UnsignedByteType> labels(DrawnPlane plane, ClassTable table) {
        boolean rest = settings.restBackground();
        return memory.plane(
                plane.width(),
                plane.height(),
                (area, labels) -> RegionLabels.draw(plane, table, rest, area, labels),
                progress);
    }

    private ClassTable ownTable(List<DrawnPlane> planes) {
        List<String> drawn = planes.stream()
                .flatMap(plane -> plane.regions().stream())
                .map(Region::className)
                .distinct()
                .toList();
        List<String> names = RegionLabels.classes(drawn, order, settings.restBackground());
        Map<String, Integer> told = new HashMap<>();
        planes.forEach(plane -> plane.colours().forEach(told::putIfAbsent));
        List<Integer> standard = Palette.standard().colours();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            entries.add(new Entry(names.get(i), told.getOrDefault(names.get(i), standard.get(i)), i));
        }
        return new ClassTable(entries, false);
    }
}

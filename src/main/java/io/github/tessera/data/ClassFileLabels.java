package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.Region;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A mask file for each class of an image, not 0 where a pixel belongs to it.
 *
 * <p>An image without a file of a class does not hold that class. A pixel in none of the files is not learnt from, or background
 * if that was chosen; a pixel in two of them is an error; what is in a file named ignore is not learnt from, whatever else holds it.
 */
final class ClassFileLabels implements LabelReader<LabelPlane> {
    private final MaskSettings settings;
    private final ClassTable table;

    /**
     * Prepares reading.
     *
     * @param found the names of the classes that have files, in natural order
     * @throws TesseraException if the table that was given does not name them all, or there are fewer than two classes
     */
    ClassFileLabels(MaskSettings settings, List<String> found) {
        this.settings = settings;
        this.table = settings.table().orElseGet(() -> ownTable(settings, found));
        for (String name : found) {
            if (!Region.isIgnored(name) && table.indexOf(name) < 0) {
                throw new TesseraException(
                        "There are masks of the class \"" + name
                                + "\", which the table of classes does not name; add a line to the table, or take the masks away.");
            }
        }
        if (settings.restBackground()) {
            table.requireBackground();
        }
        if (table.size() < 2) {
            throw new TesseraException("There are masks of one class only, \""
                    + table.names().get(0) + "\"; tick \"Rest is background\" if what is not in them is background.");
        }
    }

    /** Background first, whether it has files or not; the others in their order. */
    private static ClassTable ownTable(MaskSettings settings, List<String> found) {
        List<String> names = new ArrayList<>(found.stream()
                .filter(name -> !Region.isIgnored(name) && !isBackground(name))
                .toList());
        if (settings.restBackground() || found.stream().anyMatch(ClassFileLabels::isBackground)) {
            names.add(0, Region.BACKGROUND);
        }
        return ClassTable.named(names);
    }

    private static boolean isBackground(String name) {
        return name.equalsIgnoreCase(Region.BACKGROUND);
    }

    @Override
    public List<LabelPlane> read(PlaneStack image, List<LabelFile> files, Progress progress) {
        List<ClassLayers> layers = new ArrayList<>();
        for (int p = 0; p < image.planes().size(); p++) {
            layers.add(new ClassLayers(image.width(), image.height()));
        }
        files.stream()
                .filter(file -> !Region.isIgnored(file.className()))
                .forEach(file -> lay(image, file, layers, progress));
        if (settings.restBackground()) {
            layers.forEach(plane -> plane.fill(table.indexOf(Region.BACKGROUND)));
        }
        files.stream()
                .filter(file -> Region.isIgnored(file.className()))
                .forEach(file -> lay(image, file, layers, progress));
        return IntStream.range(0, layers.size())
                .mapToObj(p -> new LabelPlane(image.name(p), layers.get(p).labels()))
                .toList();
    }

    private void lay(PlaneStack image, LabelFile file, List<ClassLayers> layers, Progress progress) {
        PlaneStack mask = MaskFile.open(file.path()).stack();
        MaskLabels.requireSize(image, mask);
        MaskLabels.requireSlices(image, mask);
        int label = Region.isIgnored(file.className()) ? LabelImage.IGNORED : table.indexOf(file.className());
        List<String> names = table.names().stream()
                .map(name -> "the mask of " + name + " of " + image.name())
                .toList();
        for (int p = 0; p < mask.planes().size(); p++) {
            progress.check();
            String name = file.className() + "/" + mask.name(p);
            layers.get(p).lay(new MaskReader(name, mask.planes().get(p)), -1, label, names);
        }
    }

    @Override
    public Labels labels(List<LabelPlane> planes) {
        List<String> signs = table.names().stream()
                .map(name -> settings.restBackground() && isBackground(name) ? "the rest" : "files of " + name)
                .toList();
        return new Labels(
                LabelMeaning.of("Each class has masks of its own", table, signs, Optional.empty()),
                LabelPlane.labels(planes));
    }
}

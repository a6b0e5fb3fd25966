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
    private final LabelMemory memory;
    private final ClassTable table;

    /**
     * Prepares reading.
     *
     * @param found the names of the classes that have files, in natural order
     * @throws TesseraException if the table that was given does not name them all, or there are fewer than two classes
     */
    ClassFileLabels(MaskSettings settings, List<String> found) {
        this(settings, found, LabelMemory.AUTO);
    }

    ClassFileLabels(MaskSettings settings, List<String> found, LabelMemory memory) {
        this.settings = settings;
        this.memory = memory;
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
        List<List<MaskLayer>> layers = new ArrayList<>();
        image.planes().forEach(plane -> layers.add(new ArrayList<>()));
        files.forEach(file -> open(image, file, layers, progress));
        int rest = settings.restBackground() ? table.indexOf(Region.BACKGROUND) : LabelImage.IGNORED;
        return IntStream.range(0, layers.size())
                .mapToObj(p -> new LabelPlane(
                        image.name(p),
                        memory.plane(image.width(), image.height(), new ClassLayers(layers.get(p), rest), progress)))
                .toList();
    }

    private void open(PlaneStack image, LabelFile file, List<List<MaskLayer>> layers, Progress progress) {
        progress.check();
        PlaneStack mask = MaskLabels.matching(image, MaskFile.open(file.path()).stack());
        int label = Region.isIgnored(file.className()) ? LabelImage.IGNORED : table.indexOf(file.className());
        String holder = label == LabelImage.IGNORED
                ? ""
                : "the mask of " + table.names().get(label) + " of " + image.name();
        for (int p = 0; p < mask.planes().size(); p++) {
            String name = file.className() + "/" + mask.name(p);
            layers.get(p).add(new MaskLayer(new MaskReader(name, mask.planes().get(p)), -1, label, holder));
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

package io.github.tessera.data.broken;

import io.github.tessera.data.RegionLabels;
import io.github.tessera.data.RegionSet;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Region;
import io.github.tessera.image.RegionClass;
import io.github.tessera.image.RegionStack;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads what is drawn on images. */
final class DrawnRegions {
    private DrawnRegions() {}

    /** The labels of drawn regions, the rest being background; classes are numbered as {@link RegionLabels#classes} says. */
    static String labels(Path images, Path regions) {
        RegionSet set = RegionSet.of(images, regions, RegionClass.NAME, Progress.NONE);
        List<RegionStack> stacks = set.images().stream()
                .map(image -> set.open(image, Progress.NONE))
                .toList();
        List<String> drawn = stacks.stream()
                .flatMap(stack -> stack.regions().stream().flatMap(Collection::stream))
                .map(Region::className)
                .toList();
        List<String> classes = RegionLabels.classes(drawn, set.order(), true);
        List<String> texts = new ArrayList<>();
        for (RegionStack stack : stacks) {
            int width = stack.stack().width();
            int height = stack.stack().height();
            for (List<Region> plane : stack.regions()) {
                byte[] labels = RegionLabels.draw(plane, classes, width, height, true);
                texts.add(Scene.text(width, height, (x, y) -> labels[y * width + x] & LabelImage.IGNORED));
            }
        }
        return String.join(" ", texts);
    }
}

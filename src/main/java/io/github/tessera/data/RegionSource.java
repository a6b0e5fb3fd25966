package io.github.tessera.data;

import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.RegionStack;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import java.util.List;

/**
 * Images with what is drawn on them.
 *
 * @param set which file belongs to which image
 * @param reader of what is drawn
 * @param planes what is read of each image
 */
record RegionSource(RegionSet set, RegionReader reader, PlaneChoice planes) implements LabelSource<DrawnPlane> {
    /** Opens a folder of images, and the folder or file in which their regions are. */
    static LabelSource<DrawnPlane> open(
            Path images, Path regions, MaskSettings settings, PlaneChoice planes, Progress progress) {
        progress.status("Looking what is drawn on which images");
        RegionSet set = RegionSet.of(images, regions, settings.regionClass(), progress);
        return new RegionSource(set, new RegionReader(settings, set.order(), progress), planes);
    }

    @Override
    public List<Path> images() {
        return set.images();
    }

    @Override
    public List<String> unpaired() {
        return set.unpaired();
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public Read<DrawnPlane> read(Path image, Progress progress) {
        RegionStack drawn = set.open(image, progress).chosen(planes);
        return new Read<>(drawn.stack(), reader.planes(drawn));
    }

    @Override
    public Labels labels(List<DrawnPlane> planes) {
        return reader.labels(planes);
    }
}

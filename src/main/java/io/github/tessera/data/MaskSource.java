package io.github.tessera.data;

import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Images with mask images.
 *
 * @param files which masks belong to which image
 * @param reader of masks of that kind
 * @param planes what is read of each image
 */
record MaskSource<T extends PlaneLabels>(LabelFiles files, LabelReader<T> reader, PlaneChoice planes)
        implements LabelSource<T> {
    private static final String PAIRING = "Looking which masks belong to which images";

    /**
     * Opens masks of which each image has one.
     *
     * @param reader one for each set
     */
    record OneEach(Function<MaskSettings, MaskLabels<?>> reader) implements Opener {
        @Override
        public LabelSource<?> open(
                Path images, Path labels, MaskSettings settings, PlaneChoice planes, Progress progress) {
            progress.status(PAIRING);
            return new MaskSource<>(LabelFiles.masks(images, labels), reader.apply(settings), planes);
        }
    }

    /** Opens masks of which each image has one for each class. */
    static LabelSource<?> ofClasses(
            Path images, Path labels, MaskSettings settings, PlaneChoice planes, Progress progress) {
        progress.status(PAIRING);
        LabelFiles files = ClassFiles.find(Pairing.imagesApart(images, labels), labels);
        return new MaskSource<>(files, new ClassFileLabels(settings, files.classes()), planes);
    }

    @Override
    public List<Path> images() {
        return List.copyOf(files.byImage().keySet());
    }

    @Override
    public List<String> unpaired() {
        return files.unpaired().stream()
                .map(file -> file.getParent().getFileName() + "/" + file.getFileName())
                .toList();
    }

    @Override
    public List<String> notes() {
        return files.notes();
    }

    @Override
    public Read<T> read(Path image, Progress progress) {
        PlaneStack stack = planes.of(PlaneStack.open(image).named(files.name(image)));
        return new Read<>(stack, reader.read(stack, files.byImage().get(image), progress));
    }

    @Override
    public Labels labels(List<T> planes) {
        return reader.labels(planes);
    }
}

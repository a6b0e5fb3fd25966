package io.github.tessera.data;

import io.github.tessera.progress.Choice;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/** The ways in which labels are given: the one list. */
public enum LabelKind implements Choice {
    /** Values or colours of masks, whichever makes sense for all of them. */
    AUTO("Automatic", "auto", LabelFiles::masks, (s, files) -> new CodedLabels(s)),
    /** Two values, or the numbers of classes. */
    VALUES("Values", "values", LabelFiles::masks, (s, files) -> new CodedLabels(s)),
    /** Colours of a table, or of PASCAL VOC. */
    COLOURS("Colours", "colours", LabelFiles::masks, (s, files) -> new CodedLabels(s)),
    /** Masks with a slice or channel for each class. */
    ONE_HOT("One-hot", "one-hot", LabelFiles::masks, (s, files) -> new OneHotLabels(s)),
    /** Masks of single classes, in folders or with endings named by the class. */
    FILES("A file per class", "files", ClassFiles::find, (s, files) -> new ClassFileLabels(s, files.classes())),
    /** Masks that number single objects. */
    OBJECTS("Numbered objects", "objects", LabelFiles::masks, (s, files) -> new ObjectLabels(s, false)),
    /** The same with a class of its own for the objects' borders. */
    BORDERS("Numbered objects with borders", "borders", LabelFiles::masks, (s, files) -> new ObjectLabels(s, true));

    private final String label;
    private final String word;
    private final BiFunction<List<Path>, Path, LabelFiles> finder;
    private final BiFunction<MaskSettings, LabelFiles, LabelReader> reader;

    LabelKind(
            String label,
            String word,
            BiFunction<List<Path>, Path, LabelFiles> finder,
            BiFunction<MaskSettings, LabelFiles, LabelReader> reader) {
        this.label = label;
        this.word = word;
        this.finder = finder;
        this.reader = reader;
    }

    /**
     * Finds the labels of images.
     *
     * @param images at least one, all in one folder
     * @param labels the folder of the labels
     */
    LabelFiles find(List<Path> images, Path labels) {
        return finder.apply(images, labels);
    }

    /** Whether labels of this kind may be an open mask image: all but those that are several files. */
    boolean isOneImage() {
        return this != FILES;
    }

    /** A fresh reader for files that were found. */
    LabelReader reader(MaskSettings settings, LabelFiles files) {
        return reader.apply(settings, files);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return label;
    }
}

package io.github.tessera.data;

import io.github.tessera.image.RegionClass;
import io.github.tessera.progress.TesseraException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * What the user says about the labels.
 *
 * @param kind how they are given
 * @param classValue in binary masks the value that is the class; empty: the higher one
 * @param ignoreValue the mask value that is not learnt from; below 0: none
 * @param indices the number of classes of index masks, whether all of them occur or not; empty: told by the values
 * @param table names and colours of the classes; empty: told by the masks
 * @param border width of the border of numbered objects in pixels, from 1 to 100
 * @param restBackground whether what is in no class is background; else it is not learnt from. For one-hot masks, files for each
 *     class, and drawn regions
 * @param regionClass what tells the class of ROIs
 * @param skipBad whether images are left out that cannot be used, or whose labels cannot; else the first is an error
 * @param numbers whether {@link LabelledImage#numbers} is wanted of masks that number single objects
 */
public record MaskSettings(
        LabelKind kind,
        OptionalInt classValue,
        int ignoreValue,
        OptionalInt indices,
        Optional<ClassTable> table,
        int border,
        boolean restBackground,
        RegionClass regionClass,
        boolean skipBad,
        boolean numbers) {
    /** The ignored value unless told. */
    public static final int DEFAULT_IGNORE_VALUE = 255;

    /** The widest border that can be asked for. */
    public static final int WIDEST_BORDER = 100;

    private static final int DEFAULT_BORDER = 2;

    /** Checks the border. */
    public MaskSettings {
        if (border < 1 || border > WIDEST_BORDER) {
            throw new TesseraException("A border of " + border + " pixels cannot be drawn; choose a width from 1 to "
                    + WIDEST_BORDER + ".");
        }
    }

    /** Masks understood from their values and colours; the higher of two values is the class, 255 is ignored in index masks. */
    public static MaskSettings defaults() {
        return new MaskSettings(
                LabelKind.AUTO,
                OptionalInt.empty(),
                DEFAULT_IGNORE_VALUE,
                OptionalInt.empty(),
                Optional.empty(),
                DEFAULT_BORDER,
                false,
                RegionClass.NAME,
                false,
                false);
    }

    /** The same for labels of another kind. */
    public MaskSettings withKind(LabelKind other) {
        return copy(d -> d.kind = other);
    }

    /** The same with another value as the class. */
    public MaskSettings withClassValue(int value) {
        return copy(d -> d.classValue = OptionalInt.of(value));
    }

    /** The same with another ignored value. */
    public MaskSettings withIgnoreValue(int value) {
        return copy(d -> d.ignoreValue = value);
    }

    /** The same for index masks of so many classes. */
    public MaskSettings withIndices(int classes) {
        return copy(d -> d.indices = OptionalInt.of(classes));
    }

    /** The same with names and colours for the classes. */
    public MaskSettings withTable(ClassTable other) {
        return copy(d -> d.table = Optional.of(other));
    }

    /** The same with a border of so many pixels. */
    public MaskSettings withBorder(int pixels) {
        return copy(d -> d.border = pixels);
    }

    /** The same with another meaning of what is in no class. */
    public MaskSettings withRestBackground(boolean background) {
        return copy(d -> d.restBackground = background);
    }

    /** The same with something else that tells the class of ROIs. */
    public MaskSettings withRegionClass(RegionClass other) {
        return copy(d -> d.regionClass = other);
    }

    /** The same, and images that cannot be used are left out or not. */
    public MaskSettings withSkipBad(boolean skip) {
        return copy(d -> d.skipBad = skip);
    }

    /** The same, and the numbers of objects are kept. */
    public MaskSettings withNumbers() {
        return copy(d -> d.numbers = true);
    }

    private MaskSettings copy(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The components as they are being changed. */
    private static final class Draft {
        private LabelKind kind;
        private OptionalInt classValue;
        private int ignoreValue;
        private OptionalInt indices;
        private Optional<ClassTable> table;
        private int border;
        private boolean restBackground;
        private RegionClass regionClass;
        private boolean skipBad;
        private boolean numbers;

        Draft(MaskSettings from) {
            kind = from.kind;
            classValue = from.classValue;
            ignoreValue = from.ignoreValue;
            indices = from.indices;
            table = from.table;
            border = from.border;
            restBackground = from.restBackground;
            regionClass = from.regionClass;
            skipBad = from.skipBad;
            numbers = from.numbers;
        }

        MaskSettings settings() {
            return new MaskSettings(
                    kind,
                    classValue,
                    ignoreValue,
                    indices,
                    table,
                    border,
                    restBackground,
                    regionClass,
                    skipBad,
                    numbers);
        }
    }
}

package io.github.tessera.data;

import java.util.OptionalInt;

/**
 * What the user says about the masks.
 *
 * @param classValue in binary masks the value that is the class; empty: the higher one
 * @param ignoreValue the mask value that is not learnt from; below 0: none
 * @param indices the number of classes of index masks, whether all of them occur or not; empty: told by the values
 */
public record MaskSettings(OptionalInt classValue, int ignoreValue, OptionalInt indices) {
    /** The ignored value unless told. */
    public static final int DEFAULT_IGNORE_VALUE = 255;

    /** The higher value is the class, 255 is ignored in index masks. */
    public static MaskSettings defaults() {
        return new MaskSettings(OptionalInt.empty(), DEFAULT_IGNORE_VALUE, OptionalInt.empty());
    }

    /** The same with another value as the class. */
    public MaskSettings withClassValue(int value) {
        return new MaskSettings(OptionalInt.of(value), ignoreValue, indices);
    }

    /** The same with another ignored value. */
    public MaskSettings withIgnoreValue(int value) {
        return new MaskSettings(classValue, value, indices);
    }

    /** The same for index masks of so many classes. */
    public MaskSettings withIndices(int classes) {
        return new MaskSettings(classValue, ignoreValue, OptionalInt.of(classes));
    }
}

package io.github.tessera.torchscript;

import java.io.IOException;

/**
 * A run of values in a file, which several tensors may share.
 *
 * @param type what they are
 * @param key what the file calls it
 * @param count how many values
 */
record Storage(ElementType type, String key, long count) {
    /** Where a file keeps its storages. */
    @FunctionalInterface
    interface Places {
        /** The bytes of a storage: as many as it needs, neither more nor fewer. */
        Region of(Storage storage) throws IOException;
    }

    /**
     * A storage from some value on: old files have storages that are parts of others.
     *
     * @param whole what the file holds
     * @param offset the first value that is meant
     */
    record Part(Storage whole, long offset) {}

    Storage {
        if (count < 0 || count > Long.MAX_VALUE / type.bytes()) {
            throw new IllegalArgumentException("a storage of " + count + " values");
        }
    }

    /** Its length in the file. */
    long bytes() {
        return count * type.bytes();
    }
}

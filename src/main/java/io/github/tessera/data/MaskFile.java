package io.github.tessera.data;

import io.github.tessera.image.ColourTable;
import io.github.tessera.image.PlaneStack;
import java.nio.file.Path;
import java.util.List;

/**
 * The pixels of a mask image.
 *
 * @param stack its planes
 * @param colours the colours, 0xRRGGBB, that the file gives to its values; empty where it gives none
 */
record MaskFile(PlaneStack stack, List<Integer> colours) {
    /** Reads a file. */
    static MaskFile open(Path file) {
        PlaneStack stack = PlaneStack.open(file);
        boolean mayHaveTable = stack.channels() == 1 && stack.bitDepth() == 8;
        return new MaskFile(stack, mayHaveTable ? ColourTable.of(file) : List.of());
    }

    /** An open image; its lookup table is for display and gives no meaning to values. */
    static MaskFile of(PlaneStack stack) {
        return new MaskFile(stack, List.of());
    }
}

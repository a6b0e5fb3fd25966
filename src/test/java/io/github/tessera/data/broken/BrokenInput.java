package io.github.tessera.data.broken;

import java.io.IOException;
import java.util.List;

/**
 * One kind of broken or odd input.
 *
 * @param name what it is, in a few words
 * @param builder writes it
 * @param reading reads it
 * @param named what the refusal must name, above all the file; empty if it is not refused
 * @param expected what is read; empty if it is refused
 */
record BrokenInput(Cause cause, String name, Builder builder, Reading reading, List<String> named, String expected) {
    /** Writes an input. */
    @FunctionalInterface
    interface Builder {
        void build(Scene scene) throws IOException;
    }

    /** Makes the content of a file. */
    @FunctionalInterface
    interface Content {
        byte[] bytes() throws IOException;
    }

    /** An input that is refused. */
    static BrokenInput refused(Cause cause, String name, Reading reading, Builder builder, String... named) {
        return new BrokenInput(cause, name, builder, reading, List.of(named), "");
    }

    /** A set that is refused. */
    static BrokenInput refused(Cause cause, String name, Builder builder, String... named) {
        return refused(cause, name, Reading.LABELS, builder, named);
    }

    /** An input that is odd, but means something. */
    static BrokenInput fine(Cause cause, String name, Reading reading, Builder builder, String expected) {
        return new BrokenInput(cause, name, builder, reading, List.of(), expected);
    }

    /** A file of an image that is damaged; its mask is sound. */
    static BrokenInput badImage(Cause cause, String name, String ending, Content content) {
        return refused(
                cause, name, scene -> scene.withImage(ending, content.bytes()), Scene.path("images", "cell." + ending));
    }

    /** An odd image of the intensities that all sound images have. */
    static BrokenInput fineImage(Cause cause, String name, String ending, Content content) {
        return fine(
                cause, name, Reading.INTENSITIES, scene -> scene.withImage(ending, content.bytes()), Scene.INTENSITIES);
    }

    /** A file of a mask that is damaged; its image is sound. */
    static BrokenInput badMask(Cause cause, String name, String ending, Content content) {
        return refused(
                cause,
                name,
                scene -> scene.withMask(ending, content.bytes()),
                Scene.path("masks", "cell_mask." + ending));
    }

    /** A mask that can be read, but means nothing; its image is sound. */
    static BrokenInput uselessMask(Cause cause, String name, String ending, Content content) {
        return refused(cause, name, scene -> scene.withMask(ending, content.bytes()), "mask cell_mask." + ending);
    }

    /** An odd mask of the labels that all sound masks have. */
    static BrokenInput fineMask(Cause cause, String name, String ending, Content content) {
        return fine(cause, name, Reading.LABELS, scene -> scene.withMask(ending, content.bytes()), Scene.LABELS);
    }

    boolean isRefused() {
        return expected.isEmpty();
    }

    @Override
    public String toString() {
        return cause + ": " + name;
    }
}

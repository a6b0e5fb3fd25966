package io.github.tessera.model;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The image that a network takes, or what it gives, as a package describes it in whichever format.
 *
 * @param id its name
 * @param axes in their order
 * @param steps of pre- or postprocessing, in their order
 * @param test the file of its test tensor, if there is one
 */
record TensorDescription(String id, List<TensorAxis> axes, List<StepDescription> steps, Optional<FileReference> test) {
    /**
     * A step by its name.
     *
     * @param arguments by their names
     */
    record StepDescription(String name, DescriptionFields arguments) {}

    /**
     * A file of the package.
     *
     * @param sha256 empty if the description does not tell it
     */
    record FileReference(String source, String sha256) {}

    /** An axis that there must be once. */
    TensorAxis axis(char letter) throws IOException {
        return optionalAxis(letter)
                .orElseThrow(() -> new UnsupportedModelException(
                        "the tensor " + id + " has no " + letter + " axis, so it is no image"));
    }

    Optional<TensorAxis> optionalAxis(char letter) {
        return axes.stream().filter(a -> a.letter() == letter).findFirst();
    }

    /** The axes' letters, such as bcyx. */
    String order() {
        return axes.stream().map(a -> String.valueOf(a.letter())).collect(Collectors.joining());
    }

    /** The letter of the axis that the description calls so, in whichever format; a blank if there is none. */
    char letter(String axis) {
        return axes.stream()
                .filter(a -> a.id().equals(axis) || axis.equals(String.valueOf(a.letter())))
                .map(TensorAxis::letter)
                .findFirst()
                .orElse(' ');
    }

    /** Checks that there is no axis twice, and that those beside an image's have one place only. */
    void requirePlane() throws IOException {
        String order = order();
        for (TensorAxis axis : axes) {
            if (order.indexOf(axis.letter()) != order.lastIndexOf(axis.letter())) {
                throw new IOException("the tensor " + id + " has the axis " + axis.letter() + " twice");
            }
            boolean deep = "zti".indexOf(axis.letter()) >= 0;
            if (deep
                    && !(axis.size().isFixed() && axis.size().min() == 1)
                    && axis.size().follows() == null) {
                throw new UnsupportedModelException("it works on " + (axis.letter() == 'z' ? "stacks (3D)" : "series")
                        + ", and Tessera segments plane by plane; use DeepImageJ or bioimageio.core for it");
            }
        }
    }
}

package io.github.tessera.model;

import io.github.tessera.image.ValueMap;
import io.github.tessera.model.TensorDescription.StepDescription;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The arguments of a step, understood for a tensor of so many channels.
 *
 * @param tensor that it works on
 */
record StepArguments(StepDescription step, TensorDescription tensor, int channels) {
    private DescriptionFields fields() {
        return step.arguments();
    }

    double number(String name, double otherwise) throws IOException {
        return fields().number(name, otherwise);
    }

    boolean has(String name) {
        return fields().has(name);
    }

    String text(String name, String otherwise) {
        return fields().optionalText(name).orElse(otherwise);
    }

    /** A number for each channel; a single one counts for all. */
    double[] byChannel(String name, double otherwise) throws IOException {
        double[] numbers = has(name) ? fields().numbers(name) : new double[] {otherwise};
        if (has("axis") && tensor.letter(text("axis", "")) != 'c') {
            throw new UnsupportedModelException("its step " + step.name() + " works along " + text("axis", "")
                    + ", and Tessera knows such steps by channel only; use bioimageio.core for it");
        }
        if (numbers.length == 1) {
            double[] all = new double[channels];
            Arrays.fill(all, numbers[0]);
            return all;
        }
        if (numbers.length != channels) {
            throw new IOException("its step " + step.name() + " has " + numbers.length + " numbers for " + name
                    + ", but there are " + channels + " channels");
        }
        return numbers;
    }

    /** The same map for all channels. */
    List<ValueMap> all(ValueMap map) {
        return each(c -> map);
    }

    List<ValueMap> each(IntFunction<ValueMap> map) {
        return IntStream.range(0, channels).mapToObj(map).toList();
    }

    /** Whether statistics are those of all channels together; they are always those of the whole image. */
    boolean together() throws IOException {
        if (!has("axes")) {
            return true;
        }
        List<String> axes = fields().raw("axes") instanceof List
                ? fields().texts("axes")
                : Arrays.asList(fields().text("axes").split("", -1));
        String letters = axes.stream()
                .filter(axis -> !axis.isEmpty())
                .map(axis -> String.valueOf(axis.equals("batch") ? 'b' : tensor.letter(axis)))
                .reduce("", String::concat);
        if (!letters.contains("y") || !letters.contains("x")) {
            throw new UnsupportedModelException("its step " + step.name() + " works along " + String.join(", ", axes)
                    + ", and Tessera fits such steps to whole images only; use bioimageio.core for it");
        }
        return letters.contains("c");
    }

    /** Whether statistics are meant to be those of all images of a set. */
    boolean ofDataset() {
        Object axes = fields().raw("axes");
        return text("mode", "").equals("per_dataset") || (axes instanceof List<?> list && list.contains("batch"));
    }

    /** Checks that the step looks at no other tensor than its own. */
    void requireOwn() throws IOException {
        String other = text("reference_tensor", tensor.id());
        if (!other.equals(tensor.id())) {
            throw new UnsupportedModelException("its step " + step.name() + " compares with the tensor " + other
                    + ", which Tessera cannot; use bioimageio.core for it");
        }
    }
}

package io.github.tessera.model;

import io.github.tessera.image.LengthUnit;
import io.github.tessera.model.PackageDescription.Format;
import io.github.tessera.model.TensorDescription.FileReference;
import io.github.tessera.model.TensorDescription.StepDescription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tensors in format 0.5: each axis with fields of its own. */
final class Format05 implements Format {
    private static final Map<String, Character> LETTERS =
            Map.of("batch", 'b', "channel", 'c', "time", 't', "index", 'i');

    @Override
    public TensorDescription tensor(DescriptionFields whole, boolean input) throws IOException {
        DescriptionFields tensor = whole.parts(input ? "inputs" : "outputs").get(0);
        String id = tensor.optionalText("id").orElse(input ? "input" : "output");
        List<TensorAxis> axes = new ArrayList<>();
        for (DescriptionFields axis : tensor.parts("axes")) {
            axes.add(axis(axis));
        }
        List<StepDescription> steps = new ArrayList<>();
        for (DescriptionFields step : tensor.parts(input ? "preprocessing" : "postprocessing")) {
            steps.add(new StepDescription(step.text("id"), step.optionalPart("kwargs")));
        }
        Optional<FileReference> test = Optional.empty();
        if (tensor.has("test_tensor")) {
            DescriptionFields file = tensor.part("test_tensor");
            test = Optional.of(new FileReference(file.text("source"), file.sha256()));
        }
        return new TensorDescription(id, axes, steps, test);
    }

    private static TensorAxis axis(DescriptionFields axis) throws IOException {
        String type = axis.text("type");
        String id = axis.optionalText("id").orElse(type.equals("space") ? "x" : type);
        boolean space = type.equals("space");
        Character letter = space && id.length() == 1 ? Character.valueOf(id.charAt(0)) : LETTERS.get(type);
        if (letter == null || (space && "xyz".indexOf(letter) < 0)) {
            throw new IOException("its description has an axis " + id + " of type " + type + ", which is not known");
        }
        List<String> names = letter == 'c' && axis.has("channel_names") ? axis.texts("channel_names") : List.of();
        double scale = axis.number("scale", 1);
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IOException("its description has an axis whose pixels are " + scale + " long");
        }
        return new TensorAxis(
                letter,
                id,
                size(axis, letter, names),
                axis.whole("halo", 0),
                names,
                scale,
                axis.optionalText("unit").flatMap(LengthUnit::of));
    }

    private static AxisSize size(DescriptionFields axis, char letter, List<String> names) throws IOException {
        if (letter == 'b') {
            return AxisSize.stepped(1, 1);
        }
        if (letter == 'c' && !names.isEmpty()) {
            return AxisSize.fixed(names.size());
        }
        if (!(axis.raw("size") instanceof Map)) {
            return AxisSize.fixed(AxisSize.length(axis.whole("size")));
        }
        DescriptionFields size = axis.part("size");
        if (size.has("axis_id")) {
            AxisSize.Followed other =
                    new AxisSize.Followed(size.optionalText("tensor_id").orElse(""), size.text("axis_id"));
            return AxisSize.following(other, 1 / axis.number("scale", 1), size.number("offset", 0));
        }
        if (!size.has("step")) {
            throw new UnsupportedModelException("the size of its " + axis.text("type")
                    + " axis depends on the image's content, so it is no map of the image; use bioimageio.core for it");
        }
        return AxisSize.stepped(
                AxisSize.length(size.whole("min")), size.whole("step") <= 0 ? 0 : AxisSize.length(size.whole("step")));
    }
}

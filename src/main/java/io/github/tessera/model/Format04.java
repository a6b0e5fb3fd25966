package io.github.tessera.model;

import io.github.tessera.model.PackageDescription.Format;
import io.github.tessera.model.TensorDescription.FileReference;
import io.github.tessera.model.TensorDescription.StepDescription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tensors in format 0.4: axes as letters, sizes as lists in their order. */
final class Format04 implements Format {
    @Override
    public TensorDescription tensor(DescriptionFields whole, boolean input) throws IOException {
        DescriptionFields tensor = whole.parts(input ? "inputs" : "outputs").get(0);
        List<StepDescription> steps = new ArrayList<>();
        for (DescriptionFields step : tensor.parts(input ? "preprocessing" : "postprocessing")) {
            steps.add(new StepDescription(step.text("name"), step.optionalPart("kwargs")));
        }
        String tests = input ? "test_inputs" : "test_outputs";
        Optional<FileReference> test = whole.has(tests)
                ? whole.texts(tests).stream().findFirst().map(source -> new FileReference(source, ""))
                : Optional.empty();
        return new TensorDescription(tensor.text("name"), axes(tensor), steps, test);
    }

    private static List<TensorAxis> axes(DescriptionFields tensor) throws IOException {
        String letters = tensor.text("axes");
        List<AxisSize> sizes = sizes(tensor, letters);
        double[] halos = tensor.has("halo") ? tensor.numbers("halo") : new double[letters.length()];
        if (sizes.size() != letters.length() || halos.length != letters.length()) {
            throw new IOException("the axes " + letters + " of " + tensor.text("name") + " have not a size each");
        }
        List<TensorAxis> axes = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if ("bcyxzti".indexOf(letter) < 0) {
                throw new IOException("the axes " + letters + " of " + tensor.text("name") + " are not known");
            }
            // The batch of the test is no rule for others.
            AxisSize size = letter == 'b' ? AxisSize.stepped(1, 1) : sizes.get(i);
            axes.add(new TensorAxis(
                    letter, String.valueOf(letter), size, (int) halos[i], List.of(), 1, Optional.empty()));
        }
        return axes;
    }

    private static List<AxisSize> sizes(DescriptionFields tensor, String letters) throws IOException {
        List<AxisSize> sizes = new ArrayList<>();
        if (tensor.raw("shape") instanceof List) {
            for (double length : tensor.numbers("shape")) {
                sizes.add(AxisSize.fixed(AxisSize.length(length)));
            }
            return sizes;
        }
        DescriptionFields shape = tensor.part("shape");
        if (shape.has("reference_tensor")) {
            String other = shape.text("reference_tensor");
            List<?> scales = shape.raw("scale") instanceof List<?> list ? list : List.of();
            double[] offsets = shape.numbers("offset");
            for (int i = 0; i < Math.min(scales.size(), Math.min(offsets.length, letters.length())); i++) {
                double scale = scales.get(i) instanceof Number number ? number.doubleValue() : 0;
                // An axis that the other tensor does not have.
                sizes.add(
                        scale == 0
                                ? AxisSize.fixed(AxisSize.length(2 * offsets[i]))
                                : AxisSize.following(
                                        new AxisSize.Followed(other, String.valueOf(letters.charAt(i))),
                                        scale,
                                        2 * offsets[i]));
            }
            return sizes;
        }
        double[] min = shape.numbers("min");
        double[] step = shape.numbers("step");
        for (int i = 0; i < Math.min(min.length, step.length); i++) {
            sizes.add(AxisSize.stepped(AxisSize.length(min[i]), step[i] <= 0 ? 0 : AxisSize.length(step[i])));
        }
        return sizes;
    }
}

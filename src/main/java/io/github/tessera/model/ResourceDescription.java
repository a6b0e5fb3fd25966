package io.github.tessera.model;

import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.network.Shapes;
import io.github.tessera.tensor.PyTorch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fields of bioimage.io's model description, format 0.5.3, that a model fills: one input, one output, one weights entry, every
 * processing step with explicit arguments.
 */
final class ResourceDescription {
    private static final int SMALLEST_TILE = 64;

    private ResourceDescription() {}

    static Map<String, Object> of(SegmentationModel model, Map<?, ?> tessera) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format_version", "0.5.3");
        fields.put("type", "model");
        fields.put("id", "tessera-" + model.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
        fields.put("name", model.name());
        fields.put(
                "description",
                "Semantic segmentation into " + String.join(", ", model.classes()) + ", trained with Tessera.");
        fields.put("authors", List.of(Map.of("name", "the one who trained it")));
        fields.put("license", "CC-BY-4.0");
        fields.put("documentation", ModelPackage.README);
        fields.put("tags", List.of("segmentation", "semantic-segmentation", "2d", "tessera"));
        fields.put("inputs", List.of(input(model)));
        fields.put("outputs", List.of(output(model)));
        fields.put(
                "weights",
                Map.of("torchscript", fields("source", ModelPackage.WEIGHTS, "pytorch_version", PyTorch.VERSION)));
        fields.put("config", Map.of("tessera", tessera));
        return fields;
    }

    private static Map<String, Object> input(SegmentationModel model) {
        int stride = Shapes.stride(model.network().build());
        Map<String, Object> size = fields("min", Math.max(SMALLEST_TILE, stride), "step", stride);
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= model.network().channels(); c++) {
            names.add("channel" + c);
        }
        Map<String, Object> input =
                fields("id", "raw", "axes", axes(names, size, size), "data", fields("type", "float32"));
        input.put("preprocessing", preprocessing(model.normalization(), names.size()));
        return input;
    }

    private static Map<String, Object> output(SegmentationModel model) {
        boolean single = model.network().outputs() == 1;
        List<String> names = single ? model.classes().subList(1, 2) : model.classes();
        Object y = fields("tensor_id", "raw", "axis_id", "y");
        Object x = fields("tensor_id", "raw", "axis_id", "x");
        Object data = fields("type", "float32", "range", List.of(0.0, 1.0));
        return fields("id", "probabilities", "axes", axes(names, y, x), "data", data);
    }

    private static List<Object> axes(List<String> channels, Object height, Object width) {
        return List.of(
                fields("type", "batch"),
                fields("type", "channel", "id", "channel", "channel_names", new ArrayList<>(channels)),
                fields("type", "space", "id", "y", "size", height),
                fields("type", "space", "id", "x", "size", width));
    }

    private static List<Object> preprocessing(NormalizationSettings n, int channels) {
        List<String> plane = List.of("y", "x");
        return switch (n.kind()) {
            case NONE -> List.of();
            case PERCENTILE -> step("scale_range", range(n.lowPercentile(), n.highPercentile()));
            case MIN_MAX -> step("scale_range", range(0, 100));
            case MEAN_STD -> step("zero_mean_unit_variance", fields("axes", plane, "eps", 1e-6));
            case FIXED_RANGE -> bytesToOne(channels);
            case FIXED_MEAN_STD -> {
                List<Object> steps = new ArrayList<>(bytesToOne(channels));
                steps.addAll(step(
                        "fixed_zero_mean_unit_variance",
                        fields("axis", "channel", "mean", list(n.means()), "std", list(n.deviations()))));
                yield steps;
            }
        };
    }

    /** The range of 8 bits becomes 0 to 1: the format knows no bit depth. */
    private static List<Object> bytesToOne(int channels) {
        List<Double> gain = Collections.nCopies(channels, 1 / 255.0);
        List<Double> offset = Collections.nCopies(channels, 0.0);
        return step("scale_linear", fields("axis", "channel", "gain", gain, "offset", offset));
    }

    private static Map<String, Object> range(double low, double high) {
        return fields("axes", List.of("y", "x"), "min_percentile", low, "max_percentile", high, "eps", 1e-6);
    }

    private static List<Object> step(String id, Map<String, Object> arguments) {
        return List.of(fields("id", id, "kwargs", arguments));
    }

    private static List<Double> list(float[] values) {
        List<Double> list = new ArrayList<>();
        for (float value : values) {
            list.add((double) value);
        }
        return list;
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}

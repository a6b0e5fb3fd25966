package io.github.tessera.model;

import static io.github.tessera.model.PackageRules.list;
import static io.github.tessera.model.PackageRules.map;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of {@link PackageRules} that is about tensors: axes, sizes, halo, processing, test tensors. */
final class TensorRules {
    private static final Set<String> TENSOR = Set.of(
            "id",
            "description",
            "axes",
            "test_tensor",
            "sample_tensor",
            "data",
            "optional",
            "preprocessing",
            "postprocessing");
    private static final Map<String, Set<String>> STEPS = Map.of(
            "clip", Set.of("min", "max", "min_percentile", "max_percentile", "axes"),
            "scale_linear", Set.of("axis", "gain", "offset"),
            "scale_range", Set.of("axes", "min_percentile", "max_percentile", "eps"),
            "zero_mean_unit_variance", Set.of("axes", "eps"));

    private final Path folder;
    private final List<String> faults = new ArrayList<>();

    TensorRules(Path folder) {
        this.folder = folder;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            faults.add(otherwise);
        }
    }

    List<String> faults(Map<?, ?> input, Map<?, ?> output) throws IOException {
        require(!input.get("id").equals(output.get("id")), "two tensors of one id");
        for (Map<?, ?> tensor : List.of(input, output)) {
            require(TENSOR.containsAll(tensor.keySet()), "fields " + tensor.keySet());
            require(String.valueOf(tensor.get("id")).matches("[a-z_][a-z0-9_]*"), "tensor id " + tensor.get("id"));
            axes(tensor);
        }
        require(!output.containsKey("preprocessing") && !input.containsKey("postprocessing"), "processing elsewhere");
        list(input.get("preprocessing")).forEach(step -> step(map(step), input));
        require(list(output.get("postprocessing")).isEmpty(), "postprocessing that some leave out");
        data(map(input.get("data")));
        data(map(output.get("data")));
        references(input, output);
        if (input.containsKey("test_tensor") || output.containsKey("test_tensor")) {
            int[] in = shape(map(input.get("test_tensor")));
            int[] out = shape(map(output.get("test_tensor")));
            testShapes(input, in, output, out);
        }
        return faults;
    }

    private static Map<?, ?> axis(Map<?, ?> tensor, String id) {
        return list(tensor.get("axes")).stream()
                .map(PackageRules::map)
                .filter(a -> id.equals(idOf(a)))
                .findFirst()
                .orElse(Map.of());
    }

    private static Object idOf(Map<?, ?> axis) {
        return axis.containsKey("id") ? axis.get("id") : axis.get("type");
    }

    private void axes(Map<?, ?> tensor) {
        Set<Object> ids = new HashSet<>();
        for (Object each : list(tensor.get("axes"))) {
            Map<?, ?> axis = map(each);
            require(ids.add(idOf(axis)), "axis twice " + axis);
            switch (String.valueOf(axis.get("type"))) {
                case "batch" -> require(Set.of("type").equals(axis.keySet()), "batch axis " + axis);
                case "channel" -> {
                    require(Set.of("type", "id", "channel_names").equals(axis.keySet()), "channel axis " + axis);
                    List<?> names = list(axis.get("channel_names"));
                    require(!names.isEmpty() && new HashSet<>(names).size() == names.size(), "channel names " + names);
                    require(
                            names.stream()
                                    .allMatch(n -> String.valueOf(n).matches("[A-Za-z_][A-Za-z0-9_]*")
                                            && !List.of("in", "class", "None", "True", "is")
                                                    .contains(n)),
                            "channel names " + names);
                }
                case "space" -> {
                    require(Set.of("type", "id", "size", "halo").containsAll(axis.keySet()), "space axis " + axis);
                    require(Set.of("x", "y").contains(idOf(axis)), "space axis " + axis);
                }
                default -> faults.add("axis " + axis);
            }
        }
        require(ids.equals(Set.of("batch", "channel", "y", "x")), "axes " + ids);
    }

    private void data(Map<?, ?> data) {
        require(Set.of("type", "range").containsAll(data.keySet()), "data " + data);
        require("float32".equals(data.get("type")), "data type " + data);
        require(!data.containsKey("range") || List.of(0.0, 1.0).equals(data.get("range")), "range " + data);
    }

    private static int whole(Object value) {
        return value instanceof Integer number ? number : -1;
    }

    private void references(Map<?, ?> input, Map<?, ?> output) {
        for (String id : List.of("y", "x")) {
            Map<?, ?> size = map(axis(input, id).get("size"));
            require(Set.of("min", "step").equals(size.keySet()), "input size " + size);
            require(whole(size.get("min")) > 0 && whole(size.get("step")) > 0, "input size " + size);
            Map<?, ?> out = axis(output, id);
            Map<?, ?> reference = map(out.get("size"));
            require(!axis(input, id).containsKey("halo"), "halo of an input");
            require(
                    input.get("id").equals(reference.get("tensor_id")) && id.equals(reference.get("axis_id")),
                    "output size " + reference);
            require(
                    Set.of("tensor_id", "axis_id", "offset").containsAll(reference.keySet()),
                    "output size " + reference);
            int halo = out.containsKey("halo") ? whole(out.get("halo")) : 0;
            require(halo >= 0 && whole(size.get("min")) - 2 * halo >= 1, "halo " + halo + " of " + size);
        }
    }

    private void step(Map<?, ?> step, Map<?, ?> tensor) {
        Map<?, ?> kwargs = map(step.get("kwargs"));
        Set<String> known = STEPS.get(String.valueOf(step.get("id")));
        require(known != null, "step that some leave out: " + step);
        if (known == null) {
            return;
        }
        require(Set.of("id", "kwargs").equals(step.keySet()) && known.containsAll(kwargs.keySet()), "step " + step);
        int channels = list(axis(tensor, "channel").get("channel_names")).size();
        switch (String.valueOf(step.get("id"))) {
            case "scale_linear" -> {
                List<?> gain = list(kwargs.get("gain"));
                List<?> offset = list(kwargs.get("offset"));
                require("channel".equals(kwargs.get("axis")), "axis of " + step);
                require(gain.size() == channels && offset.size() == channels, "scalars, or too few, in " + step);
                require(
                        !gain.stream().allMatch(g -> g.equals(1.0))
                                || !offset.stream().allMatch(o -> o.equals(0.0)),
                        "needless " + step);
                require(gain.stream().allMatch(Double.class::isInstance), "no numbers in " + step);
            }
            case "scale_range" -> {
                require(
                        kwargs.get("min_percentile") instanceof Double low
                                && kwargs.get("max_percentile") instanceof Double high
                                && low >= 0
                                && low < high
                                && high > 1
                                && high <= 100,
                        "percentiles of " + step);
                jointly(step, kwargs);
            }
            default -> jointly(step, kwargs);
        }
    }

    private void jointly(Map<?, ?> step, Map<?, ?> kwargs) {
        require(Set.of("y", "x").equals(new HashSet<>(list(kwargs.get("axes")))), "axes of " + step);
        require(kwargs.get("eps") instanceof Double eps && eps > 0 && eps <= 0.1, "eps of " + step);
    }

    /** The shape that the header of NumPy's file tells, once it has proved to be that of a sound file of float32. */
    private int[] shape(Map<?, ?> file) throws IOException {
        Path path = folder.resolve(String.valueOf(file.get("source")));
        require(Set.of("source", "sha256").equals(file.keySet()), "test tensor " + file);
        require(path.toString().endsWith(".npy") && Files.isRegularFile(path), "test tensor " + file);
        if (!Files.isRegularFile(path)) {
            return new int[0];
        }
        require(PackageRules.sha256(path).equals(file.get("sha256")), "sha256 of " + file);
        byte[] bytes = Files.readAllBytes(path);
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
        String header = new String(bytes, 10, length, StandardCharsets.US_ASCII);
        Matcher m = Pattern.compile("\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(([0-9, ]+)\\), \\} *\n")
                .matcher(header);
        require(m.matches() && (10 + length) % 64 == 0, "header of " + path);
        int[] shape = Arrays.stream(m.matches() ? m.group(1).split(",[ ]*", 0) : new String[0])
                .mapToInt(Integer::parseInt)
                .toArray();
        require(
                bytes.length == 10 + length + 4L * Arrays.stream(shape).reduce(1, (a, b) -> a * b),
                "length of " + path);
        return shape;
    }

    private void testShapes(Map<?, ?> input, int[] in, Map<?, ?> output, int[] out) {
        List<?> axes = list(input.get("axes"));
        require(in.length == axes.size() && out.length == axes.size(), "dimensions of the test tensors");
        for (int i = 0; i < Math.min(in.length, out.length); i++) {
            Map<?, ?> axis = map(axes.get(i));
            Map<?, ?> size = map(axis.get("size"));
            switch (String.valueOf(axis.get("type"))) {
                case "batch" -> require(in[i] == 1 && out[i] == 1, "batch of the test tensors");
                case "channel" -> {
                    require(in[i] == list(axis.get("channel_names")).size(), "channels of the test input");
                    require(
                            out[i]
                                    == list(axis(output, "channel").get("channel_names"))
                                            .size(),
                            "channels of the test output");
                }
                default -> {
                    int rest = in[i] - whole(size.get("min"));
                    require(rest >= 0 && rest % whole(size.get("step")) == 0, "size of the test input");
                    require(out[i] == in[i], "size of the test output");
                }
            }
        }
    }
}

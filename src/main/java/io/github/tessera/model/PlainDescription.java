package io.github.tessera.model;

import io.github.tessera.image.Sha256;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.PyTorch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The description of a network that came without one.
 *
 * @param weights name of its file
 * @param sha256 of it
 * @param copied whether that is a copy of the user's file, or else it is the user's own
 * @param told what a user told
 * @param probe what trying told
 */
record PlainDescription(String weights, String sha256, boolean copied, PlainNetwork told, NetworkProbe probe) {
    private static final String MARK = "imported";
    private static final String COPY = "copy";

    /** Whether a description was made here. */
    static boolean isOne(Map<?, ?> description) {
        return description.get("config") instanceof Map<?, ?> config && config.containsKey(MARK);
    }

    /** Whether the network in a description's folder is a copy that was made here; older ones do not tell. */
    static boolean isOfCopy(Map<?, ?> description) {
        return isOne(description)
                && ((Map<?, ?>) description.get("config")).get(MARK) instanceof Map<?, ?> imported
                && Boolean.TRUE.equals(imported.get(COPY));
    }

    /**
     * The whole description, without a test.
     *
     * @throws TesseraException if what was told does not fit what was found
     */
    Map<String, Object> fields() {
        String name = weights.replaceFirst("\\.[^.]*$", "");
        Map<String, Object> all = ResourceDescription.fields(
                "format_version", ResourceDescription.FORMAT, "type", "model", "id", ResourceDescription.id(name));
        all.put("name", Publication.packageName(name));
        all.put("description", "A network from elsewhere, as it was described to Tessera.");
        all.put("inputs", List.of(input()));
        all.put("outputs", List.of(output()));
        Map<String, Object> torchscript = ResourceDescription.fields("source", weights, "sha256", sha256);
        torchscript.put("pytorch_version", PyTorch.VERSION);
        all.put("weights", ResourceDescription.fields("torchscript", torchscript));
        all.put("config", ResourceDescription.fields(MARK, ResourceDescription.fields("file", weights, COPY, copied)));
        return all;
    }

    /** The same with the test tensors that lie in a folder. */
    Map<String, Object> withTest(Path folder) {
        Map<String, Object> all = fields();
        Map<String, Object> input = input();
        input.put("test_tensor", file(folder, ModelPackage.TEST_INPUT));
        Map<String, Object> output = output();
        output.put("test_tensor", file(folder, ModelPackage.TEST_OUTPUT));
        all.put("inputs", List.of(input));
        all.put("outputs", List.of(output));
        return all;
    }

    private static Map<String, Object> file(Path folder, String name) {
        return ResourceDescription.fields("source", name, "sha256", Sha256.of(folder.resolve(name), Progress.NONE));
    }

    private Map<String, Object> input() {
        List<String> names = IntStream.rangeClosed(1, probe.channels())
                .mapToObj(c -> "channel" + c)
                .toList();
        List<Object> axes = ResourceDescription.axes(
                names, ResourceDescription.fields("size", size()), ResourceDescription.fields("size", size()));
        return ResourceDescription.fields(
                "id",
                "raw",
                "axes",
                axes,
                "preprocessing",
                ResourceDescription.preprocessing(told.normalization(), probe.channels()));
    }

    private Object size() {
        return probe.sides().step() == 0
                ? (Object) probe.sides().min()
                : ResourceDescription.fields(
                        "min", probe.sides().min(), "step", probe.sides().step());
    }

    private Map<String, Object> output() {
        List<Object> after = new ArrayList<>();
        told.result()
                .step()
                .ifPresent(step -> after.add(
                        told.result() == ResultMeaning.SOFTMAX
                                ? ResourceDescription.fields(
                                        "id", step, "kwargs", ResourceDescription.fields("axis", "channel"))
                                : ResourceDescription.fields("id", step)));
        List<Object> axes =
                ResourceDescription.axes(ResourceDescription.identifiers(names()), following("y"), following("x"));
        return ResourceDescription.fields("id", "result", "axes", axes, "postprocessing", after);
    }

    private Map<String, Object> following(String axis) {
        Map<String, Object> size = ResourceDescription.fields("tensor_id", "raw", "axis_id", axis);
        size.put("offset", -probe.lost());
        return ResourceDescription.fields("halo", told.halo(), "size", size);
    }

    /**
     * Makes sure that a background without a map is what the maps leave.
     *
     * @param result of a test (K, pixels)
     * @throws TesseraException if the maps share each pixel among them
     */
    void requireBackground(float[][] result) {
        int results = probe.results();
        if (results > 1
                && told.classes().size() == results + 1
                && ResultClasses.relation(result) == ResultClasses.Relation.SHARED) {
            throw new TesseraException("The network's " + results
                    + " maps share each pixel among them and leave nothing"
                    + " for another class, but " + (results + 1) + " classes were entered ("
                    + String.join(", ", told.classes()) + "): name " + results + " classes, the background first.");
        }
    }

    /** Of the result's channels: a single one is not the background, and of several the background may be what they leave. */
    private List<String> names() {
        int results = probe.results();
        List<String> given = told.classes();
        if (given.isEmpty()) {
            return results == 1
                    ? List.of("object")
                    : IntStream.range(0, results).mapToObj(k -> "class" + k).toList();
        }
        if (given.size() == results) {
            return given;
        }
        if (given.size() == results + 1) {
            return given.subList(1, given.size());
        }
        throw new TesseraException("The network gives " + results + (results == 1 ? " map" : " maps") + ", but "
                + given.size() + " classes were entered (" + String.join(", ", given) + "): name " + results + ", or "
                + (results + 1) + " with the background first.");
    }
}

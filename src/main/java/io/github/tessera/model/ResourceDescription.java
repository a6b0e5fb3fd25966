package io.github.tessera.model;

import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.tensor.PyTorch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The fields of bioimage.io's model description, format 0.5.7, that a model fills: what DeepImageJ, QuPath, ilastik and bioimageio.core
 * all read. One input, one output, one weights entry; every processing step with explicit arguments, linear scales as lists, and none of
 * the steps that one of them leaves out (softmax, fixed means). The pixel size is no scale of the axes, for some take that for a ratio
 * of sizes.
 */
final class ResourceDescription {
    /** What the citation of a data set is called. */
    static final String TRAINING_DATA = "Training data";

    /** The version of the format that is written. */
    static final String FORMAT = "0.5.7";

    /** The range of 8 bits is what counts as 0 to 1: the format knows no bit depth. */
    private static final double WHITE = 255;

    /** Python has these for itself; names of channels have to be names in Python. */
    private static final Set<String> RESERVED = Set.of(
            ("False None True and as assert async await break class continue def del elif else except finally for from global if"
                            + " import in is lambda nonlocal not or pass raise return try while with yield")
                    .split(" ", -1));

    private ResourceDescription() {}

    /**
     * The whole description.
     *
     * @param sha256 of each file that lies beside it, by name
     */
    static Map<String, Object> of(SegmentationModel model, Publication publication, Map<String, String> sha256) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format_version", FORMAT);
        fields.put("type", "model");
        fields.put("id", id(publication.name()));
        fields.put("name", publication.name());
        fields.put("description", publication.description());
        fields.put("authors", publication.authors().stream().map(Author::fields).toList());
        fields.put("license", publication.license().spdx());
        fields.put("cite", citations(publication));
        fields.put("documentation", ModelPackage.README);
        if (sha256.containsKey(ModelPackage.COVER)) {
            fields.put("covers", List.of(ModelPackage.COVER));
        }
        fields.put(
                "tags",
                Stream.concat(Publication.TAGS.stream(), publication.tags().stream())
                        .distinct()
                        .toList());
        boolean baked = publication.baked().isPresent();
        fields.put("inputs", List.of(input(model, baked, sha256)));
        fields.put("outputs", List.of(output(model, sha256)));
        Map<String, Object> weights = file(ModelPackage.WEIGHTS, sha256);
        weights.put("pytorch_version", PyTorch.VERSION);
        fields.put("weights", fields("torchscript", weights));
        if (publication.finetuning()) {
            fields.put("attachments", List.of(file(ModelPackage.TRAINING, sha256)));
        }
        fields.put("config", config(model, publication, sha256));
        return fields;
    }

    /** The images have no field of their own that takes any address. */
    private static List<Map<String, Object>> citations(Publication publication) {
        List<Map<String, Object>> citations = new ArrayList<>();
        publication.citations().forEach(citation -> citations.add(citation.fields()));
        publication.dataset().ifPresent(link -> citations.add(new Citation(TRAINING_DATA, link).fields()));
        return citations;
    }

    /** The format has no place for the checksums of page and picture. */
    private static Map<String, Object> config(
            SegmentationModel model, Publication publication, Map<String, String> sha256) {
        Map<String, Object> others = new TreeMap<>();
        for (String name : List.of(ModelPackage.README, ModelPackage.COVER)) {
            if (sha256.containsKey(name)) {
                others.put(name, sha256.get(name));
            }
        }
        Map<String, Object> tessera = fields("sha256", others);
        tessera.put(TesseraConfig.FINETUNING, publication.finetuning());
        tessera.put(TesseraConfig.BAKED, publication.baked().isPresent());
        tessera.putAll(TesseraConfig.of(model).plain());
        return fields(TesseraConfig.KEY, tessera);
    }

    /** The name as an identifier of the format. */
    static String id(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return plain.isEmpty() ? "tessera-model" : "tessera-" + plain;
    }

    private static Map<String, Object> file(String name, Map<String, String> sha256) {
        return fields("source", name, "sha256", sha256.get(name));
    }

    private static Map<String, Object> input(SegmentationModel model, boolean raw, Map<String, String> sha256) {
        PackageSizes sizes = PackageSizes.of(model);
        Map<String, Object> size = fields("min", sizes.smallest(), "step", sizes.step());
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= model.network().channels(); c++) {
            names.add("channel" + c);
        }
        List<Object> axes = axes(names, fields("size", size), fields("size", new LinkedHashMap<>(size)));
        Map<String, Object> input = fields("id", "raw", "axes", axes, "data", fields("type", "float32"));
        input.put("preprocessing", raw ? List.of() : preprocessing(model.normalization(), names.size()));
        putTest(input, ModelPackage.TEST_INPUT, sha256);
        return input;
    }

    private static Map<String, Object> output(SegmentationModel model, Map<String, String> sha256) {
        boolean single = model.network().outputs() == 1;
        List<String> names = single ? model.classes().subList(1, 2) : model.classes();
        int halo = PackageSizes.of(model).halo();
        Map<String, Object> y = fields("halo", halo, "size", fields("tensor_id", "raw", "axis_id", "y"));
        Map<String, Object> x = fields("halo", halo, "size", fields("tensor_id", "raw", "axis_id", "x"));
        Object data = fields("type", "float32", "range", List.of(0.0, 1.0));
        Map<String, Object> output =
                fields("id", "probabilities", "axes", axes(identifiers(names), y, x), "data", data);
        putTest(output, ModelPackage.TEST_OUTPUT, sha256);
        return output;
    }

    private static void putTest(Map<String, Object> tensor, String name, Map<String, String> sha256) {
        if (sha256.containsKey(name)) {
            tensor.put("test_tensor", file(name, sha256));
        }
    }

    static List<Object> axes(List<String> channels, Map<String, Object> height, Map<String, Object> width) {
        Map<String, Object> y = fields("type", "space", "id", "y");
        y.putAll(height);
        Map<String, Object> x = fields("type", "space", "id", "x");
        x.putAll(width);
        return List.of(
                fields("type", "batch"),
                fields("type", "channel", "id", "channel", "channel_names", new ArrayList<>(channels)),
                y,
                x);
    }

    /** Names that stand for the classes where only names in Python may stand, no two alike. */
    static List<String> identifiers(List<String> classes) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (String name : classes) {
            String plain = name.strip().replaceAll("[^A-Za-z0-9_]+", "_");
            boolean usable = plain.matches("[A-Za-z_].*") && !RESERVED.contains(plain);
            String own = usable ? plain : "class_" + plain;
            String next = own;
            for (int i = 2; !taken.add(next); i++) {
                next = own + "_" + i;
            }
            names.add(next);
        }
        return names;
    }

    static List<Object> preprocessing(NormalizationSettings n, int channels) {
        float[] mean = n.means();
        float[] deviation = n.deviations();
        return switch (n.kind()) {
            case NONE -> List.of();
            case PERCENTILE -> step("scale_range", range(n.lowPercentile(), n.highPercentile()));
            case MIN_MAX -> step("scale_range", range(0, 100));
            case MEAN_STD -> step("zero_mean_unit_variance", fields("axes", List.of("y", "x"), "eps", 1e-6));
            case FIXED_RANGE ->
                step(
                        "scale_linear",
                        linear(Collections.nCopies(channels, 1 / WHITE), Collections.nCopies(channels, 0.0)));
            case FIXED_MEAN_STD -> {
                List<Double> gains = new ArrayList<>();
                List<Double> offsets = new ArrayList<>();
                for (int c = 0; c < mean.length; c++) {
                    gains.add(1 / (WHITE * deviation[c]));
                    offsets.add(0 - (double) mean[c] / deviation[c]); // never -0
                }
                yield step("scale_linear", linear(gains, offsets));
            }
        };
    }

    private static Map<String, Object> linear(List<Double> gains, List<Double> offsets) {
        return fields("axis", "channel", "gain", new ArrayList<>(gains), "offset", new ArrayList<>(offsets));
    }

    private static Map<String, Object> range(double low, double high) {
        return fields("axes", List.of("y", "x"), "min_percentile", low, "max_percentile", high, "eps", 1e-6);
    }

    private static List<Object> step(String id, Map<String, Object> arguments) {
        return List.of(fields("id", id, "kwargs", arguments));
    }

    /** A map of names and values in turn, in their order, that may be added to. */
    static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}

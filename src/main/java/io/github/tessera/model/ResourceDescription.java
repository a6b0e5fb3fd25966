package io.github.tessera.model;

import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.network.Paper;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of bioimage.io's model description, format 0.5.7, that a model fills: what DeepImageJ, QuPath, ilastik and bioimageio.core
 * all read. One input, one output, one weights entry; every processing step with explicit arguments, linear scales as lists, and none of
 * the steps that one of them leaves out (softmax, fixed means). The pixel size is no scale of the axes, for some take that for a ratio
 * of sizes.
 */
final class ResourceDescription {
    /** The version of the format that is written. */
    static final String FORMAT = "0.5.7";

    private static final int SHORTEST_NAME = 5;
    private static final int LONGEST_NAME = 128;
    /** The range of 8 bits is what counts as 0 to 1: the format knows no bit depth. */
    private static final double WHITE = 255;

    private static final Pattern DOI = Pattern.compile("doi:(10\\.\\S+)");
    private static final Pattern ARXIV = Pattern.compile("arXiv:(\\d+\\.\\d+)");

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
    static Map<String, Object> of(SegmentationModel model, Map<String, String> sha256) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format_version", FORMAT);
        fields.put("type", "model");
        fields.put("id", id(model.name()));
        fields.put("name", name(model.name()));
        fields.put(
                "description",
                "Semantic segmentation into " + String.join(", ", model.classes()) + ", trained with Tessera.");
        fields.put("authors", List.of(fields("name", "the one who trained it")));
        fields.put("license", "CC-BY-4.0");
        fields.put("cite", List.of(citation(model.network().architecture().paper())));
        fields.put("documentation", ModelPackage.README);
        if (sha256.containsKey(ModelPackage.COVER)) {
            fields.put("covers", List.of(ModelPackage.COVER));
        }
        fields.put("tags", List.of("segmentation", "semantic-segmentation", "2d", "fiji", "tessera"));
        fields.put("inputs", List.of(input(model, sha256)));
        fields.put("outputs", List.of(output(model, sha256)));
        Map<String, Object> weights = file(ModelPackage.WEIGHTS, sha256);
        weights.put("pytorch_version", PyTorch.VERSION);
        fields.put("weights", fields("torchscript", weights));
        fields.put("attachments", List.of(file(ModelPackage.TRAINING, sha256)));
        fields.put("config", config(model, sha256));
        return fields;
    }

    /** The format has no place for the checksums of page and picture. */
    private static Map<String, Object> config(SegmentationModel model, Map<String, String> sha256) {
        Map<String, Object> others = new TreeMap<>();
        for (String name : List.of(ModelPackage.README, ModelPackage.COVER)) {
            if (sha256.containsKey(name)) {
                others.put(name, sha256.get(name));
            }
        }
        Map<String, Object> tessera = fields("sha256", others);
        tessera.putAll(TesseraConfig.of(model).plain());
        return fields(TesseraConfig.KEY, tessera);
    }

    /** The name as an identifier of the format. */
    static String id(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return plain.isEmpty() ? "tessera-model" : "tessera-" + plain;
    }

    /** Letters of the alphabet, digits and few signs; the model's own name is in Tessera's part. */
    static String name(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_+() -]", "_");
        String long_ = plain.length() < SHORTEST_NAME ? "model " + plain : plain;
        return long_.substring(0, Math.min(LONGEST_NAME, long_.length()));
    }

    private static Map<String, Object> citation(Paper paper) {
        Map<String, Object> citation = fields("text", paper.reference());
        Matcher doi = DOI.matcher(paper.reference());
        Matcher arxiv = ARXIV.matcher(paper.reference());
        if (doi.find()) {
            citation.put("doi", doi.group(1));
        } else if (arxiv.find()) {
            citation.put("url", "https://arxiv.org/abs/" + arxiv.group(1));
        } else {
            citation.put("url", "https://github.com/tessera/tessera");
        }
        return citation;
    }

    private static Map<String, Object> file(String name, Map<String, String> sha256) {
        return fields("source", name, "sha256", sha256.get(name));
    }

    private static Map<String, Object> input(SegmentationModel model, Map<String, String> sha256) {
        PackageSizes sizes = PackageSizes.of(model);
        Map<String, Object> size = fields("min", sizes.smallest(), "step", sizes.step());
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= model.network().channels(); c++) {
            names.add("channel" + c);
        }
        List<Object> axes = axes(names, fields("size", size), fields("size", new LinkedHashMap<>(size)));
        Map<String, Object> input = fields("id", "raw", "axes", axes, "data", fields("type", "float32"));
        input.put("preprocessing", preprocessing(model.normalization(), names.size()));
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

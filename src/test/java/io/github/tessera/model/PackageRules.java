package io.github.tessera.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/**
 * What bioimage.io's JSON schema for models, format 0.5.7, and its validator ask of a package, and what the programs that open packages
 * ask beyond that (DeepImageJ, QuPath, ilastik, bioimageio.core). Written from their rules, not from ours: it uses nothing of Tessera.
 */
final class PackageRules {
    private static final Set<String> TOP = Set.of(
            "format_version",
            "type",
            "id",
            "id_emoji",
            "name",
            "description",
            "authors",
            "maintainers",
            "license",
            "cite",
            "documentation",
            "covers",
            "tags",
            "inputs",
            "outputs",
            "weights",
            "attachments",
            "config",
            "git_repo",
            "links",
            "timestamp",
            "training_data",
            "uploader",
            "version",
            "parent",
            "packaged_by",
            "run_mode",
            "icon",
            "version_comment");
    private static final List<String> WEIGHTS = List.of(
            "keras_hdf5",
            "onnx",
            "pytorch_state_dict",
            "tensorflow_js",
            "tensorflow_saved_model_bundle",
            "torchscript");

    private final Path folder;
    private final List<String> faults = new ArrayList<>();

    private PackageRules(Path folder) {
        this.folder = folder;
    }

    /** What is against the rules; empty if nothing is. */
    static List<String> faults(Path folder) throws IOException {
        PackageRules rules = new PackageRules(folder);
        Object description = new Yaml().load(Files.readString(folder.resolve("rdf.yaml"), StandardCharsets.UTF_8));
        rules.description(map(description));
        return rules.faults;
    }

    static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            faults.add(otherwise);
        }
    }

    private void description(Map<?, ?> d) throws IOException {
        require(TOP.containsAll(d.keySet()), "unknown fields in " + d.keySet());
        require("0.5.7".equals(d.get("format_version")), "format_version " + d.get("format_version"));
        require("model".equals(d.get("type")), "type " + d.get("type"));
        require(matches(d.get("name"), "[A-Za-z0-9_+() -]{5,128}"), "name " + d.get("name"));
        require(matches(d.get("id"), "[a-z0-9_/.-]+"), "id " + d.get("id"));
        require(matches(d.get("description"), "(?s).{1,1024}"), "description " + d.get("description"));
        require(matches(d.get("license"), "[A-Za-z0-9.+-]+"), "license " + d.get("license"));
        people(d);
        documentation(d.get("documentation"));
        for (Object cover : list(d.get("covers"))) {
            require(matches(cover, ".+\\.(png|jpe?g|gif|svg|tiff?)") && there(cover), "cover " + cover);
        }
        for (Object tag : list(d.get("tags"))) {
            require(tag instanceof String, "tag " + tag);
        }
        require(list(d.get("inputs")).size() == 1, "not one input");
        require(list(d.get("outputs")).size() == 1, "not one output");
        if (faults.isEmpty()) {
            faults.addAll(new TensorRules(folder)
                    .faults(
                            map(list(d.get("inputs")).get(0)),
                            map(list(d.get("outputs")).get(0))));
        }
        weights(map(d.get("weights")));
        for (Object attachment : list(d.get("attachments"))) {
            file("attachment", map(attachment), Set.of("source", "sha256"));
        }
    }

    private static boolean matches(Object value, String pattern) {
        return value instanceof String text && text.matches(pattern);
    }

    private boolean there(Object name) {
        return name instanceof String text && Files.isRegularFile(folder.resolve(text)) && !text.contains("/");
    }

    private void people(Map<?, ?> d) {
        require(!list(d.get("authors")).isEmpty(), "no authors");
        for (Object author : list(d.get("authors"))) {
            Map<?, ?> a = map(author);
            require(matches(a.get("name"), "[^/\\\\]+"), "author " + author);
            require(
                    Set.of("name", "affiliation", "orcid", "email", "github_user")
                            .containsAll(a.keySet()),
                    "author " + author);
        }
        for (Object citation : list(d.get("cite"))) {
            Map<?, ?> c = map(citation);
            require(Set.of("text", "doi", "url").containsAll(c.keySet()), "cite " + citation);
            require(c.get("text") instanceof String, "cite without text " + citation);
            require(
                    matches(c.get("doi"), "10\\.[0-9]{4}.+") || matches(c.get("url"), "https?://.+"),
                    "cite without doi or url " + citation);
        }
    }

    private void documentation(Object name) throws IOException {
        require(matches(name, ".+\\.md") && there(name), "documentation " + name);
        if (there(name)) {
            String page = Files.readString(folder.resolve((String) name), StandardCharsets.UTF_8);
            require(page.matches("(?s).*#.*[vV]alidation.*"), "no heading Validation");
        }
    }

    private void weights(Map<?, ?> weights) throws IOException {
        require(!weights.isEmpty() && WEIGHTS.containsAll(weights.keySet()), "weights " + weights.keySet());
        int originals = 0;
        for (Object entry : weights.values()) {
            Object parent = map(entry).get("parent");
            originals += parent == null ? 1 : 0;
            require(parent == null || weights.containsKey(parent), "parent " + parent);
        }
        require(originals == 1, originals + " weights without a parent");
        Map<?, ?> torchscript = map(weights.get("torchscript"));
        require(matches(torchscript.get("pytorch_version"), "\\d+\\.\\d+(\\.\\d+)?"), "pytorch_version");
        file("torchscript", torchscript, Set.of("source", "sha256", "pytorch_version", "parent", "authors", "comment"));
    }

    private void file(String what, Map<?, ?> file, Set<String> known) throws IOException {
        require(known.containsAll(file.keySet()), what + " has fields " + file.keySet());
        require(there(file.get("source")), what + " " + file.get("source") + " is not there");
        if (there(file.get("source"))) {
            require(sha256(folder.resolve((String) file.get("source"))).equals(file.get("sha256")), what + " sha256");
        }
    }

    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.github.tessera.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/** Reads and writes a package's description: plain maps, lists, texts and numbers, whatever a hostile file asks for. */
final class DescriptionYaml {
    /** Bytes of a description; real ones have a few thousand. */
    static final int MOST_BYTES = 1 << 20;

    /** Real ones have about ten. */
    private static final int DEEPEST = 24;

    /** Parts that stand for others: each may stand for others again, and what walks through all of them must come to an end. */
    private static final int MOST_ALIASES = 30;

    private static final int LINE = 120;

    private DescriptionYaml() {}

    /**
     * Reads a description.
     *
     * @throws IOException if it is no map
     * @throws YAMLException if it is no YAML, names Java classes, or is nested without end
     */
    static Map<?, ?> read(byte[] bytes) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setCodePointLimit(MOST_BYTES);
        options.setAllowRecursiveKeys(false);
        Object value = new Yaml(new SafeConstructor(options)).load(new String(bytes, StandardCharsets.UTF_8));
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IOException(ModelPackage.DESCRIPTION + " is no description");
    }

    static String write(Map<String, Object> description) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(LINE);
        return new Yaml(new Representer(options), options).dump(description);
    }
}

package io.github.tessera.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
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
    static final int MOST_BYTES = 1 << 18;

    /** Real ones have about ten. */
    private static final int DEEPEST = 24;

    /** Parts that stand for others: each may stand for others again, and what walks through all of them must come to an end. */
    private static final int MOST_ALIASES = 30;

    /** Levels and values where parts that stand for others are counted each time: a part may stand for one that it is in. */
    private static final int MOST_LEVELS = 4 * DEEPEST;

    private static final int MOST_VALUES = 1 << 18;

    private static final int LINE = 120;

    private DescriptionYaml() {}

    /**
     * Reads a description.
     *
     * @throws IOException if it is no map
     * @throws YAMLException if it is no YAML, names Java classes, or goes on without end
     */
    static Map<?, ?> read(byte[] bytes) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setCodePointLimit(MOST_BYTES);
        options.setAllowRecursiveKeys(false);
        options.setWarnOnDuplicateKeys(false); // on the console, where nobody looks: the last one counts
        Object value = new Yaml(new SafeConstructor(options)).load(new String(bytes, StandardCharsets.UTF_8));
        count(value, 0, 0);
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new IOException(ModelPackage.DESCRIPTION + " is no description");
    }

    /** How many values there are, those counted before among them. */
    private static int count(Object value, int level, int before) {
        int count = before + 1;
        if (level > MOST_LEVELS || count > MOST_VALUES) {
            throw new YAMLException("without end");
        }
        Collection<?> parts = value instanceof Map<?, ?> map
                ? map.values()
                : value instanceof Collection<?> collection ? collection : List.of();
        for (Object part : parts) {
            count = count(part, level + 1, count);
        }
        return count;
    }

    static String write(Map<String, Object> description) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(LINE);
        return new Yaml(new Representer(options), options).dump(description);
    }
}

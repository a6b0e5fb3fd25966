package io.github.tessera.model;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** Descriptions that are none, have no end, name code, or say too little. */
enum HostileDescription implements HostilePackage {
    NO_DESCRIPTION(draft -> draft.delete(ModelPackage.DESCRIPTION)),
    EMPTY(draft -> draft.description("")),
    ONLY_A_COMMENT(draft -> draft.description("# soon\n")),
    ONLY_NULL(draft -> draft.description("~")),
    A_TEXT(draft -> draft.description("a model")),
    A_NUMBER(draft -> draft.description("42")),
    A_LIST(draft -> draft.description("- name: a\n- name: b\n")),
    TWO_DOCUMENTS(draft -> draft.add("---\nname: another\n")),
    NOT_CLOSED(draft -> draft.add("covers: [a")),
    TABS(draft -> draft.replace("  torchscript", "\ttorchscript")),
    BINARY(draft -> draft.write(ModelPackage.DESCRIPTION, new byte[] {(byte) 0xca, (byte) 0xfe, 0, 1, 2, 3})),
    ZEROS(draft -> draft.write(ModelPackage.DESCRIPTION, new byte[1000])),
    WIDE_LETTERS(draft -> draft.write(
            ModelPackage.DESCRIPTION,
            Files.readString(draft.file(ModelPackage.DESCRIPTION)).getBytes(StandardCharsets.UTF_16BE))),
    TOO_LONG(draft -> draft.add("#" + "x".repeat(5 << 20))),
    DEEP_LISTS(draft -> draft.add("a: " + "[".repeat(100_000))),
    DEEP_CLOSED_LISTS(draft -> draft.add("a: " + "[".repeat(10_000) + "]".repeat(10_000))),
    DEEP_MAPS(draft -> draft.add("a: " + "{b: ".repeat(50_000))),
    DEEP_BLOCKS(draft -> draft.add("a:\n  " + "- ".repeat(100_000) + "b\n")),
    DEEP_KEYS(draft -> draft.add("? ".repeat(100_000) + "b\n")),
    ALIASES_WITHOUT_END(draft -> draft.add(laughs("[", "]"))),
    ALIASES_IN_KEYS(draft -> draft.add(laughs("? [", "] : b"))),
    ALIAS_OF_ITSELF(draft -> draft.add("covers: &a [*a]\n")),
    ALIAS_OF_THE_WHOLE(draft ->
            draft.description("&all\n" + Files.readString(draft.file(ModelPackage.DESCRIPTION)) + "config: *all\n")),
    ALIAS_OF_NOTHING(draft -> draft.add("covers: *a\n")),
    MANY_ALIASES(draft -> draft.add("a: &a [1, 2]\nb: [" + "*a, ".repeat(50_000) + "]\n")),
    MERGED_WITHOUT_END(draft -> draft.add(merges())),
    MERGED_WITH_A_TEXT(draft -> draft.add("<<: text\n")),
    TAG_OF_A_SCRIPT_ENGINE(
            draft -> draft.add(
                    "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"file:///tmp/\"]]]]\n")),
    TAG_OF_A_FILE(draft -> draft.add("a: !!java.io.FileOutputStream [\"" + draft.canary() + "\"]\n")),
    TAG_OF_A_PROCESS(draft -> draft.add("a: !!java.lang.ProcessBuilder [[\"touch\", \"" + draft.canary() + "\"]]\n")),
    TAG_OF_PYTHON(draft -> draft.add("a: !!python/object/apply:os.system [\"touch " + draft.canary() + "\"]\n")),
    TAG_ON_THE_NAME(draft -> draft.replace("name: foreign", "name: !!java.io.File foreign")),
    TAG_OF_ITS_OWN(draft -> draft.add("a: !run touch " + draft.canary() + "\n")),
    TAG_BY_A_DIRECTIVE(draft -> draft.description("%TAG !x! tag:yaml.org,2002:java.io.\n---\n"
            + Files.readString(draft.file(ModelPackage.DESCRIPTION)) + "a: !x!FileOutputStream [\""
            + draft.canary() + "\"]\n")),
    TAG_THAT_DOES_NOT_FIT(draft -> draft.add("a: !!int many\n")),
    TAG_OF_A_DATE_THAT_IS_NONE(draft -> draft.add("a: !!timestamp never\n")),
    TAG_OF_A_SET(draft -> draft.replace("inputs:", "inputs: !!set {a, b}\nx:")),
    NO_FORMAT(draft -> draft.replace("format_version: 0.5.4", "")),
    FORMAT_OF_THE_FUTURE(draft -> draft.replace("0.5.4", "1.0.0")),
    FORMAT_OF_THE_PAST(draft -> draft.replace("0.5.4", "0.3.6")),
    FORMAT_IS_A_WORD(draft -> draft.replace("0.5.4", "latest")),
    FORMAT_IS_A_LIST(draft -> draft.replace("0.5.4", "[0, 5, 4]")),
    FORMAT_IS_VERY_LONG(draft -> draft.replace("0.5.4", "9".repeat(10_000))),
    FORMAT_HAS_LINES(draft -> draft.replace("0.5.4", "\"1\\n\\tat somewhere\"")),
    OLD_FORMAT_WITH_NEW_FIELDS(draft -> draft.replace("0.5.4", "0.4.9")),
    NEW_FORMAT_WITH_OLD_FIELDS(draft -> {
        draft.older("bcyx", "[1, 1, 16, 16]", "[1, 1, 16, 16]", "");
        draft.replace("0.4.9", "0.5.4");
    }),
    A_DATASET(draft -> draft.replace("type: model", "type: dataset")),
    A_TYPE_VERY_LONG(draft -> draft.replace("type: model", "type: " + "x".repeat(10_000))),
    NO_NAME(draft -> draft.replace("name: foreign model", "")),
    NAME_IS_OF_BYTES(draft -> draft.replace("name: foreign model", "name: !!binary aGVsbG8=")),
    NAME_IS_A_SET(draft -> draft.replace("name: foreign model", "name: !!set {a, b}")),
    NAME_IS_A_MAP(draft -> draft.replace("name: foreign model", "name: {first: a}")),
    NO_WEIGHTS(draft -> draft.replace("weights:", "weight:")),
    WEIGHTS_ARE_A_TEXT(draft -> draft.replace("weights:", "weights: net.pt\nx:")),
    WEIGHTS_ARE_EMPTY(draft -> draft.replace("weights:", "weights: {}\nx:")),
    WEIGHTS_OF_OTHERS(draft -> draft.replace("torchscript:", "pytorch_state_dict:")),
    WEIGHTS_OF_MANY_OTHERS(draft -> draft.replace("  torchscript:", otherWeights() + "  onnx:")),
    TORCHSCRIPT_IS_A_LIST(draft -> draft.replace("{source: net.pt, pytorch_version: 2.0.0}", "[net.pt]")),
    NO_SOURCE(draft -> draft.replace("source: net.pt, ", "")),
    SOURCE_IS_A_LIST(draft -> draft.replace("source: net.pt", "source: [net.pt]")),
    SOURCE_IS_EMPTY(draft -> draft.replace("source: net.pt", "source: ''")),
    NO_INPUTS(draft -> draft.replace("inputs:", "input:")),
    INPUTS_ARE_A_MAP(draft -> draft.replace("inputs:", "inputs: {id: raw}\nx:")),
    INPUTS_ARE_TEXTS(draft -> draft.replace("inputs:", "inputs: [raw]\nx:")),
    INPUTS_WITHOUT_END(draft -> draft.replace("inputs:", "inputs: [" + "{id: a}, ".repeat(10_000) + "]\nx:")),
    OUTPUTS_ARE_EMPTY(draft -> draft.replace("outputs:", "outputs: []\nx:")),
    OUTPUTS_ARE_NULL(draft -> draft.replace("outputs:", "outputs: ~\nx:"));

    private final Change change;

    HostileDescription(Change change) {
        this.change = change;
    }

    @Override
    public Change change() {
        return change;
    }

    /** Each level stands for ten of the one before. */
    private static String laughs(String open, String close) {
        StringBuilder text = new StringBuilder("l0: &l0 [a, b]\n");
        for (int level = 1; level < 12; level++) {
            String before = "*l" + (level - 1) + " ";
            text.append("l" + level + ": &l" + level + " {x: " + open + (before + ", ").repeat(10) + close + "}\n");
        }
        return text.toString();
    }

    private static String merges() {
        StringBuilder text = new StringBuilder("m0: &m0 {a: 1}\n");
        for (int level = 1; level < 25; level++) {
            String before = "*m" + (level - 1);
            text.append("m" + level + ": &m" + level + " {<<: [" + (before + ", ").repeat(10) + before + "]}\n");
        }
        return text.toString();
    }

    private static String otherWeights() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            text.append("  framework" + i + ": {source: a.bin}\n");
        }
        return text.toString();
    }
}

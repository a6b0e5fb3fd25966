package io.github.tessera.model;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** Packages that look strange and are used all the same. */
enum HarmlessOddity implements HostilePackage {
    COMMENTS(draft -> draft.add("# a comment\n")),
    MERGED_WITH_ITSELF(draft -> draft.add("a: &a {<<: *a, b: 1}\n")),
    UNKNOWN_FIELDS(draft -> draft.add("surprise: {a: [1, 2, {b: c}]}\n")),
    FIELD_TWICE(draft -> draft.add("license: a\nlicense: b\n")),
    KEY_THAT_IS_A_LIST(draft -> draft.add("? [a, b]\n: c\n")),
    FEW_ALIASES(draft -> draft.add("a: &a [1]\nb: [*a, *a]\n")),
    WINDOWS_LINES(draft -> draft.replace("\n", "\r\n")),
    BYTE_ORDER_MARK(draft -> draft.description("\ufeff" + Files.readString(draft.file(ModelPackage.DESCRIPTION)))),
    COVER_IN_ANOTHER_PLACE(draft -> draft.add("covers: [../outside/secret]\n")),
    COVER_MISSING(draft -> draft.add("covers: [gone.png]\n")),
    COVER_A_NUMBER(draft -> draft.add("covers: 7\n")),
    NAME_A_NUMBER(draft -> draft.replace("name: foreign model", "name: 7")),
    NAME_WITH_LINES(draft -> draft.replace("name: foreign model", "name: \"a\\n\\tb\\u0007\"")),
    CLASS_NAMED_AS_A_PATH(draft -> draft.replace("[cell]", "[\"../../cell\"]")),
    CHECKSUM_IN_CAPITALS(draft -> draft.add("config: {other: {sha256: ABC}}\n")),
    WEIGHTS_BEHIND_A_DOT(draft -> draft.replace("source: net.pt", "source: ./net.pt")),
    WEIGHTS_IN_A_FOLDER(draft -> {
        draft.replace("source: net.pt", "source: a/b/net.pt");
        draft.write("a/b/net.pt", Files.readAllBytes(draft.file("net.pt")));
        draft.delete("net.pt");
    }),
    WEIGHTS_LINKED(draft -> {
        Files.move(draft.file("net.pt"), draft.secret().resolveSibling("blob"));
        try {
            Files.createSymbolicLink(draft.file("net.pt"), draft.secret().resolveSibling("blob"));
        } catch (IOException | UnsupportedOperationException e) {
            abort("skipped: no links can be made here");
        }
    }),
    ZIP_WITH_FILES_ABOVE(draft -> draft.zip(files -> files.put("../../outside/secret", new byte[3]))),
    ZIP_WITH_ABSOLUTE_FILES(draft -> draft.zip(files -> files.put("/tmp/run", new byte[3]))),
    ZIP_OF_WHICH_ALL_LIES_ABOVE(draft -> draft.zip(files -> {
        Map<String, byte[]> all = Map.copyOf(files);
        files.clear();
        all.forEach((name, bytes) -> files.put("../" + name, bytes));
    })),
    ZIP_WITH_NAMES_IN_TWO_CASES(draft -> draft.zip(files -> files.put("NET.PT", new byte[3]))),
    ZIP_WITH_A_ZIP(draft -> draft.zip(files -> files.put("more.zip", PackageDraft.packed(Map.copyOf(files))))),
    ZIP_BEHIND_OTHER_BYTES(draft -> {
        draft.zip(files -> {});
        byte[] zip = draft.zipped();
        byte[] longer = new byte[zip.length + 100];
        System.arraycopy(zip, 0, longer, 100, zip.length);
        draft.zipOf(longer);
    }),
    ZIP_COUNTS_MORE_FILES(draft -> {
        draft.zip(files -> {});
        byte[] bytes = draft.zipped();
        bytes[bytes.length - 12] = 100;
        draft.zipOf(bytes);
    }),
    ARCHIVE_WITH_MORE_RECORDS(
            draft -> draft.archive(files -> files.put("archive/extra/producer_info.json", new byte[9]))),
    ARCHIVE_WITH_RECORDS_ABOVE(draft -> draft.archive(files -> files.put("../../outside/run", new byte[9]))),
    ARRAY_IN_FORTRANS_ORDER(draft -> draft.write(
            "in.npy",
            HostileArray.bytes(2, 65, "{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1, 16, 16)}\n", 1024))),
    CODE_OF_A_LONG_SUM(draft -> draft.network("return x" + " + x".repeat(95))),
    CODE_OF_MANY_SIGNS(draft -> draft.network("return " + "-".repeat(190) + "x")),
    CODE_OF_MANY_BRACKETS(draft -> draft.network("return " + "(".repeat(39) + "x" + ")".repeat(39))),
    CODE_OF_MANY_CALLS(draft -> draft.network("return " + "torch.relu(".repeat(38) + "x" + ")".repeat(38))),
    STATE_OF_ALL_TYPES(draft -> new StateDraft().write(draft)),
    VERSION_IN_ITS_NEWER_PLACE(
            draft -> draft.archive(files -> files.put("archive/.data/version", files.remove("archive/version")))),
    CONSTANT_THAT_IS_A_TEXT(draft -> {
        draft.network("y = CONSTANTS.c0", "return x");
        draft.archive(files -> files.put(
                "archive/constants.pkl",
                new PickleDraft().op(0x80, 2).text("\u00e4").op(0x85, '.').bytes()));
    }),
    RESULT_IN_A_MAP(draft -> draft.networkOf("Dict[str, Tensor]", "return {\"out\": x}")),
    RESULT_OF_TRUTHS(draft -> draft.network("return torch.gt(x, 0.5)")),
    RESULT_NOT_A_NUMBER(draft -> {
        draft.network("return torch.div(x, torch.zeros_like(x))");
        draft.replace("\n  test_tensor: {source: out.npy}", "");
    });

    private final Change change;

    HarmlessOddity(Change change) {
        this.change = change;
    }

    @Override
    public Change change() {
        return change;
    }
}

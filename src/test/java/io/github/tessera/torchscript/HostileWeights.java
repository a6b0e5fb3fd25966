package io.github.tessera.torchscript;

import static io.github.tessera.torchscript.PickleText.REBUILD;
import static io.github.tessera.torchscript.PickleText.bytes;
import static io.github.tessera.torchscript.PickleText.dictionary;
import static io.github.tessera.torchscript.PickleText.integer;
import static io.github.tessera.torchscript.PickleText.storage;
import static io.github.tessera.torchscript.PickleText.tensor;
import static io.github.tessera.torchscript.PickleText.text;
import static io.github.tessera.torchscript.PickleText.tuple;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file that no trainer wrote.
 *
 * @param name what is wrong with it
 * @param file its bytes
 * @param reason a part of what the user is told
 */
record HostileWeights(String name, byte[] file, String reason) {
    private static final String DAMAGED = "its pickle is damaged";
    private static final String MORE = "more values than it holds";

    static List<HostileWeights> all() {
        List<HostileWeights> all = new ArrayList<>();
        calls(all);
        dictionaries(all);
        stacks(all);
        tensors(all);
        zips(all);
        headers(all);
        others(all);
        return all;
    }

    @Override
    public String toString() {
        return name;
    }

    private static void calls(List<HostileWeights> all) {
        pickle(all, "os.system by GLOBAL", "cos\nsystem\n(" + text("touch x") + "tR", "it calls for os.system,");
        pickle(
                all,
                "builtins.eval by STACK_GLOBAL",
                "\u008c\u0008builtins\u008c\u0004eval\u0093(" + text("1/0") + "tR",
                "it calls for builtins.eval,");
        pickle(all, "a name that is only mentioned", dictionary("a", "cnumpy\nndarray\n"), "numpy.ndarray");
        pickle(all, "a name that speaks to the terminal", "cos\n\u001b[2J\n", "it calls for os.??2J, which");
        pickle(all, "a name of many letters", "co" + "s".repeat(2000) + "\n\n", DAMAGED);
        pickle(all, "a name by STACK_GLOBAL that is no text", "K\u0001K\u0001\u0093", DAMAGED);
        pickle(all, "INST", "(" + text("true") + "iposix\nsystem\n", "instruction 105");
        pickle(all, "a number that is called", "K\u0001)R", DAMAGED);
        pickle(all, "a type that is called", "ctorch\nTensor\n)R", DAMAGED);
        String ofType = "ctorch._tensor\n_rebuild_from_type_v2\n";
        pickle(all, "calls within calls", ofType + "(" + ofType + "NNNtR", DAMAGED);
        pickle(all, "a reference to a module", "(" + text("module") + "tQ", DAMAGED);
    }

    private static void dictionaries(List<HostileWeights> all) {
        pickle(all, "a dictionary that holds itself", "}q\u0000" + text("a") + "h\u0000s", "too deep");
        pickle(all, "a checkpoint in itself", "}q\u0000" + text("model") + "h\u0000s", "too deep");
        pickle(all, "dictionaries in dictionaries", nested(500), "too deep");
        StringBuilder shared = new StringBuilder("}q\u0000");
        for (int i = 0; i < 60; i++) {
            shared.append('}').append(text("a")).append("h\u0000s");
            shared.append(text("b")).append("h\u0000sq\u0000");
        }
        pickle(all, "dictionaries that double sixty times", shared.toString(), "too deep");
        pickle(all, "a key twice", "}(" + text("a") + "K\u0001" + text("a") + "K\u0002u", DAMAGED);
        pickle(all, "a key without a value", "}(" + text("a") + "u", DAMAGED);
        pickle(all, "a list as a key", "}]K\u0001s", DAMAGED);
        String one = tensor(1, 0, tuple(1), tuple(1));
        pickle(
                all,
                "a name twice",
                "}" + text("a.b") + one + "s" + text("a") + dictionary("b", one) + "s",
                "two tensors of one name");
        String pairs = "](" + "]K\u0001a".repeat(5) + "e";
        pickle(all, "an ordered dictionary of halves", "ccollections\nOrderedDict\n(" + pairs + "tR", DAMAGED);
        StringBuilder list = new StringBuilder("](");
        for (int i = 0; i < 50_000; i++) {
            list.append(integer(i)).append("N\u0086");
        }
        String copies = "ccollections\nOrderedDict\n(h\u0000tR".repeat(1000);
        pickle(all, "a list that is copied a thousand times", list + "eq\u0000" + copies, "too large");
        pickle(all, "a module with two states", "c__torch__\nM\n)\u0081}b}b", DAMAGED);
        pickle(all, "a module whose state is a list", "c__torch__\nM\n)\u0081]b", DAMAGED);
    }

    private static String nested(int levels) {
        return "}" + (text("a") + "}").repeat(levels) + "s".repeat(levels);
    }

    private static void stacks(List<HostileWeights> all) {
        pickle(all, "an empty stack", "", DAMAGED);
        pickle(all, "a mark as the value", "(", DAMAGED);
        pickle(all, "no mark", "t", DAMAGED);
        pickle(all, "a memory that is not there", "h\u0007", DAMAGED);
        pickle(all, "two million values", "N".repeat(2_000_001), "too large");
        pickle(all, "a text of two gigabytes", "X\u00ff\u00ff\u00ff\u007f", "a text of");
        pickle(all, "a text of minus one byte", "X\u00ff\u00ff\u00ff\u00ff", "a text of");
        pickle(all, "a text that is cut off", "X\u00ff\u0000\u0000\u0000", "cut off");
        pickle(all, "an instruction of protocol 0", "I1\n", "instruction 73");
    }

    private static void tensors(List<HostileWeights> all) {
        String one = tuple(1);
        pickle(all, "a stride below 0", weights(4, 3, tuple(4), tuple(-1)), "a stride below 0");
        pickle(all, "an offset below 0", weights(4, -1, one, one), "over its values' end");
        pickle(all, "an offset behind the end", weights(4, 4, one, one), "over its values' end");
        pickle(all, "an offset of 2^63", weights(4, Long.MAX_VALUE, one, one), "over its values' end");
        pickle(all, "a stride over the end", weights(4, 0, tuple(2), tuple(4)), "over its values' end");
        pickle(all, "a stride of 2^62", weights(4, 0, tuple(9), tuple(1L << 62)), "over its values' end");
        pickle(all, "an extent below 0", weights(4, 0, tuple(-4), one), "an extent below 0");
        pickle(all, "extents of 2^31", weights(4, 0, tuple(1L << 31), one), DAMAGED);
        pickle(all, "extents of 2^60 in all", weights(4, 0, tuple(1 << 30, 1 << 30), tuple(0, 0)), "more than");
        pickle(all, "fewer strides", weights(4, 0, tuple(2, 2), tuple(1)), "2 dimensions and 1 strides");
        pickle(all, "65 dimensions", weights(4, 0, tuple(new long[65]), tuple(new long[65])), DAMAGED);
        pickle(all, "a storage of -1 values", weights(-1, 0, one, one), DAMAGED);
        pickle(all, "a storage of 2^62 values", weights(1L << 62, 0, one, one), DAMAGED);
        pickle(all, "a storage larger than its record", weights(5, 0, one, one), "cut off, or more than it needs");
        pickle(all, "a storage smaller than its record", weights(3, 0, one, one), "cut off, or more than it needs");
        pickle(all, "one value 2^28 times", weights(4, 0, tuple(1 << 28), tuple(0)), MORE);
        StringBuilder many = new StringBuilder("}");
        for (int i = 0; i < 1000; i++) {
            many.append(text("n" + i))
                    .append(tensor(10_000, 0, tuple(10_000), one))
                    .append('s');
        }
        all.add(new HostileWeights(
                "one storage a thousand times", PickleText.zip(many.toString(), new byte[40_000]), MORE));
        StringBuilder spread = new StringBuilder("}");
        for (int i = 0; i < 400; i++) {
            spread.append(text("n" + i))
                    .append(tensor(400_000, 0, tuple(2), tuple(399_999)))
                    .append('s');
        }
        all.add(new HostileWeights("far readings", PickleText.zip(spread.toString(), new byte[1_600_000]), MORE));
        String two = "s" + text("b") + REBUILD + "(" + storage("HalfStorage", "0", 4) + integer(0) + one + one + "tR";
        pickle(all, "a storage of two types", weights(4, 0, one, one) + two.substring(1) + "s", DAMAGED);
        pickle(all, "a type of numbers that is not real", "ctorch\nComplexFloatStorage\n", "ComplexFloatStorage");
        pickle(all, "a storage that is no reference", dictionary("a", REBUILD + "(NNNNtR"), DAMAGED);
    }

    private static String weights(long count, long offset, String shape, String strides) {
        return dictionary("a", tensor(count, offset, shape, strides));
    }

    private static void zips(List<HostileWeights> all) {
        String one = weights(4, 0, tuple(1), tuple(1));
        byte[] pickle = bytes("\u0080\u0002" + one + ".");
        zip(all, "no pickle", "there is no data.pkl", Map.of("archive/data/0", new byte[16]));
        zip(all, "no values", "there is no data/0", Map.of("archive/data.pkl", pickle));
        zip(all, "big-endian", "not in little-endian order", Map.of("a/data.pkl", pickle, "a/byteorder", bytes("big")));
        zip(all, "two pickles", "two data.pkl", Map.of("a/data.pkl", pickle, "b/data.pkl", pickle));
        Map<String, byte[]> twice = new LinkedHashMap<>();
        twice.put("archive/data.pkl", pickle);
        twice.put("archive/data/0", new byte[16]);
        twice.put("archive/data/1", new byte[16]);
        byte[] renamed = bytes(new String(PickleText.zip(twice), StandardCharsets.ISO_8859_1)
                .replace("archive/data/1", "archive/data/0"));
        all.add(new HostileWeights("a record twice", renamed, "a record twice"));
        int many = 16_000_000;
        zip(all, "a pickle that is a bomb", "far larger", Map.of("archive/data.pkl", new byte[many]));
        String large = weights(many / 4, 0, tuple(2), tuple(1));
        all.add(new HostileWeights("a storage that is a bomb", PickleText.zip(large, new byte[many]), "far larger"));
    }

    private static void zip(List<HostileWeights> all, String name, String reason, Map<String, byte[]> records) {
        all.add(new HostileWeights("a zip with " + name, PickleText.zip(records), reason));
    }

    private static void headers(List<HostileWeights> all) {
        header(all, "no JSON", "{nothing", "its header is damaged");
        header(all, "a list", "{\"a\":[]}", "its header is damaged");
        header(all, "more after it", "{}{}", "its header is damaged");
        header(all, "no place", "{\"a\":{\"dtype\":\"F32\",\"shape\":[4]}}", "its header is damaged");
        header(all, "no type", "{\"a\":{\"shape\":[4],\"data_offsets\":[0,16]}}", "its header is damaged");
        header(all, "another type", entry("F8_E4M3", "4", "0,4"), "a type that is not read here");
        header(all, "a place outside", entry("F32", "4", "4,20"), "it is cut off");
        header(all, "a place before", entry("F32", "4", "-16,0"), "its header is damaged");
        header(all, "a place backwards", entry("F32", "4", "16,0"), "its header is damaged");
        header(all, "a place too large", entry("F32", "3", "0,16"), "not as large as its shape");
        header(all, "a place of half a value", entry("F32", "3", "0,14"), "not as large as its shape");
        header(all, "an extent below 0", entry("F32", "-4", "0,16"), "an extent below 0");
        header(all, "extents of 2^62", entry("F32", "2147483647,2147483647", "0,16"), "more than");
        header(all, "extents over 2^64", entry("F32", "99999,".repeat(40) + "1", "0,16"), "more than");
        header(all, "an extent over 2^31", entry("F32", "4294967297", "0,16"), "its header is damaged");
        header(all, "an extent over 2^63", entry("F32", "1e99", "0,16"), "its header is damaged");
        header(all, "places over 2^63", entry("F32", "4", "-9223372036854775808,16"), "its header is damaged");
        header(all, "65 dimensions", entry("F32", "1,".repeat(64) + "1", "0,4"), "over 64 dimensions");
        String four = "\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}";
        header(all, "a name twice", "{" + four + "," + four + "}", "two tensors of one name");
        header(all, "no tensors", "{\"__metadata__\":{\"a\":\"b\"}}", "no tensors of real numbers");
        header(all, "lists in lists", "{\"__metadata__\":" + "[".repeat(100_000), "its header is damaged");
        byte[] huge = PickleText.safetensors("{}", 16);
        huge[3] = 127;
        all.add(new HostileWeights("a header of two gigabytes", huge, "its header is larger"));
        huge = huge.clone();
        huge[3] = 1;
        all.add(new HostileWeights("a header behind the end", huge, "it is cut off"));
    }

    private static String entry(String type, String shape, String place) {
        return "{\"a\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%s]}}".formatted(type, shape, place);
    }

    private static void others(List<HostileWeights> all) {
        all.add(new HostileWeights("nothing", new byte[0], "it is empty"));
        all.add(new HostileWeights("a text", bytes("conv.weight = 1, 2, 3\n"), "neither safetensors nor"));
        all.add(new HostileWeights("a pickle of no tensors", bytes("\u0080\u0002}."), "not one of torch.save"));
        String magic = "\u0080\u0002\u008a\n" + "l\u00fc\u009cF\u00f9 j\u00a8P\u0019.";
        String start = magic + "\u0080\u0002M\u00e9\u0003.\u0080\u0002}.\u0080\u0002";
        stream(all, "another protocol", magic + "K\u0001.", "not one of torch.save");
        String one = weights(1, 0, tuple(1), tuple(1)) + ".";
        String count = "\u0001" + "\u0000".repeat(7);
        stream(all, "no list of keys", start + one + "K\u0001.", "the list of its values is damaged");
        stream(
                all,
                "an unknown key",
                start + one + "]" + text("7") + "a." + count,
                "the list of its values is damaged");
        stream(
                all,
                "another count",
                start + one + "]" + text("0") + "a.\u0002" + count,
                "list of its values is damaged");
        stream(all, "no values", start + one + "].", "the values of a tensor are missing");
        String twice = "](" + text("0") + text("0") + "e." + (count + "abcd").repeat(2);
        stream(all, "values twice", start + one + twice, "the same values twice");
    }

    private static void header(List<HostileWeights> all, String name, String header, String reason) {
        all.add(new HostileWeights("a header with " + name, PickleText.safetensors(header, 16), reason));
    }

    private static void stream(List<HostileWeights> all, String name, String file, String reason) {
        all.add(new HostileWeights("a stream with " + name, bytes(file), reason));
    }

    private static void pickle(List<HostileWeights> all, String name, String pickle, String reason) {
        all.add(new HostileWeights(name, PickleText.zip(pickle, new byte[16]), reason));
    }
}

package io.github.tessera.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Test tensors that are none, run code, are cut off, or do not fit. */
enum HostileArray implements HostilePackage {
    ARRAY_IS_A_TEXT(draft -> draft.write("in.npy", "0 0 0")),
    ARRAY_IS_EMPTY(draft -> draft.write("in.npy", "")),
    ARRAY_IS_ONLY_ITS_NAME(draft -> draft.write("in.npy", new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'})),
    ARRAY_OF_OBJECTS(draft -> array(draft, "'|O'", "False", "(1, 1, 16, 16)", 1024)),
    ARRAY_THAT_IS_A_PICKLE(draft -> draft.write(
            "in.npy",
            new PickleDraft()
                    .global("os", "system")
                    .text("touch " + draft.canary())
                    .op(0x85, 'R', '.')
                    .bytes())),
    ARRAY_OF_RECORDS(draft -> array(draft, "[('a', '<f4'), ('b', '|O')]", "False", "(1, 1, 16, 16)", 1024)),
    ARRAY_OF_TEXTS(draft -> array(draft, "'<U1'", "False", "(1, 1, 16, 16)", 1024)),
    ARRAY_OF_HALVES(draft -> array(draft, "'<f2'", "False", "(1, 1, 16, 16)", 512)),
    ARRAY_OF_COMPLEX_NUMBERS(draft -> array(draft, "'<c8'", "False", "(1, 1, 16, 16)", 2048)),
    ARRAY_CUT_OFF(draft -> draft.cut("in.npy", 0.9)),
    ARRAY_LONGER_THAN_IT_SAYS(draft -> array(draft, "'<f4'", "False", "(1, 1, 16, 16)", 2000)),
    ARRAY_HEADER_CUT_OFF(draft -> draft.cut("in.npy", 0.02)),
    ARRAY_HEADER_WITHOUT_END(draft -> header(draft, 2, Integer.MAX_VALUE, "{}")),
    ARRAY_HEADER_BELOW_ZERO(draft -> header(draft, 2, -1, "{}")),
    ARRAY_HEADER_EMPTY(draft -> header(draft, 2, 2, "{}")),
    ARRAY_HEADER_OF_A_THOUSAND_BRACKETS(draft -> header(draft, 2, 60_000, "{'descr': " + "(".repeat(59_990))),
    ARRAY_OF_A_FUTURE_VERSION(draft -> header(draft, 9, 2, "{}")),
    ARRAY_SHAPE_HUGE(draft -> array(draft, "'<f4'", "False", "(2147483647, 2147483647)", 16)),
    ARRAY_SHAPE_OF_MANY_DIGITS(draft -> array(draft, "'<f4'", "False", "(" + "9".repeat(1000) + ",)", 16)),
    ARRAY_SHAPE_OF_MANY_AXES(draft -> array(draft, "'<f4'", "False", "(" + "1, ".repeat(10_000) + ")", 4)),
    ARRAY_SHAPE_BELOW_ZERO(draft -> array(draft, "'<f4'", "False", "(1, 1, -16, -16)", 1024)),
    ARRAY_SHAPE_WITH_A_ZERO(draft -> array(draft, "'<f4'", "False", "(1, 1, 0, 16)", 0)),
    ARRAY_WITHOUT_SHAPE(draft -> array(draft, "'<f4'", "False", "None", 1024)),
    ARRAY_WITHOUT_AXES(draft -> array(draft, "'<f4'", "False", "()", 4)),
    ARRAY_ORDER_UNKNOWN(draft -> array(draft, "'<f4'", "Maybe", "(1, 1, 16, 16)", 1024)),
    ARRAY_WITH_TOO_FEW_AXES(draft -> array(draft, "'<f4'", "False", "(16, 16)", 1024)),
    ARRAY_WITH_OTHER_CHANNELS(draft -> array(draft, "'<f4'", "False", "(1, 4, 16, 16)", 4096)),
    ARRAY_OF_A_SIZE_THAT_IS_NOT_TAKEN(draft -> array(draft, "'<f4'", "False", "(1, 1, 17, 16)", 1088)),
    ARRAY_LARGER_THAN_THE_RESULT(draft -> array(draft, "'<f4'", "False", "(1, 1, 64, 64)", 16384)),
    ARRAY_OF_THE_RESULT_CUT_OFF(draft -> draft.cut("out.npy", 0.5)),
    ARRAY_OF_THE_RESULT_MISSING(draft -> draft.delete("out.npy")),
    ARRAY_DESCRIBED_AS_A_TEXT(draft -> draft.replace("test_tensor: {source: in.npy}", "test_tensor: in.npy")),
    ARRAY_WITHOUT_SOURCE(draft -> draft.replace("test_tensor: {source: in.npy}", "test_tensor: {file: in.npy}"));

    private final Change change;

    HostileArray(Change change) {
        this.change = change;
    }

    @Override
    public Change change() {
        return change;
    }

    private static void array(PackageDraft draft, String type, String fortran, String shape, int bytes)
            throws IOException {
        String header = "{'descr': " + type + ", 'fortran_order': " + fortran + ", 'shape': " + shape + ", }\n";
        draft.write("in.npy", bytes(2, header.length(), header, bytes));
    }

    private static void header(PackageDraft draft, int version, int length, String header) throws IOException {
        draft.write("in.npy", bytes(version, length, header, 1024));
    }

    static byte[] bytes(int version, int length, String header, int values) {
        ByteBuffer bytes = ByteBuffer.allocate(12 + header.length() + values).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) version).put((byte) 0).putInt(length);
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        return bytes.array();
    }
}

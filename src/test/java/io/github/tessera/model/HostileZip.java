package io.github.tessera.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Zips that are none, lead out, grow without end, or say one thing twice. */
enum HostileZip implements HostilePackage {
    ZIP_EMPTY(draft -> draft.zipOf(new byte[0])),
    ZIP_OF_NOTHING(draft -> draft.zip(Map::clear)),
    ZIP_OF_NOISE(draft -> draft.zipOf("PK\u0003\u0004 and then nothing of use".getBytes(StandardCharsets.UTF_8))),
    ZIP_IS_ANOTHER_ARCHIVE(draft -> draft.zipOf(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0})),
    ZIP_CUT_OFF(draft -> {
        draft.zip(files -> {});
        draft.zipOf(Arrays.copyOf(draft.zipped(), draft.zipped().length / 2));
    }),
    ZIP_WITHOUT_ITS_LAST_BYTES(draft -> {
        draft.zip(files -> {});
        draft.zipOf(Arrays.copyOf(draft.zipped(), draft.zipped().length - 30));
    }),
    ZIP_WITHOUT_DESCRIPTION(draft -> draft.zip(files -> files.remove("rdf.yaml"))),
    ZIP_WITHOUT_WEIGHTS(draft -> draft.zip(files -> files.remove("net.pt"))),
    ZIP_IN_A_ZIP(draft -> draft.zip(files -> {
        byte[] inner = PackageDraft.packed(files);
        files.clear();
        files.put("package.zip", inner);
    })),
    ZIP_WITH_A_FOLDER_FOR_WEIGHTS(draft -> draft.zip(files -> {
        files.remove("net.pt");
        files.put("net.pt/", new byte[0]);
    })),
    ZIP_WITH_WEIGHTS_ABOVE(draft -> draft.zip(files -> {
        text(files, "source: net.pt", "source: ../net.pt");
        files.put("../net.pt", files.remove("net.pt"));
    })),
    ZIP_WITH_WEIGHTS_AT_AN_ABSOLUTE_PLACE(draft -> draft.zip(files -> {
        text(files, "source: net.pt", "source: /net.pt");
        files.put("/net.pt", files.remove("net.pt"));
    })),
    ZIP_WITH_WEIGHTS_BEHIND_A_BACKSLASH(draft -> draft.zip(files -> {
        text(files, "source: net.pt", "source: 'a\\net.pt'");
        files.put("a\\net.pt", files.remove("net.pt"));
    })),
    ZIP_WITH_A_ZERO_IN_A_NAME(draft -> draft.zip(files -> files.put("net.pt\u0000.png", files.remove("net.pt")))),
    ZIP_WITH_WEIGHTS_IN_ANOTHER_CASE(draft -> draft.zip(files -> files.put("NET.PT", files.remove("net.pt")))),
    ZIP_BOMB_OF_THE_WEIGHTS(draft -> draft.zip(files -> files.put("net.pt", new byte[150 << 20]))),
    ZIP_BOMB_OF_THE_DESCRIPTION(draft -> draft.zip(files -> files.put("rdf.yaml", spaces(60 << 20)))),
    ZIP_BOMB_OF_A_TEST(draft -> draft.zip(files -> files.put("in.npy", new byte[150 << 20]))),
    ZIP_BOMB_OF_MANY_FILES(draft -> draft.zip(files -> {
        for (int i = 0; i < 20_000; i++) {
            files.put("a" + i, new byte[0]);
        }
    })),
    ZIP_THAT_SAYS_LESS(draft -> header(draft, "net.pt", 24, size -> size / 2)),
    ZIP_THAT_SAYS_MORE(draft -> header(draft, "net.pt", 24, size -> 1 << 30)),
    ZIP_THAT_SAYS_TOO_MUCH(draft -> header(draft, "net.pt", 24, size -> -2)),
    ZIP_PACKED_LENGTH_TOO_LONG(draft -> header(draft, "net.pt", 20, size -> 1 << 30)),
    ZIP_PLACE_BEYOND_ITS_END(draft -> header(draft, "net.pt", 42, place -> 1 << 30)),
    ZIP_PLACE_OF_ANOTHER(draft -> header(draft, "net.pt", 42, place -> 7)),
    ZIP_FILES_OVER_EACH_OTHER(draft -> header(draft, "net.pt", 42, place -> 0)),
    ZIP_LOCKED(draft -> header(draft, "net.pt", 8, flags -> flags | 1)),
    ZIP_PACKED_IN_A_RARE_WAY(draft -> header(draft, "net.pt", 10, method -> (method & ~0xffff) | 12)),
    ZIP_PACKED_DATA_DAMAGED(draft -> damaged(draft, "net.pt")),
    ZIP_SUM_WRONG(draft -> header(draft, "net.pt", 16, sum -> sum ^ 1)),
    ZIP_SUM_OF_THE_DESCRIPTION_WRONG(draft -> header(draft, "rdf.yaml", 16, sum -> sum ^ 1)),
    ZIP_NAME_LONGER_THAN_ITSELF(draft -> header(draft, "net.pt", 28, lengths -> lengths | 0xfff0)),
    ZIP_NAME_NO_TEXT(draft -> {
        draft.zip(files -> {});
        byte[] bytes = draft.zipped();
        int at = record(bytes, "net.pt");
        bytes[at + 9] |= 8; // names are UTF-8
        bytes[at + 46] = (byte) 0xff;
        draft.zipOf(bytes);
    });

    private final Change change;

    HostileZip(Change change) {
        this.change = change;
    }

    @Override
    public Change change() {
        return change;
    }

    private static byte[] spaces(int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) ' ');
        return bytes;
    }

    private static void text(Map<String, byte[]> files, String was, String becomes) {
        String text = new String(files.get("rdf.yaml"), StandardCharsets.UTF_8).replace(was, becomes);
        files.put("rdf.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Where a file's record in the central directory begins. */
    private static int record(byte[] zip, String name) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = bytes.getInt(zip.length - 6); ; at += 46 + bytes.getShort(at + 28) + bytes.getShort(at + 30)) {
            if (new String(zip, at + 46, bytes.getShort(at + 28), StandardCharsets.UTF_8).equals(name)) {
                return at;
            }
        }
    }

    /** Changes four bytes of a file's record in the central directory. */
    private static void header(PackageDraft draft, String name, int at, IntUnaryOperator change) throws IOException {
        draft.zip(files -> {});
        byte[] zip = draft.zipped();
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int place = record(zip, name) + at;
        bytes.putInt(place, change.applyAsInt(bytes.getInt(place)));
        draft.zipOf(zip);
    }

    private static void damaged(PackageDraft draft, String name) throws IOException {
        draft.zip(files -> {});
        byte[] zip = draft.zipped();
        int start = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(record(zip, name) + 42);
        Arrays.fill(zip, start + 60, start + 160, (byte) 0xff);
        draft.zipOf(zip);
    }
}

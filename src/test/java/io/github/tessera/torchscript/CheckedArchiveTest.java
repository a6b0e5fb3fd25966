package io.github.tessera.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.network.Architecture;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What passes is what was looked at, and nothing else. */
class CheckedArchiveTest {
    private static byte[] archive() throws IOException {
        return archive(Architecture.C_UNET);
    }

    private static byte[] archive(Architecture architecture) throws IOException {
        Graph graph = architecture.settings(1, 2).withWidth(2).build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ArchiveWriter(graph, Weights.initial(graph, Initialization.HE_NORMAL, 1), false).write(bytes);
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> entries(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static ByteChunks checked(byte[] archive) throws IOException {
        return CheckedArchive.of(new SeekableInMemoryByteChannel(archive));
    }

    private static byte[] bytes(ByteChunks chunks) throws IOException {
        java.nio.ByteBuffer all = java.nio.ByteBuffer.allocate((int) chunks.length());
        try (var channel = chunks.channel()) {
            while (channel.read(all) > 0) {
                // a piece at a time
            }
        }
        return all.array();
    }

    @Test
    void aSoundArchiveComesBackWithItsTensorsAndNothingBeside() throws IOException {
        Map<String, byte[]> more = entries(archive());
        more.put("archive/extra/secret.pkl", new byte[] {1, 2});
        more.put("archive/code/__torch__.py.debug_pkl", new byte[] {1, 2});
        more.put("archive/data/9999", new byte[4]);
        Map<String, byte[]> passed = entries(bytes(checked(zip(more))));
        Map<String, byte[]> wanted = entries(archive());
        assertEquals(wanted.keySet(), passed.keySet());
        wanted.forEach((name, content) -> assertArrayEquals(content, passed.get(name), name));
    }

    @ParameterizedTest
    @EnumSource
    void whatTesseraWritesPasses(Architecture architecture) {
        assertDoesNotThrow(() -> checked(archive(architecture)));
    }

    @Test
    void checkingAgainChangesNothing() throws IOException {
        byte[] once = bytes(checked(archive()));
        assertArrayEquals(once, bytes(checked(once)));
    }

    @Test
    void damageIsTold() throws IOException {
        Map<String, byte[]> cut = entries(archive());
        cut.put("archive/data/0", new byte[4]);
        assertTrue(refused(zip(cut)).contains("the values of a tensor are cut off"));
        Map<String, byte[]> missing = entries(archive());
        missing.remove("archive/data/3");
        assertTrue(refused(zip(missing)).contains("there is no data/3"));
        Map<String, byte[]> weights = entries(archive());
        weights.keySet().removeIf(name -> name.startsWith("archive/code/") || name.contains("constants"));
        assertTrue(refused(zip(weights)).contains("weights without their network"));
        byte[] whole = archive();
        for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 1}) {
            refused(java.util.Arrays.copyOf(whole, length));
        }
    }

    private static String refused(byte[] archive) {
        return assertThrows(IOException.class, () -> checked(archive)).getMessage();
    }

    @Test
    void aPickleThatCallsForMoreIsNotPassedOn() throws IOException {
        for (String global :
                new String[] {"cos\nsystem\n", "c__torch__.torch.classes.quantized\nConv2dPackedParamsBase\n"}) {
            Map<String, byte[]> entries = entries(archive());
            entries.put(
                    "archive/data.pkl",
                    (global + "(U\u0002lstR.").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            assertTrue(refused(zip(entries)).contains("nothing of the file was run"));
        }
    }
}

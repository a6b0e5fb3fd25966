package io.github.tessera.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyFileTest {
    @TempDir
    Path folder;

    private static byte[] file(int version, String header, byte... values) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(12 + text.length + values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
        if (version == 1) {
            bytes.putShort((short) text.length);
        } else {
            bytes.putInt(text.length);
        }
        bytes.put(text).put(values);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static String header(String type, boolean fortran, String shape) {
        return "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + shape
                + "), }\n";
    }

    private StateTensor read(byte... bytes) throws IOException {
        Path file = Files.write(folder.resolve("a.npy"), bytes);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return NumpyFile.read(channel);
        }
    }

    private String refused(byte... bytes) {
        return assertThrows(IOException.class, () -> read(bytes)).getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "<f4, 0 0 -64 63, 1.5",
        ">f4, 63 -64 0 0, 1.5",
        "<f8, 0 0 0 0 0 0 -8 63, 1.5",
        "<i2, -2 -1, -2",
        "<u2, -2 -1, 65534",
        ">u2, 0 7, 7",
        "|u1, -1, 255",
        "|i1, -1, -1",
        "|b1, 1, 1",
        "<i4, -3 -1 -1 -1, -3",
        "<u4, 0 0 0 -128, 2147483648",
        "<i8, 5 0 0 0 0 0 0 0, 5"
    })
    void numbersOfEveryKindAreRead(String type, String bytes, float value) throws IOException {
        String[] parts = bytes.split(" ", -1);
        byte[] raw = new byte[parts.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = Byte.parseByte(parts[i]);
        }
        for (int version = 1; version <= 3; version++) {
            StateTensor one = read(file(version, header(type, false, "1,"), raw));
            assertArrayEquals(new int[] {1}, one.shape());
            assertArrayEquals(new float[] {value}, one.values());
        }
        assertEquals(0, read(file(1, header(type, false, ""), raw)).shape().length);
    }

    @Test
    void fortransOrderBecomesRowByRow() throws IOException {
        StateTensor tensor =
                read(file(1, header("|u1", true, "2, 3"), (byte) 1, (byte) 4, (byte) 2, (byte) 5, (byte) 3, (byte) 6));
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, tensor.values());
    }

    @Test
    void whatIsWrittenComesBack() throws IOException {
        for (int[] shape : new int[][] {{1, 2, 3, 4}, {24}, {4, 6}}) {
            float[] values = new float[24];
            for (int i = 0; i < values.length; i++) {
                values[i] = i / 7f;
            }
            Path file = folder.resolve("b.npy");
            NumpyFile.write(new StateTensor(shape, values), file);
            assertEquals(0, (Files.size(file) - 4 * 24) % 64);
            StateTensor back = read(Files.readAllBytes(file));
            assertArrayEquals(shape, back.shape());
            assertArrayEquals(values, back.values());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"|O", "<c8", "<U5", "|V4", "<M8[ns]"})
    void objectsAndTextsAreRefused(String type) {
        assertTrue(refused(file(1, header(type, false, "1,"), (byte) 0x80, (byte) 2))
                .contains("else than plain numbers"));
    }

    @Test
    void damageIsTold() throws IOException {
        assertTrue(refused().contains("no .npy"));
        assertTrue(refused(new byte[40]).contains("no .npy"));
        assertTrue(refused(file(1, header("<f4", false, "2,"), new byte[7])).contains("do not fit together"));
        assertTrue(refused(file(1, header("<f4", false, "1000000, 1000000"), new byte[8]))
                .contains("do not fit"));
        assertTrue(refused(file(1, header("<f4", false, "99999999999,"), new byte[8]))
                .contains("too large"));
        assertTrue(refused(file(1, header("<f4", false, "1, ".repeat(65)), new byte[4]))
                .contains("dimensions"));
        assertTrue(refused(file(1, "{'descr': '<f4'}", new byte[4])).contains("header"));
        byte[] whole = file(2, header("<f4", false, "2,"), new byte[8]);
        for (int length = 0; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length));
        }
        byte[] longHeader = file(2, "");
        longHeader[11] = 127;
        assertTrue(refused(Arrays.copyOf(longHeader, 40)).contains("too long"));
    }
}

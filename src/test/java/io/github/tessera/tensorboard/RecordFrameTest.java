package io.github.tessera.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordFrameTest {
    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] counted(int first, int by) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (first + i * by);
        }
        return bytes;
    }

    /** The examples of RFC 3720, B.4, and the usual check value of a CRC. */
    static Stream<Arguments> vectors() {
        byte[] read = HexFormat.of()
                .parseHex(
                        "01c000000000000000000000000000001400000000000400000000140000001828000000000000000200000000000000");
        return Stream.of(
                Arguments.of(filled(0), 0x8A9136AA),
                Arguments.of(filled(0xFF), 0x62A8AB43),
                Arguments.of(counted(0, 1), 0x46DD794E),
                Arguments.of(counted(31, -1), 0x113FDB5C),
                Arguments.of(read, 0xD9963A56),
                Arguments.of("123456789".getBytes(StandardCharsets.US_ASCII), 0xE3069283));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void checksAreCastagnolisAndMasked(byte[] data, int crc) {
        assertEquals(crc, Records.crc32c(data), "the test's own reader");
        int unmasked = RecordFrame.maskedCrc(data, data.length) - 0xA282EAD8;
        assertEquals(crc, unmasked >>> 17 | unmasked << 15);
    }

    @Test
    void onlyTheFirstBytesAreChecked() {
        byte[] more = Arrays.copyOf(filled(0), 40);
        more[39] = 5;
        assertEquals(RecordFrame.maskedCrc(filled(0), 32), RecordFrame.maskedCrc(more, 32));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aRecordIsLengthCheckDataCheck(byte[] data, int crc) {
        ByteBuffer record = ByteBuffer.wrap(RecordFrame.of(data)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(16 + data.length, record.remaining());
        assertEquals(data.length, record.getLong());
        record.getInt();
        byte[] inside = new byte[data.length];
        record.get(inside);
        assertArrayEquals(data, inside);
        assertEquals(Records.masked(crc), record.getInt());
    }

    @Test
    void nothingIsARecordToo() {
        assertEquals(16, RecordFrame.of(new byte[0]).length);
    }
}

package io.github.tessera.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ElementTypeTest {
    private static float[] decoded(ElementType type, int... bits) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * bits.length);
        for (int value : bits) {
            bytes.putShort((short) value);
        }
        float[] values = new float[bits.length];
        type.decode(bytes.flip(), values, 0);
        return values;
    }

    @Test
    void halvesOfEveryKindAreExact() {
        assertArrayEquals(
                new float[] {
                    1,
                    -2,
                    65504,
                    0x1p-14f,
                    0x1p-24f,
                    -0x1p-24f,
                    1023 * 0x1p-24f,
                    0,
                    -0f,
                    Float.POSITIVE_INFINITY,
                    Float.NEGATIVE_INFINITY,
                    Float.NaN
                },
                decoded(
                        ElementType.FLOAT16,
                        0x3c00,
                        0xc000,
                        0x7bff,
                        0x0400,
                        0x0001,
                        0x8001,
                        0x03ff,
                        0x0000,
                        0x8000,
                        0x7c00,
                        0xfc00,
                        0x7e00));
    }

    @Test
    void bfloat16IsTheUpperHalfOfAFloat() {
        assertArrayEquals(
                new float[] {1, -2, 3.140625f, Float.POSITIVE_INFINITY},
                decoded(ElementType.BFLOAT16, 0x3f80, 0xc000, 0x4049, 0x7f80));
    }

    @Test
    void everyTypeIsFoundByItsNames() {
        for (ElementType type : ElementType.values()) {
            if (!type.code().isEmpty()) {
                assertEquals(type, ElementType.ofCode(type.code()).orElseThrow());
            }
        }
        assertEquals(
                ElementType.BFLOAT16, ElementType.ofTorch("BFloat16Storage").orElseThrow());
        assertEquals(ElementType.BFLOAT16, ElementType.ofTorch("bfloat16").orElseThrow());
        assertEquals(ElementType.UNTYPED, ElementType.ofTorch("UntypedStorage").orElseThrow());
    }
}

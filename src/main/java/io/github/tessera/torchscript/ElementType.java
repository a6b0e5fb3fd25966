package io.github.tessera.torchscript;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** What one value of a tensor is: its size, its names in PyTorch and in safetensors, and how it becomes a float32. */
enum ElementType {
    FLOAT32(4, "Float", "float32", "F32", ByteBuffer::getFloat),
    FLOAT64(8, "Double", "float64", "F64", bytes -> (float) bytes.getDouble()),
    FLOAT16(2, "Half", "float16", "F16", bytes -> half(bytes.getShort())),
    BFLOAT16(2, "BFloat16", "bfloat16", "BF16", bytes -> Float.intBitsToFloat(bytes.getShort() << 16)),
    INT64(8, "Long", "int64", "I64", null),
    INT32(4, "Int", "int32", "I32", null),
    INT16(2, "Short", "int16", "I16", null),
    INT8(1, "Char", "int8", "I8", null),
    BYTE(1, "Byte", "uint8", "U8", null),
    BOOL(1, "Bool", "bool", "BOOL", null),
    /** Bytes whose type is told where they are used. */
    UNTYPED(1, "Untyped", "", "", null),
    UINT16(2, "", "uint16", "U16", null),
    UINT32(4, "", "uint32", "U32", null),
    UINT64(8, "", "uint64", "U64", null);

    /** Takes the next value. */
    @FunctionalInterface
    private interface Decoder {
        float next(ByteBuffer bytes);
    }

    private final int bytes;
    private final String storage;
    private final String dtype;
    private final String code;
    private final Decoder decoder;

    ElementType(int bytes, String storage, String dtype, String code, Decoder decoder) {
        this.bytes = bytes;
        this.storage = storage.isEmpty() ? "" : storage + "Storage";
        this.dtype = dtype;
        this.code = code;
        this.decoder = decoder;
    }

    /** Bytes of one value. */
    int bytes() {
        return bytes;
    }

    /** Whether it is a weight; an integer or a truth value counts batches or masks something. */
    boolean isReal() {
        return decoder != null;
    }

    /** The name in the header of safetensors. */
    String code() {
        return code;
    }

    /** The type of PyTorch's storage class, such as FloatStorage, or of its dtype, such as float32. */
    static Optional<ElementType> ofTorch(String name) {
        return Arrays.stream(values())
                .filter(t -> !name.isEmpty() && (name.equals(t.storage) || name.equals(t.dtype)))
                .findFirst();
    }

    /** The type of a code in the header of safetensors. */
    static Optional<ElementType> ofCode(String code) {
        return Arrays.stream(values())
                .filter(t -> !code.isEmpty() && code.equals(t.code))
                .findFirst();
    }

    /** Moves all values that the buffer holds into an array. */
    void decode(ByteBuffer from, float[] into, int at) {
        int count = from.remaining() / bytes;
        if (this == FLOAT32) {
            from.asFloatBuffer().get(into, at, count);
            return;
        }
        for (int i = at; i < at + count; i++) {
            into[i] = decoder.next(from);
        }
    }

    private static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            float small = fraction * 0x1p-24f; // exact, where the half is denormal
            return sign == 0 ? small : -small;
        }
        int wider = exponent == 0x1f ? 0xff : exponent + (127 - 15);
        return Float.intBitsToFloat(sign | wider << 23 | fraction << 13);
    }
}

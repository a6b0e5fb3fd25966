package io.github.tessera.torchscript;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * NumPy's .npy files: one array of numbers, which become float32. Files of Python objects are refused, for reading those runs code.
 *
 * <p>The format is that of numpy.lib.format, versions 1 to 3.
 */
public final class NumpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int VERSION_AT = MAGIC.length;
    private static final int LENGTH_AT = VERSION_AT + 2;
    private static final int ALIGNMENT = 64;
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int CHUNK = 1 << 16;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([fiub][1248])'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,]*)\\)");

    private NumpyFile() {}

    /** Takes the next value. */
    private interface Decoder {
        float next(ByteBuffer bytes);
    }

    /**
     * Reads an array.
     *
     * @throws IOException if it is no array of numbers, is cut off, or is larger than a tensor can be; the message says which
     */
    public static StateTensor read(SeekableByteChannel channel) throws IOException {
        Region file = Region.of(channel);
        if (file.length() < LENGTH_AT + Integer.BYTES
                || !Arrays.equals(file.bytes(0, MAGIC.length).array(), MAGIC)) {
            throw new IOException("it is no .npy file");
        }
        boolean first = file.bytes(VERSION_AT, 1).get() == 1;
        int size = first ? Short.BYTES : Integer.BYTES;
        ByteBuffer told = file.bytes(LENGTH_AT, size);
        int length = first ? Short.toUnsignedInt(told.getShort()) : told.getInt();
        if (length < 0 || length > LONGEST_HEADER) {
            throw new IOException("its header is too long");
        }
        long start = (long) LENGTH_AT + size;
        String header = new String(file.bytes(start, length).array(), StandardCharsets.UTF_8);
        return values(file.part(start + length, file.length() - start - length), header);
    }

    private static StateTensor values(Region bytes, String header) throws IOException {
        Matcher type = found(TYPE, header, "it holds something else than plain numbers");
        Matcher order = found(ORDER, header, "its header is damaged");
        int[] shape = shape(found(SHAPE, header, "its header is damaged").group(1));
        int width = type.group(2).charAt(1) - '0';
        long count = StoredTensor.size(shape);
        if (count > StoredTensor.MOST_VALUES || bytes.length() != count * width) {
            throw new IOException("its shape and its length do not fit together");
        }
        float[] values = new float[(int) count];
        Decoder decoder = decoder(type.group(2));
        ByteOrder byteOrder = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        for (int i = 0; i < values.length; i += CHUNK) {
            int next = Math.min(CHUNK, values.length - i);
            ByteBuffer chunk = bytes.bytes((long) i * width, next * width).order(byteOrder);
            for (int k = i; k < i + next; k++) {
                values[k] = decoder.next(chunk);
            }
        }
        return new StateTensor(shape, order.group(1).equals("True") ? rowByRow(shape, values) : values);
    }

    private static Matcher found(Pattern pattern, String header, String otherwise) throws IOException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new IOException(otherwise);
        }
        return matcher;
    }

    private static int[] shape(String text) throws IOException {
        String[] extents = text.isBlank() ? new String[0] : text.split(",", -1);
        try {
            int[] shape = Arrays.stream(extents)
                    .map(String::strip)
                    .filter(extent -> !extent.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            if (shape.length <= StoredTensor.MOST_DIMENSIONS) {
                return shape;
            }
        } catch (NumberFormatException tooLarge) {
            throw new IOException("it is too large", tooLarge);
        }
        throw new IOException("it has too many dimensions");
    }

    private static Decoder decoder(String type) throws IOException {
        return switch (type) {
            case "f4" -> ByteBuffer::getFloat;
            case "f8" -> bytes -> (float) bytes.getDouble();
            case "i1" -> ByteBuffer::get;
            case "i2" -> ByteBuffer::getShort;
            case "i4" -> ByteBuffer::getInt;
            case "i8" -> ByteBuffer::getLong;
            case "u1", "b1" -> bytes -> Byte.toUnsignedInt(bytes.get());
            case "u2" -> bytes -> Short.toUnsignedInt(bytes.getShort());
            case "u4" -> bytes -> Integer.toUnsignedLong(bytes.getInt());
            default -> throw new IOException("its numbers are of a rare kind (" + type + ")");
        };
    }

    /** From Fortran's order, in which the first index moves first. */
    private static float[] rowByRow(int[] shape, float[] values) {
        float[] ordered = new float[values.length];
        int[] position = new int[shape.length];
        for (float value : values) {
            int at = 0;
            for (int d = 0; d < shape.length; d++) {
                at = at * shape[d] + position[d];
            }
            ordered[at] = value;
            for (int d = 0; d < shape.length && ++position[d] == shape[d]; d++) {
                position[d] = 0;
            }
        }
        return ordered;
    }

    /** Writes an array of float32. */
    public static void write(StateTensor tensor, Path file) throws IOException {
        String shape = Arrays.stream(tensor.shape()).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
        StringBuilder header =
                new StringBuilder("{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }");
        int start = LENGTH_AT + Short.BYTES;
        while ((start + header.length() + 1) % ALIGNMENT != 0) {
            header.append(' ');
        }
        header.append('\n');
        ByteBuffer head = ByteBuffer.allocate(start + header.length()).order(ByteOrder.LITTLE_ENDIAN);
        head.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length());
        head.put(header.toString().getBytes(StandardCharsets.US_ASCII));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(head.array());
            ByteBuffer value = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (float v : tensor.values()) {
                out.write(value.putFloat(0, v).array());
            }
        }
    }
}

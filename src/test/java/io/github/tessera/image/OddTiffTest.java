package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sound TIFFs that ImageJ's own decoder reads wrongly or not at all are read here, the same whole and piece by piece. */
class OddTiffTest {
    private static final int WIDTH = 53;
    private static final int HEIGHT = 38;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "UINT8, 3, true, DEFLATE, true",
        "UINT8, 4, false, DEFLATE, true",
        "UINT8, 4, true, NONE, false",
        "UINT8, 5, true, LZW, false",
        "UINT16, 3, false, LZW, false",
        "UINT16, 3, false, DEFLATE, true",
        "UINT16, 3, true, NONE, false",
        "UINT16, 3, true, PACK_BITS, false",
        "UINT16, 4, false, NONE, false",
        "UINT16, 4, false, DEFLATE, false",
        "UINT16, 5, true, NONE, false",
        "FLOAT32, 3, false, DEFLATE, false"
    })
    void severalSamples(
            TiffSample sample, int samples, boolean planar, TiffCompression compression, boolean differences)
            throws IOException {
        Path file = folder.resolve("a.tif");
        TiffWriter.grey(sample)
                .samples(samples, planar, TiffPage.RGB)
                .compressed(compression, differences)
                .write(file, WIDTH, HEIGHT, (x, y, s) -> (x + 3 * y + 70 * s) % 250);
        PlaneStack whole = PlaneStack.of(ImageFiles.open(file));
        TiffFileTest.assertSame(TiffFileTest.onDisk(file), whole);
        assertEquals(
                (20 + 3 * 30 + 70 * 2) % 250,
                whole.planes().get(0).getAt(20, 30, 2).get());
    }

    /** Changes a field of the first directory; the values must fit into it. */
    private static void change(Path file, int tag, int newTag, int type, int... values) throws IOException {
        ByteBuffer bytes = bytes(file);
        int at = bytes.getInt(4) + 2;
        while (bytes.getShort(at) != tag) {
            at += 12;
        }
        bytes.putShort(at, (short) newTag).putShort(at + 2, (short) type).putInt(at + 4, values.length);
        for (int i = 0; i < values.length; i++) {
            if (type == 3) {
                bytes.putShort(at + 8 + 2 * i, (short) values[i]);
            } else {
                bytes.putInt(at + 8, values[i]);
            }
        }
        save(bytes, file);
    }

    private static void save(ByteBuffer bytes, Path file) throws IOException {
        byte[] all = new byte[bytes.capacity()];
        bytes.get(0, all);
        Files.write(file, all);
    }

    private static ByteBuffer bytes(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        return bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    private static long[] lengths(Path file) throws IOException {
        int directory = bytes(file).getInt(4);
        return new TiffDirectory(new DiskFile(file), ByteOrder.LITTLE_ENDIAN, false, directory)
                .numbers(TiffPage.STRIP_LENGTHS);
    }

    @Test
    void twoShortLengths() throws IOException {
        Path file = folder.resolve("a.tif");
        TiffWriter.grey(TiffSample.UINT8)
                .rows(20)
                .compressed(TiffCompression.DEFLATE, false)
                .write(file, 30, 35, (x, y, s) -> x + 2 * y);
        long[] lengths = lengths(file);
        change(file, TiffPage.STRIP_LENGTHS, TiffPage.STRIP_LENGTHS, 3, (int) lengths[0], (int) lengths[1]);
        assertEquals(29 + 2 * 34, ImageFiles.open(file).getProcessor().get(29, 34));
    }

    @Test
    void aLengthOfZeroOfWhatLiesSomewhere() throws IOException {
        Path file = folder.resolve("a.tif");
        TiffWriter.grey(TiffSample.UINT8).rows(35).write(file, 30, 35, (x, y, s) -> x + 2 * y);
        change(file, TiffPage.STRIP_LENGTHS, TiffPage.STRIP_LENGTHS, 4, 0);
        TiffFileTest.assertSame(TiffFileTest.onDisk(file), PlaneStack.of(ImageFiles.open(file)));
        assertEquals(
                29 + 2 * 34,
                TiffFileTest.onDisk(file).planes().get(0).getAt(29, 34, 0).get());
    }

    @ParameterizedTest
    @CsvSource({"317, 317, 3", "339, 266, 2"})
    void whatImageJDecodesWrongly(int tag, int newTag, int value) throws IOException {
        Path file = folder.resolve("a.tif");
        TiffWriter.grey(TiffSample.INT32)
                .compressed(TiffCompression.DEFLATE, true)
                .write(file, 30, 35, (x, y, s) -> x + 2 * y);
        change(file, tag, newTag, 3, value);
        String message = assertThrows(TesseraException.class, () -> ImageFiles.open(file))
                .getMessage();
        assertTrue(message.startsWith("The file " + file + " cannot be read as an image;"), message);
    }

    @Test
    void bytesThatStandForNothing() throws IOException {
        Path file = folder.resolve("a.tif");
        TiffWriter.grey(TiffSample.UINT8)
                .compressed(TiffCompression.PACK_BITS, false)
                .write(file, 53, 35, (x, y, s) -> y < 2 ? 9 : x);
        byte[] bytes = Files.readAllBytes(file);
        // The first 100 bytes as they are become one byte 100 times.
        Arrays.fill(bytes, 8, 8 + 101, Byte.MIN_VALUE);
        bytes[8] = -99;
        bytes[9] = 9;
        Files.write(file, bytes);
        TiffFileTest.assertSame(PlaneStack.of(ImageFiles.open(file)), TiffFileTest.onDisk(file));
        assertEquals(
                52, TiffFileTest.onDisk(file).planes().get(0).getAt(52, 3, 0).get());
    }

    @Test
    void slicesWhereTheirDirectoriesSay() throws IOException {
        Path file = folder.resolve("a.tif");
        ImageStack slices = new ImageStack(4, 3);
        for (int value : new int[] {10, 20, 30}) {
            slices.addSlice(new ByteProcessor(4, 3, filled(value)));
        }
        ImageFiles.saveTiff(new ImagePlus("a", slices), file);
        ByteBuffer bytes = bytes(file);
        int second = next(bytes, bytes.getInt(4));
        int third = next(bytes, second);
        int here = bytes.getInt(offset(bytes, second));
        bytes.putInt(offset(bytes, second), bytes.getInt(offset(bytes, third))).putInt(offset(bytes, third), here);
        save(bytes, file);
        change(file, 254, 274, 4, 1); // told by what is not ImageJ
        for (PlaneStack read : List.of(TiffFileTest.onDisk(file), PlaneStack.open(file))) {
            assertEquals(3, read.planes().size());
            assertEquals(30, read.planes().get(1).getAt(2, 1, 0).get());
            assertEquals(20, read.planes().get(2).getAt(2, 1, 0).get());
        }
    }

    private static byte[] filled(int value) {
        byte[] pixels = new byte[12];
        Arrays.fill(pixels, (byte) value);
        return pixels;
    }

    private static int next(ByteBuffer bytes, int directory) {
        return bytes.getInt(directory + 2 + 12 * bytes.getShort(directory));
    }

    private static int offset(ByteBuffer bytes, int directory) {
        int at = directory + 2;
        while (bytes.getShort(at) != TiffPage.STRIP_OFFSETS) {
            at += 12;
        }
        return at + 8;
    }
}

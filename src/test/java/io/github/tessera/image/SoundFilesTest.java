package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import io.github.tessera.progress.TesseraException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is looked at before ImageJ reads a file never refuses a sound one. */
class SoundFilesTest {
    private static final int WIDTH = 301;
    private static final int HEIGHT = 203;

    @TempDir
    Path folder;

    /** Numbers that repeat somewhat, so that LZW uses codes of all lengths and begins anew. */
    private static BufferedImage image(int type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        Random random = new Random(3);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int band = 0; band < image.getRaster().getNumBands(); band++) {
                    image.getRaster().setSample(x, y, band, x / 7 + 30 * band + random.nextInt(1 + y));
                }
            }
        }
        return image;
    }

    private Path tiff(BufferedImage image, String compression) throws IOException {
        Path file = folder.resolve("a.tif");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionType(compression);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "LZW, 10",
        "LZW, 11",
        "LZW, 1",
        "PackBits, 10",
        "PackBits, 1",
        "Deflate, 10",
        "Deflate, 11",
        "ZLib, 1",
        "LZW, 12"
    })
    void compressedByJava(String compression, int type) throws IOException {
        BufferedImage image = image(type == BufferedImage.TYPE_BYTE_BINARY ? BufferedImage.TYPE_BYTE_GRAY : type);
        Path file = tiff(image, compression);
        PlaneStack read = PlaneStack.open(file);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                // Java keeps red first in its rasters, whatever the order of the bytes.
                assertEquals(
                        image.getRaster().getSample(x, y, 0),
                        read.planes().get(0).getAt(x, y, 0).get(),
                        x + ", " + y);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"LZW, LZW", "PackBits, PACK_BITS", "Deflate, DEFLATE"})
    void whatIsCutOffIsShorter(String java, TiffCompression compression) throws IOException {
        byte[] bytes = Files.readAllBytes(tiff(image(BufferedImage.TYPE_BYTE_GRAY), java));
        TiffDirectory page =
                new TiffDirectory(new DiskFile(folder.resolve("a.tif")), ByteOrder.BIG_ENDIAN, false, directory(bytes));
        int start = (int) page.numbers(TiffPage.STRIP_OFFSETS)[0];
        int length = (int) page.numbers(TiffPage.STRIP_LENGTHS)[0];
        byte[] strip = Arrays.copyOfRange(bytes, start, start + length);
        long whole = (long) WIDTH * page.number(TiffPage.ROWS_PER_STRIP, HEIGHT);
        assertEquals(whole, UnpackedLength.of(compression, strip));
        for (int cut : new int[] {1, 3, length / 2, length - 2}) {
            byte[] part = Arrays.copyOf(strip, length - cut);
            long left;
            try {
                left = UnpackedLength.of(compression, part);
            } catch (IOException e) {
                left = 0;
            }
            // The sign of the end of LZW may be all that is gone.
            assertTrue(left < whole || (cut == 1 && left == whole), cut + ": " + left);
        }
    }

    private static int directory(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(4);
    }

    @Test
    void jpegsWithBytesBehindTheirEnd() throws IOException {
        Path file = folder.resolve("a.jpg");
        ImageIO.write(image(BufferedImage.TYPE_BYTE_GRAY), "jpg", file.toFile());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length + 900));
        assertEquals(WIDTH, ImageFiles.open(file).getWidth());
        Files.write(file, Arrays.copyOf(whole, whole.length - 200));
        String message = assertThrows(TesseraException.class, () -> ImageFiles.open(file))
                .getMessage();
        assertEquals("The file " + file + " is cut off or damaged; copy it again from where it came from.", message);
    }

    private ImagePlus pnm(String header, int... values) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        for (int value : values) {
            out.write(value);
        }
        Path file = folder.resolve("a.pgm");
        Files.write(file, out.toByteArray());
        return ImageFiles.open(file);
    }

    @Test
    void portableMaps() throws IOException {
        assertEquals(6, pnm("P5 3 2 255\n", 1, 2, 3, 4, 5, 6).getProcessor().get(2, 1));
        assertEquals(
                6,
                pnm("P2\n# by hand\n3 2 # size\n255\n1 2 3\n4 5 6")
                        .getProcessor()
                        .get(2, 1));
        assertEquals(
                0x040506, pnm("P6\n2 1\n255\n", 1, 2, 3, 4, 5, 6).getProcessor().get(1, 0) & 0xFFFFFF);
        assertEquals(0x304, pnm("P5\n2 1\n65535\n", 1, 2, 3, 4).getProcessor().get(1, 0));
        assertThrows(TesseraException.class, () -> pnm("P5\n2 1\n65535\n", 1, 2, 3));
        assertThrows(TesseraException.class, () -> pnm("P2\n3 2\n255\n1 2 3 4 5"));
        assertEquals(
                pnm("P1\n3 2\n0 0 0\n0 0 0\n").getProcessor().get(1, 1),
                pnm("P1\n3 2\n1 1 1\n1 0 1\n").getProcessor().get(1, 1));
        assertNotEquals(
                pnm("P1\n3 2\n0 0 0\n0 0 0\n").getProcessor().get(1, 1),
                pnm("P1\n3 2\n0 0 0\n0 1 0\n").getProcessor().get(1, 1));
        assertThrows(TesseraException.class, () -> pnm("P1\n3 2\n101\n001\n"));
        assertThrows(TesseraException.class, () -> pnm("P4\n3 2\n", 0xA0, 0x40));
    }

    @Test
    void fits() throws IOException {
        StringBuilder header = new StringBuilder();
        for (String card : new String[] {
            "SIMPLE  =                    T",
            "BITPIX  =                    8 / bits",
            "NAXIS   =                    2",
            "NAXIS1  =                    3 / columns",
            "NAXIS2  =                    2",
            "END"
        }) {
            header.append(String.format("%-80s", card));
        }
        byte[] file = Arrays.copyOf(String.format("%-2880s", header).getBytes(StandardCharsets.US_ASCII), 2 * 2880);
        Path path = Files.write(folder.resolve("a.fits"), file);
        assertEquals(3, ImageFiles.open(path).getWidth());
        Files.write(path, Arrays.copyOf(file, 2880 + 4));
        String message = assertThrows(TesseraException.class, () -> ImageFiles.open(path))
                .getMessage();
        assertEquals("The file " + path + " is cut off; copy it again from where it came from.", message);
    }

    @Test
    void bitmapsThatDoNotTellTheirColours() throws IOException {
        // Of OS/2: one pixel, blue first, in a row of four bytes.
        ByteBuffer bytes = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 'B').put((byte) 'M').putInt(30).putInt(0).putInt(26).putInt(12);
        bytes.putShort((short) 1).putShort((short) 1).putShort((short) 1).putShort((short) 24);
        bytes.putInt(0x030201);
        Path file = Files.write(folder.resolve("a.bmp"), bytes.array());
        assertEquals(0x030201, ImageFiles.open(file).getProcessor().get(0, 0) & 0xFFFFFF);
    }
}

package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tessera.progress.TesseraException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong with files that are read piece by piece, and what cannot. */
class TiffFaultsTest {
    @TempDir
    Path folder;

    @Test
    void tilesThatImageJDoesNotReadAreOpened() throws IOException {
        Path file = folder.resolve("größer 2.tif");
        TiffWriter.grey(TiffSample.UINT8).tiles(16, 16).write(file, 40, 30, (x, y, s) -> x + y);
        PlaneStack stack = PlaneStack.open(file);
        assertEquals("größer 2.tif", stack.name());
        assertEquals(39 + 29, stack.planes().get(0).getAt(39, 29, 0).get());
        TiffWriter.grey(TiffSample.UINT16).bigTiff().write(file, 40, 30, (x, y, s) -> 1000 * x + y);
        assertEquals(
                39029, PlaneStack.open(file).planes().get(0).getAt(39, 29, 0).get());
    }

    @Test
    void aFileThatIsCutOffIsNamed() throws IOException {
        Path file = folder.resolve("a.tif");
        TiffWriter.grey(TiffSample.UINT8).tiles(16, 16).write(file, 40, 30, (x, y, s) -> x + y);
        byte[] content = Files.readAllBytes(file);
        byte[] longer = Arrays.copyOf(content, content.length);
        longer[tileOffset(content) + 3] = 1;
        Files.write(file, longer);
        String message = assertThrows(TesseraException.class, () -> TiffFileTest.onDisk(file))
                .getMessage();
        assertEquals("The file " + file + " is cut off; copy it again from where it came from.", message);
    }

    /** Where the first tile's offset, 8, is written: after the directory, little-endian, followed by the second's. */
    private static int tileOffset(byte[] content) {
        for (int i = content.length - 8; i > 0; i--) {
            if (content[i] == 8
                    && content[i + 1] == 0
                    && content[i + 2] == 0
                    && content[i + 4] == 8
                    && content[i + 5] == 1) {
                return i;
            }
        }
        throw new AssertionError();
    }

    @Test
    void damagedPixelsAreNamedAndNeverGuessed() throws IOException {
        Path file = folder.resolve("a.tif");
        TiffWriter.grey(TiffSample.UINT8)
                .tiles(16, 16)
                .compressed(TiffCompression.DEFLATE, false)
                .write(file, 40, 30, (x, y, s) -> (x * y) % 256);
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, 20, 60, (byte) 0x55);
        Files.write(file, content);
        RandomAccessibleInterval<FloatType> plane =
                TiffFileTest.onDisk(file).planes().get(0);
        String message =
                assertThrows(TesseraException.class, () -> plane.getAt(0, 0, 0)).getMessage();
        assertTrue(
                message.startsWith("The file " + file + " cannot be read any more or is damaged at column 0, row 0;"),
                message);
    }

    @Test
    void whatCannotBeReadInPartsSaysWhy() throws IOException {
        Path file = folder.resolve("a.tif");
        TiffWriter.grey(TiffSample.UINT8).write(file, 4, 4, (x, y, s) -> x);
        byte[] content = Files.readAllBytes(file);
        for (int i = 0; i < content.length - 8; i++) {
            // The field BitsPerSample, 258, of one SHORT.
            if (content[i] == 2 && content[i + 1] == 1 && content[i + 2] == 3 && content[i + 8] == 8) {
                content[i + 8] = 12;
            }
        }
        Files.write(file, content);
        TiffFile tiff = TiffFile.read(file).orElseThrow();
        assertEquals(
                " or save it as a tiled TIFF, which is read in parts (this one is not, for its pixels have 12 bits)",
                tiff.cure());
        assertEquals("4 x 4 pixels", tiff.size());
    }

    @Test
    void threadsReadAtOnceAndAnInterruptionHurtsNone() throws Exception {
        Path file = folder.resolve("a.tif");
        TiffWriter.grey(TiffSample.UINT16).write(file, 3000, 200, (x, y, s) -> (x * 31 + y * 17) % 65536);
        RandomAccessibleInterval<FloatType> plane =
                TiffFileTest.onDisk(file).planes().get(0);
        PrimitiveBlocks<FloatType> blocks =
                PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.FAIL).threadSafe();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> results = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int thread = t;
            results.add(threads.submit(() -> {
                for (int y = 0; y < 200; y++) {
                    if (thread == 0 && y % 10 == 0) {
                        Thread.currentThread().interrupt();
                    }
                    float[] row = new float[500];
                    int x = (y * 97 + thread * 501) % 2500;
                    blocks.copy(new int[] {x, y, 0}, row, new int[] {500, 1, 1});
                    for (int i = 0; i < 500; i++) {
                        assertEquals((float) (((x + i) * 31 + y * 17) % 65536), row[i]);
                    }
                }
                return null;
            }));
        }
        for (Future<?> result : results) {
            result.get();
        }
        threads.shutdown();
    }

    @Test
    void otherFilesAreNoTiff() throws IOException {
        Path file = folder.resolve("a.tif");
        for (String content :
                List.of("", "II", "no TIFF at all, whatever its name", "II*\0\177\177\177\177 and more bytes")) {
            Files.writeString(file, content);
            assertEquals(Optional.empty(), TiffFile.read(file).map(f -> 1));
        }
    }

    @Test
    void headersWithNonsenseEndInASentence() throws IOException {
        Path file = folder.resolve("a.tif");
        TiffWriter.grey(TiffSample.UINT8).tiles(16, 16).write(file, 40, 30, (x, y, s) -> x + y);
        byte[] whole = Files.readAllBytes(file);
        int directory = (whole[4] & 255) + 256 * (whole[5] & 255);
        for (int at = directory; at < whole.length; at++) {
            for (int flip : new int[] {1, 255}) {
                byte[] broken = whole.clone();
                broken[at] ^= (byte) flip;
                Files.write(file, broken);
                try {
                    PlaneStack stack = PlaneStack.open(file);
                    stack.planes().get(0).getAt(stack.width() - 1, stack.height() - 1, 0);
                } catch (TesseraException e) {
                    assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
                }
            }
        }
    }

    @Test
    void whatImageJDoesNotReadBecomesAnImageOfTheSamePixels() throws IOException {
        Path file = folder.resolve("a.tif");
        for (TiffWriter kind : List.of(
                TiffWriter.grey(TiffSample.UINT8).tiles(16, 16),
                TiffWriter.grey(TiffSample.UINT16).bigTiff(),
                TiffWriter.grey(TiffSample.FLOAT32).tiles(16, 16),
                TiffWriter.grey(TiffSample.UINT8).samples(3, false, 2).tiles(16, 16),
                TiffWriter.grey(TiffSample.UINT16).samples(3, true, 2).bigTiff())) {
            kind.write(file, 40, 30, (x, y, s) -> (x * 7 + y * 3 + s * 50) % 256);
            TiffFileTest.assertSame(TiffFileTest.onDisk(file), PlaneStack.of(ImageFiles.open(file)));
        }
    }

    /** A TIFF of nothing but a header and a hole: what it needs would be far more than the memory. */
    private Path huge(int size, int bits) throws IOException {
        Path file = folder.resolve("huge.tif");
        TiffWriter.grey(TiffSample.UINT8).bigTiff().rows(1).write(file, 1, 1, (x, y, s) -> 7);
        byte[] content = Files.readAllBytes(file);
        ByteBuffer fields = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < content.length - 20; at++) {
            int tag = fields.getShort(at);
            if (fields.getShort(at + 2) == 16
                    && fields.getLong(at + 4) == 1
                    && (tag == 256 || tag == 257 || tag == 278)) {
                fields.putLong(at + 12, size);
            }
            if (fields.getShort(at + 2) == 3 && fields.getLong(at + 4) == 1 && tag == 258) {
                fields.putShort(at + 12, (short) bits);
            }
        }
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(content);
            out.setLength(bits == 8 ? 16 + (long) size * size : content.length);
        }
        return file;
    }

    @Test
    void anImageLargerThanTheMemoryIsOpenedAndReadInParts() throws IOException {
        int size = (int) Math.sqrt((double) Runtime.getRuntime().maxMemory()) + 5000;
        Path file = huge(size, 8);
        PlaneStack stack = PlaneStack.open(file);
        assertEquals(List.of(size, size, 1), List.of(stack.width(), stack.height(), stack.channels()));
        assertEquals(7, stack.planes().get(0).getAt(0, 0, 0).get());
        assertEquals(0, stack.planes().get(0).getAt(size - 1, size - 1, 0).get());
        String message = assertThrows(TesseraException.class, () -> ImageFiles.open(file))
                .getMessage();
        assertTrue(
                message.startsWith("The image " + file + " is " + size + " x " + size + " pixels and needs "), message);
        assertTrue(message.endsWith("Memory & Threads) or cut the image into pieces."), message);
    }

    @Test
    void whatMustBeReadWholeAndIsTooLargeSaysSo() throws IOException {
        Path tiff = huge(200_000, 12);
        String message = assertThrows(TesseraException.class, () -> PlaneStack.open(tiff))
                .getMessage();
        assertTrue(
                message.endsWith("or save it as a tiled TIFF, which is read in parts (this one is not, for its pixels"
                        + " have 12 bits)."),
                message);
        BufferedImage small = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        Path png = folder.resolve("huge.png");
        ImageIO.write(small, "png", png.toFile());
        byte[] content = Files.readAllBytes(png);
        ByteBuffer.wrap(content).putInt(16, 200_000).putInt(20, 200_000);
        CRC32 check = new CRC32();
        check.update(content, 12, 17);
        ByteBuffer.wrap(content).putInt(29, (int) check.getValue());
        Files.write(png, content);
        message =
                assertThrows(TesseraException.class, () -> PlaneStack.open(png)).getMessage();
        assertTrue(
                message.startsWith("The image " + png + " is 200000 x 200000 pixels and needs 152588 MB of memory"),
                message);
    }

    @Test
    void filesAreClosedOnceNothingRefersToThem() throws Exception {
        Path handles = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(handles), "skipped: this system has no /proc");
        Path file = folder.resolve("a.tif");
        TiffWriter.grey(TiffSample.UINT8).tiles(16, 16).write(file, 40, 30, (x, y, s) -> x + y);
        for (int i = 0; i < 20; i++) {
            PlaneStack.open(file).planes().get(0).getAt(3, 4, 0);
        }
        long open = 1;
        for (int wait = 0; wait < 100 && open > 0; wait++) {
            System.gc();
            Thread.sleep(50);
            open = 0;
            for (String handle : handles.toFile().list()) {
                Path link = handles.resolve(handle);
                open += Files.isSymbolicLink(link)
                                && Files.readSymbolicLink(link).equals(file)
                        ? 1
                        : 0;
            }
        }
        assertEquals(0, open);
    }
}

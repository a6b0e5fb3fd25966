package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read piece by piece equals what was written and what ImageJ reads. */
class TiffFileTest {
    private static final int WIDTH = 53;
    private static final int HEIGHT = 38;

    @TempDir
    Path folder;

    /** All pixels, one channel after the other, by the fast way that training takes. */
    private static float[] pixels(RandomAccessibleInterval<FloatType> plane) {
        int[] size = Arrays.stream(plane.dimensionsAsLongArray())
                .mapToInt(d -> (int) d)
                .toArray();
        float[] pixels = new float[size[0] * size[1] * size[2]];
        PrimitiveBlocks.of(plane, PrimitiveBlocks.OnFallback.FAIL).copy(new int[3], pixels, size);
        return pixels;
    }

    /** As if the file were too large for the memory. */
    static PlaneStack onDisk(Path file) throws IOException {
        return TiffFile.read(file).orElseThrow().planes("a.tif");
    }

    static void assertSame(PlaneStack expected, PlaneStack actual) {
        assertEquals(expected.planes().size(), actual.planes().size());
        assertEquals(expected.bitDepth(), actual.bitDepth());
        assertEquals(expected.numbers(), actual.numbers());
        assertEquals(expected.pixelSize(), actual.pixelSize());
        assertEquals(expected.spacing(), actual.spacing());
        for (int p = 0; p < expected.planes().size(); p++) {
            assertArrayEquals(
                    pixels(expected.planes().get(p)), pixels(actual.planes().get(p)));
        }
    }

    private static double value(TiffSample sample, int x, int y, int s) {
        int hash = (x * 7919 + y * 104729 + s * 1299709) % 65521;
        return switch (sample) {
            case UINT8 -> hash % 256;
            case UINT16 -> hash;
            case INT16 -> hash - 32768;
            case INT32 -> hash * 1000 - 30_000_000;
            case FLOAT32 -> hash / 7.0 - 3000;
        };
    }

    static Stream<TiffWriter> kinds() {
        List<TiffWriter> kinds = new ArrayList<>();
        for (TiffSample sample : TiffSample.values()) {
            for (TiffCompression compression : TiffCompression.values()) {
                if (compression != TiffCompression.JPEG) {
                    TiffWriter plain = TiffWriter.grey(sample).compressed(compression, false);
                    kinds.add(plain);
                    kinds.add(plain.order(ByteOrder.BIG_ENDIAN).rows(1));
                    kinds.add(plain.order(ByteOrder.BIG_ENDIAN).rows(HEIGHT));
                    kinds.add(plain.bigTiff());
                    kinds.add(plain.tiles(16, 32).order(ByteOrder.BIG_ENDIAN));
                    kinds.add(plain.tiles(16, 16).bigTiff());
                    kinds.add(plain.tiles(64, 64));
                }
            }
            if (sample != TiffSample.FLOAT32) {
                for (TiffCompression compression : List.of(TiffCompression.LZW, TiffCompression.DEFLATE)) {
                    TiffWriter predicted = TiffWriter.grey(sample).compressed(compression, true);
                    kinds.add(predicted);
                    kinds.add(predicted.order(ByteOrder.BIG_ENDIAN));
                    kinds.add(predicted.tiles(32, 16));
                }
            }
        }
        for (TiffSample sample : List.of(TiffSample.UINT8, TiffSample.UINT16)) {
            for (TiffCompression compression : List.of(TiffCompression.NONE, TiffCompression.LZW)) {
                TiffWriter rgb = TiffWriter.grey(sample).samples(3, false, 2).compressed(compression, false);
                kinds.add(rgb);
                kinds.add(rgb.order(ByteOrder.BIG_ENDIAN).rows(HEIGHT));
                kinds.add(rgb.tiles(16, 16));
                kinds.add(rgb.tiles(16, 16).bigTiff().compressed(compression, compression != TiffCompression.NONE));
                kinds.add(rgb.samples(3, true, 2).tiles(16, 16));
            }
        }
        TiffWriter colours = TiffWriter.grey(TiffSample.UINT8);
        kinds.add(colours.samples(3, true, 2).rows(HEIGHT));
        kinds.add(colours.samples(3, true, 2));
        kinds.add(colours.samples(4, false, 2));
        kinds.add(colours.samples(3, false, 2).compressed(TiffCompression.DEFLATE, true));
        kinds.add(colours.samples(1, false, 0));
        kinds.add(colours.samples(1, false, 3));
        kinds.add(TiffWriter.grey(TiffSample.UINT16).samples(1, false, 0));
        return kinds.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindIsReadAsItWasWritten(TiffWriter kind) throws IOException {
        Path file = folder.resolve("a.tif");
        kind.write(file, WIDTH, HEIGHT, (x, y, s) -> value(kind.sample(), x, y, s));
        PlaneStack read = onDisk(file);
        int channels = kind.samples() == 4 ? 3 : kind.samples();
        assertEquals(1, read.planes().size());
        assertEquals(List.of(WIDTH, HEIGHT, channels), List.of(read.width(), read.height(), read.channels()));
        int shift = kind.sample() == TiffSample.INT16 ? 32768 : 0;
        float[] pixels = pixels(read.planes().get(0));
        for (int i = 0; i < pixels.length; i++) {
            int y = i / WIDTH % HEIGHT;
            int channel = i / WIDTH / HEIGHT;
            assertEquals((float) (value(kind.sample(), i % WIDTH, y, channel) + shift), pixels[i]);
        }
        if (kind.tileWidth() == 0 && !kind.big()) {
            assertSame(PlaneStack.of(IJ.openImage(file.toString())), read);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LZW", "PackBits", "ZLib", "Deflate", "JPEG"})
    void whatJavaWritesIsReadAsJavaReadsIt(String compression) throws IOException {
        for (int type :
                new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_INT_RGB}) {
            if (type == BufferedImage.TYPE_USHORT_GRAY && compression.equals("JPEG")) {
                continue;
            }
            for (int tile : new int[] {0, 64}) {
                Path file = writtenByJava(compression, type, tile);
                BufferedImage expected = ImageIO.read(file.toFile());
                PlaneStack read = onDisk(file);
                for (int c = 0; c < read.channels(); c++) {
                    for (int y = 0; y < read.height(); y++) {
                        for (int x = 0; x < read.width(); x++) {
                            assertEquals(
                                    expected.getRaster().getSample(x, y, c),
                                    read.planes().get(0).getAt(x, y, c).get());
                        }
                    }
                }
            }
        }
    }

    private Path writtenByJava(String compression, int type, int tile) throws IOException {
        BufferedImage image = new BufferedImage(150, 90, type);
        for (int y = 0; y < 90; y++) {
            for (int x = 0; x < 150; x++) {
                for (int c = 0; c < image.getRaster().getNumBands(); c++) {
                    image.getRaster().setSample(x, y, c, (x * x / 50 + y * (c + 1)) % 256);
                }
            }
        }
        Path file = folder.resolve(compression + type + tile + ".tif");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tif").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionType(compression);
        if (tile > 0) {
            settings.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setTiling(tile, tile, 0, 0);
        }
        try (var out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        }
        writer.dispose();
        return file;
    }

    private static ImageStack stack(int count, int bits) {
        ImageStack stack = new ImageStack(20, 11);
        for (int i = 0; i < count; i++) {
            ByteProcessor bytes = new ByteProcessor(20, 11);
            for (int p = 0; p < 220; p++) {
                bytes.set(p, (p * 31 + i * 17) % 256);
            }
            stack.addSlice(
                    switch (bits) {
                        case 8 -> bytes;
                        case 16 -> bytes.convertToShort(false);
                        case 32 -> bytes.convertToFloat();
                        default -> bytes.convertToRGB();
                    });
        }
        return stack;
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 32})
    void imageJsOwnStacksAreReadAsImageJReadsThem(int bits) throws IOException {
        Path file = folder.resolve("a.tif");
        ImagePlus imp = new ImagePlus("a", stack(12, bits));
        imp.setDimensions(bits == 24 ? 1 : 2, bits == 24 ? 6 : 3, 2);
        ImagePlus composite = bits == 24 ? imp : new CompositeImage(imp, IJ.COMPOSITE);
        composite.getCalibration().setUnit("micron");
        composite.getCalibration().pixelWidth = 0.25;
        composite.getCalibration().pixelHeight = 0.5;
        ImageFiles.saveTiff(composite, file);
        assertSame(PlaneStack.of(ImageFiles.open(file)), onDisk(file));
    }

    @Test
    void oneSliceKeepsItsPixelSize() throws IOException {
        Path file = folder.resolve("a.tif");
        ImagePlus imp = new ImagePlus("a", new FloatProcessor(3, 2, new float[] {1, 2, 3, 4, 5, 6}));
        imp.getCalibration().setUnit("\u00B5m");
        imp.getCalibration().pixelWidth = 0.125;
        imp.getCalibration().pixelHeight = 0.125;
        ImageFiles.saveTiff(imp, file);
        assertEquals(Optional.of(new PixelSize(0.125, 0.125)), onDisk(file).pixelSize());
        assertSame(PlaneStack.of(ImageFiles.open(file)), onDisk(file));
    }
}

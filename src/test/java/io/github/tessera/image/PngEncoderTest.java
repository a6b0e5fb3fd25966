package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what Java's own reader, which is not ours, reads. */
class PngEncoderTest {
    private static BufferedImage readBack(ImageProcessor image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngEncoder.write(image, out);
        return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    }

    /** Smooth here, noisy there, so that every filter has its turn. */
    private static ImageProcessor filled(ImageProcessor image) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < image.getPixelCount(); i++) {
            int x = i % image.getWidth();
            int y = i / image.getWidth();
            int noise = y % 3 == 0 ? random.nextInt() : 0;
            image.set(
                    i,
                    switch (y % 5) {
                        case 0 -> noise;
                        case 1 -> x * 0x010203;
                        case 2 -> y * 0x030201;
                        case 3 -> (x + y) * 0x010101;
                        default -> 0xFFFFFF;
                    });
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 250, 500})
    void greyAndColourAreExact(int size) throws IOException {
        ImageProcessor bytes = filled(new ByteProcessor(size, size + 1));
        BufferedImage grey = readBack(bytes);
        assertEquals(BufferedImage.TYPE_BYTE_GRAY, grey.getType());
        ImageProcessor shorts = filled(new ShortProcessor(size, size + 1));
        BufferedImage deep = readBack(shorts);
        assertEquals(BufferedImage.TYPE_USHORT_GRAY, deep.getType());
        ImageProcessor colours = filled(new ColorProcessor(size, size + 1));
        BufferedImage rgb = readBack(colours);
        for (int y = 0; y <= size; y++) {
            for (int x = 0; x < size; x++) {
                assertEquals(bytes.get(x, y), grey.getRaster().getSample(x, y, 0));
                assertEquals(shorts.get(x, y), deep.getRaster().getSample(x, y, 0));
                assertEquals(colours.get(x, y) & 0xFFFFFF, rgb.getRGB(x, y) & 0xFFFFFF);
            }
        }
    }

    @Test
    void numbersAndColoursOfATableAreKept() throws IOException {
        byte[] labels = {0, 1, 2, -1, 7, 7};
        ByteProcessor image = new ByteProcessor(3, 2, labels, Palette.standard().lut());
        BufferedImage read = readBack(image);
        assertTrue(read.getColorModel() instanceof IndexColorModel);
        byte[] found = new byte[6];
        read.getRaster().getDataElements(0, 0, 3, 2, found);
        assertArrayEquals(labels, found);
        assertEquals(Palette.standard().colours().get(7), read.getRGB(1, 1) & 0xFFFFFF);
    }

    @Test
    void aDisplayRangeChangesNothing() throws IOException {
        ShortProcessor image = new ShortProcessor(2, 1, new short[] {300, -1}, null);
        image.setMinAndMax(200, 400);
        BufferedImage read = readBack(image);
        assertEquals(300, read.getRaster().getSample(0, 0, 0));
        assertEquals(65535, read.getRaster().getSample(1, 0, 0));
        ByteProcessor bytes = new ByteProcessor(2, 1, new byte[] {10, 20});
        bytes.setMinAndMax(10, 20);
        assertEquals(10, readBack(bytes).getRaster().getSample(0, 0, 0));
    }

    @Test
    void smoothImagesAreSmallerThanUnfiltered() throws IOException {
        ByteProcessor ramp = new ByteProcessor(256, 256);
        for (int i = 0; i < 256 * 256; i++) {
            ramp.set(i, (i % 256 + 3 * (i / 256)) & 0xFF);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PngEncoder.write(ramp, out);
        assertTrue(out.size() < 2000, out.size() + " bytes");
    }
}

package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.tessera.image.CellImages;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crops taken straight from a file are those taken from memory. */
class DiskCropsTest {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 200;

    @TempDir
    Path folder;

    private static int value(int x, int y) {
        return (x * 31 + y * 17) % 256;
    }

    /** A TIFF in tiles, which ImageJ does not read and which so stays on disk. */
    private Path tiles() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            image.getRaster().setSample(i % WIDTH, i / WIDTH, 0, value(i % WIDTH, i / WIDTH));
        }
        Path file = folder.resolve("a.tif");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tif").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setTiling(64, 64, 0, 0);
        try (var out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        }
        writer.dispose();
        return file;
    }

    private static CropSampler sampler(
            RandomAccessibleInterval<FloatType> pixels, RandomAccessibleInterval<UnsignedByteType> labels) {
        List<LabelledImage> images = List.of(new LabelledImage("a", pixels, 8, labels));
        CropSettings settings = new CropSettings(48, AugmentationPreset.FLIPS.settings(), Oversampling.NONE, 5);
        return new CropSampler(images, List.of(IntensityMap.identity(1)), settings, Progress.NONE);
    }

    @Test
    void pixelsAndLabelsOnDiskGiveTheSameBatches() throws IOException {
        RandomAccessibleInterval<FloatType> disk =
                PlaneStack.open(tiles()).planes().get(0);
        CropSampler fromDisk = sampler(disk, CellImages.bytes(WIDTH, HEIGHT, (area, bytes) -> {
            for (int i = 0; i < bytes.length; i++) {
                int value = value(area.x() + i % area.width(), area.y() + i / area.width());
                bytes[i] = (byte) (value > 99 ? 1 : 0);
            }
        }));
        float[] pixels = new float[WIDTH * HEIGHT];
        byte[] labels = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = value(i % WIDTH, i / WIDTH);
            labels[i] = (byte) (pixels[i] > 99 ? 1 : 0);
        }
        CropSampler fromMemory =
                sampler(ArrayImgs.floats(pixels, WIDTH, HEIGHT, 1), ArrayImgs.unsignedBytes(labels, WIDTH, HEIGHT));
        for (int step = 0; step < 20; step++) {
            float[] expected = new float[4 * 48 * 48];
            byte[] expectedLabels = new byte[4 * 48 * 48];
            float[] actual = new float[4 * 48 * 48];
            byte[] actualLabels = new byte[4 * 48 * 48];
            fromMemory.fill(step, 4, FloatBuffer.wrap(expected), expectedLabels, Progress.NONE);
            fromDisk.fill(step, 4, FloatBuffer.wrap(actual), actualLabels, Progress.NONE);
            assertArrayEquals(expected, actual);
            assertArrayEquals(expectedLabels, actualLabels);
        }
    }
}

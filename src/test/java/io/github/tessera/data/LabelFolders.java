package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** Small images and masks on disk, in folders whose names have blanks and umlauts. */
final class LabelFolders {
    final Path images;
    final Path masks;

    LabelFolders(Path folder) {
        try {
            images = Files.createDirectories(folder.resolve("größere Bilder"));
            masks = Files.createDirectories(folder.resolve("Masken für alle"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A black grey image. */
    void image(String name, int width, int height) {
        png(images.resolve(name), width, new int[width * height]);
    }

    /** A grey mask. */
    void grey(String name, int width, int... values) {
        png(masks.resolve(name), width, values);
    }

    static void png(Path file, int width, int... values) {
        ImageFiles.savePng(List.of(bytes(values, 0)), width, values.length / width, file);
    }

    /** An RGB mask of colours 0xRRGGBB. */
    void rgb(String name, int width, int... colours) {
        ImageFiles.savePng(
                List.of(bytes(colours, 16), bytes(colours, 8), bytes(colours, 0)),
                width,
                colours.length / width,
                masks.resolve(name));
    }

    /** A mask with a colour table. */
    void indexed(String name, int width, int[] table, int... values) throws IOException {
        ImageIO.write(indexed(width, table, values), "png", masks.resolve(name).toFile());
    }

    static BufferedImage indexed(int width, int[] table, int... values) {
        IndexColorModel model =
                new IndexColorModel(8, table.length, bytes(table, 16), bytes(table, 8), bytes(table, 0));
        BufferedImage image = new BufferedImage(width, values.length / width, BufferedImage.TYPE_BYTE_INDEXED, model);
        for (int i = 0; i < values.length; i++) {
            image.getRaster().setSample(i % width, i / width, 0, values[i]);
        }
        return image;
    }

    /** A mask as JPEG. */
    void jpeg(String name, int width, int... colours) throws IOException {
        BufferedImage image = new BufferedImage(width, colours.length / width, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, colours.length / width, colours, 0, width);
        ImageIO.write(image, "jpg", masks.resolve(name).toFile());
    }

    /** A mask of several slices, or channels. */
    void stack(String name, int width, boolean channels, int[]... slices) {
        ImageStack stack = new ImageStack(width, slices[0].length / width);
        for (int[] slice : slices) {
            stack.addSlice(new ByteProcessor(width, slice.length / width, bytes(slice, 0)));
        }
        ImagePlus imp = new ImagePlus(name, stack);
        if (channels) {
            imp.setDimensions(slices.length, 1, 1);
            imp.setOpenAsHyperStack(true);
        }
        ImageFiles.saveTiff(imp, masks.resolve(name));
    }

    /** One row of pixels a slice, instead of a PNG. */
    void replaceMask(String name, int[]... slices) {
        delete(masks.resolve(name + ".png"));
        stack(name + ".tif", slices[0].length, false, slices);
    }

    /** A TIFF, instead of a PNG. */
    void replaceImage(String name, ImagePlus image) {
        delete(images.resolve(name + ".png"));
        ImageFiles.saveTiff(image, images.resolve(name + ".tif"));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void tiff(String name, ImageProcessor mask) {
        ImageFiles.saveTiff(new ImagePlus(name, mask), masks.resolve(name));
    }

    private static byte[] bytes(int[] values, int shift) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) (values[i] >> shift);
        }
        return bytes;
    }

    LabelledSet read(MaskSettings settings) {
        return read(settings, Progress.NONE);
    }

    LabelledSet read(MaskSettings settings, Progress progress) {
        return LabelledSet.fromFolders(images, masks, settings, progress);
    }

    String refusal(MaskSettings settings) {
        return assertThrows(TesseraException.class, () -> read(settings)).getMessage();
    }

    /** The labels of an image, row by row. */
    static int[] labels(LabelledSet set, int image) {
        LabelledImage read = set.images().get(image);
        int[] labels = new int[read.width() * read.height()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = read.labels().getAt(i % read.width(), i / read.width()).get();
        }
        return labels;
    }
}

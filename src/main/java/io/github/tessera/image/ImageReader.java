package io.github.tessera.image;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.Opener;
import ij.io.TiffDecoder;
import ij.process.ColorProcessor;
import io.github.tessera.progress.TesseraException;
import java.awt.Color;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads one file as ImageJ does, silently.
 *
 * <p>ImageJ's Opener answers a broken file with a dialog and the end of the running macro. So the file is first read with
 * what throws exceptions, and only what can be read is handed to the Opener.
 */
final class ImageReader {
    /** What a pixel takes while a PNG, JPEG, GIF or BMP is read: colours, and their numbers as ImageJ keeps them. */
    private static final int PIXEL_BYTES = 4;

    private ImageReader() {}

    static ImagePlus read(Path file) {
        ImagePlus imp;
        try {
            if (Files.size(file) == 0) {
                throw new TesseraException("The file " + file + " is empty; copy it again from where it came from.");
            }
            Optional<TiffFile> tiff = TiffFile.read(file);
            requireSpace(file, tiff);
            imp = tiff.isPresent() && staysUnread(tiff.get(), file)
                    ? Planes.toImage(tiff.get().planes(file.getFileName().toString()))
                    : readKnown(file);
        } catch (OutOfMemoryError e) {
            throw new NoMemoryException(
                    "The file " + file
                            + " does not fit into the memory that is left; give ImageJ more (Edit > Options >"
                            + " Memory & Threads) or cut the image into pieces.",
                    e);
        } catch (IOException | RuntimeException e) {
            if (e instanceof TesseraException known) {
                throw known;
            }
            throw unreadable(file, e);
        }
        if (imp == null || imp.getWidth() == 0 || imp.getHeight() == 0) {
            throw unreadable(file, null);
        }
        return imp;
    }

    /**
     * Whether a TIFF is one that neither ImageJ reads nor Bio-Formats, where it is installed, although it can be read here: tiles,
     * BigTIFF or JPEG, of which ImageJ's own decoder may make noise.
     */
    static boolean staysUnread(TiffFile tiff, Path file) throws IOException {
        boolean others = !tiff.isJpeg()
                && (BioFormats.isPresent(IJ.getClassLoader())
                        || (new Opener().getFileType(file.toString()) == Opener.TIFF && requireTiff(file)));
        return !others && tiff.obstacle().isEmpty();
    }

    /** ImageJ answers a lack of memory with a dialog and an image without pixels, or with fewer slices. */
    private static void requireSpace(Path file, Optional<TiffFile> tiff) throws IOException {
        if (tiff.isPresent()) {
            Heap.require(
                    tiff.get().wholeBytes(),
                    "The image " + file + " is " + tiff.get().size(),
                    tiff.get()::cure);
            return;
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<javax.imageio.ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return;
            }
            javax.imageio.ImageReader reader = readers.next();
            reader.setInput(in, true, true);
            long width = reader.getWidth(0);
            long height = reader.getHeight(0);
            reader.dispose();
            Heap.require(
                    width * height * PIXEL_BYTES,
                    "The image " + file + " is " + width + " x " + height + " pixels",
                    () -> " or save it as a tiled TIFF, which is read in parts");
        }
    }

    private static ImagePlus readKnown(Path file) throws IOException {
        Opener opener = new Opener();
        opener.setSilentMode(true);
        return switch (opener.getFileType(file.toString())) {
            case Opener.PNG -> fromImageIo(file);
            case Opener.JPEG -> {
                JpegCheck.require(file);
                yield opener.openImage(file.toString());
            }
            case Opener.GIF -> {
                requireImageIo(file);
                yield opener.openImage(file.toString());
            }
            case Opener.BMP -> {
                PlainFormatCheck.requireBmp(file);
                requireImageIo(file);
                yield opener.openImage(file.toString());
            }
            case Opener.TIFF -> readTiff(file, opener);
            case Opener.DICOM ->
                isDicom(file) ? opener.openImage(file.toString()) : Opener.openUsingBioFormats(file.toString());
            case Opener.FITS -> {
                PlainFormatCheck.requireFits(file);
                yield opener.openImage(file.toString());
            }
            case Opener.PGM -> {
                PlainFormatCheck.requirePnm(file);
                yield opener.openImage(file.toString());
            }
            case Opener.TIFF_AND_DICOM -> opener.openImage(file.toString());
            default -> Opener.openUsingBioFormats(file.toString());
        };
    }

    private static BufferedImage requireImageIo(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null) {
            throw new IOException("no reader");
        }
        return image;
    }

    /** Does what ImageJ does with a PNG, without decoding it twice. */
    private static ImagePlus fromImageIo(Path file) throws IOException {
        PngCheck.require(file);
        BufferedImage image = requireImageIo(file);
        boolean unknownBytes = image.getType() == BufferedImage.TYPE_CUSTOM
                && image.getSampleModel().getDataType() == DataBuffer.TYPE_BYTE;
        if (image.getColorModel().hasAlpha() || unknownBytes) {
            image = opaque(image);
        }
        String name = file.getFileName().toString();
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            return new ImagePlus(name, colours(image));
        }
        ImagePlus imp = new ImagePlus(name, image);
        return imp.getBitDepth() == 16 && imp.getStackSize() > 1
                ? new CompositeImage(imp, CompositeImage.COMPOSITE)
                : imp;
    }

    /** The same pixels as ImageJ's own way, which takes ten times as long for them. */
    private static ColorProcessor colours(BufferedImage image) {
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int[] pixels = new int[image.getWidth() * image.getHeight()];
        for (int i = 0, b = 0; i < pixels.length; i++, b += 3) {
            pixels[i] = (0xff << 24) | ((bytes[b + 2] & 0xff) << 16) | ((bytes[b + 1] & 0xff) << 8) | (bytes[b] & 0xff);
        }
        return new ColorProcessor(image.getWidth(), image.getHeight(), pixels);
    }

    private static BufferedImage opaque(BufferedImage image) {
        BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        Graphics graphics = result.getGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return result;
    }

    /** ImageJ believes the extension, and prints a stack trace where it is wrong. */
    private static boolean isDicom(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(132);
            return new String(head, StandardCharsets.ISO_8859_1).startsWith("DICM", 128);
        }
    }

    /** False if the TIFF is sound as far as can be seen, but of a kind that ImageJ does not read. */
    private static boolean requireTiff(Path file) throws IOException {
        Optional<TiffFile> tiff = TiffFile.read(file);
        if (tiff.isEmpty() || !tiff.get().isOrdinary()) {
            return false;
        }
        try {
            return new TiffDecoder(
                                    file.getParent().toString(),
                                    file.getFileName().toString())
                            .getTiffInfo()
                    != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static ImagePlus readTiff(Path file, Opener opener) throws IOException {
        if (!requireTiff(file)) {
            return Opener.openUsingBioFormats(file.toString());
        }
        TiffFile.read(file).orElseThrow().requireSound();
        return opener.openImage(file.toString());
    }

    private static TesseraException unreadable(Path file, Exception cause) {
        return new TesseraException(
                "The file " + file
                        + " cannot be read as an image; save it as TIFF or PNG with the program that wrote it.",
                cause);
    }
}

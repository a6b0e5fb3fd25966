package io.github.tessera.image;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.VirtualStack;
import ij.gui.Overlay;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.io.TiffEncoder;
import ij.plugin.PNG_Writer;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import io.github.tessera.progress.TesseraException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Image files: opened and saved without a window, a dialog or a line in the log, every failure an exception that names the file. */
public final class ImageFiles {
    private static final Set<String> EXTENSIONS =
            Set.of("tif", "tiff", "btf", "tf8", "svs", "png", "jpg", "jpeg", "gif", "bmp", "pgm", "ppm", "dcm", "fits");

    private ImageFiles() {}

    /**
     * Opens an image or stack as ImageJ does; what ImageJ cannot read goes to Bio-Formats where that is installed.
     *
     * @throws TesseraException naming the file and the cure if it is missing or no image
     */
    public static ImagePlus open(Path file) {
        return ImageReader.read(requireReadable(file));
    }

    /** Whether a file is a TIFF that ImageJ has saved with an area selected: with it the selection comes back. */
    public static boolean hasSelection(Path file) {
        return TiffFile.read(file).flatMap(TiffFile::selection).isPresent();
    }

    /** The absolute path of a file that is there and may be read. */
    static Path requireReadable(Path file) {
        Path absolute = file.toAbsolutePath();
        if (isBroken(absolute)) {
            throw new TesseraException("The link " + absolute
                    + " leads nowhere, or in a circle; put the file itself in its place, or take the link away.");
        }
        if (!Files.exists(absolute)) {
            throw new TesseraException("There is no file " + absolute + "; check the path.");
        }
        if (Files.isDirectory(absolute)) {
            throw new TesseraException(absolute + " is a folder; choose an image file in it.");
        }
        if (!Files.isRegularFile(absolute)) {
            throw new TesseraException(absolute + " is a pipe or a device; choose an image file.");
        }
        if (!Files.isReadable(absolute)) {
            throw new TesseraException(
                    "The file " + absolute + " may not be read; ask for permission or choose another file.");
        }
        return absolute;
    }

    /**
     * The image files of a folder, by their extensions, in natural order (2 before 10); hidden files and subfolders are skipped.
     * Where Bio-Formats is installed, microscopes' own formats are among them.
     *
     * @return at least one file
     * @throws TesseraException naming the folder if it is missing or holds no image file
     */
    public static List<Path> list(Path folder) {
        List<Path> files = images(folder, NamePattern.ALL);
        if (files.isEmpty()) {
            throw new TesseraException("The folder " + folder.toAbsolutePath()
                    + " holds no image files; choose one with TIFF, PNG, JPEG, GIF, BMP, PGM, DICOM or FITS images.");
        }
        return files;
    }

    /**
     * Whether {@link #list} finds something.
     *
     * @throws TesseraException naming the folder if it is missing
     */
    public static boolean holdsImages(Path folder) {
        return !images(folder, NamePattern.ALL).isEmpty();
    }

    /** The image files of those names, and files whose endings the pattern tells; may be none. */
    static List<Path> images(Path folder, NamePattern pattern) {
        Set<String> others = BioFormats.endings(IJ.getClassLoader());
        return entries(folder, file -> {
            String name = file.getFileName().toString();
            return pattern.matches(name) && isVisible(file) && (isImage(name, others) || pattern.tellsEnding(name));
        });
    }

    /**
     * The subfolders of a folder in natural order; hidden ones are skipped.
     *
     * @throws TesseraException naming the folder if it is missing
     */
    public static List<Path> folders(Path folder) {
        return entries(folder, entry -> !entry.getFileName().toString().startsWith(".") && Files.isDirectory(entry));
    }

    private static List<Path> entries(Path folder, Predicate<Path> wanted) {
        Path absolute = folder.toAbsolutePath();
        if (!Files.isDirectory(absolute)) {
            throw new TesseraException("There is no folder " + absolute + "; check the path.");
        }
        try (Stream<Path> entries = Files.list(absolute)) {
            return entries.filter(wanted)
                    .sorted((a, b) -> NaturalOrder.compare(
                            a.getFileName().toString(), b.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new TesseraException(
                    "The folder " + absolute + " may not be read; ask for permission or choose another folder.", e);
        }
    }

    /** A file's name without its ending; names without one stay as they are. */
    public static String baseName(String name) {
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    private static boolean isImage(String name, Set<String> others) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return EXTENSIONS.contains(extension) || others.contains(extension);
    }

    private static boolean isVisible(Path file) {
        return !file.getFileName().toString().startsWith(".") && (Files.isRegularFile(file) || isBroken(file));
    }

    /** A broken link is found as a file is, so that opening it says what is wrong. */
    private static boolean isBroken(Path file) {
        return Files.isSymbolicLink(file) && !Files.exists(file);
    }

    /**
     * Saves an image or stack with calibration, display range, overlay and properties; the image itself is not touched, whereas
     * ImageJ's own way renames it and marks it as saved.
     *
     * @throws TesseraException if the file cannot be written
     */
    public static void saveTiff(ImagePlus imp, Path file) {
        saveTiff(imp, imp.getOverlay(), file);
    }

    /**
     * Saves an image or stack with another overlay than its own.
     *
     * @param overlay null for none
     * @throws TesseraException if the file cannot be written
     */
    public static void saveTiff(ImagePlus imp, Overlay overlay, Path file) {
        ImagePlus over = new ImagePlus("", new ByteProcessor(1, 1));
        over.setOverlay(overlay);
        FileInfo info = imp.getFileInfo();
        info.info = imp.getInfoProperty();
        info.description = new FileSaver(imp).getDescriptionString();
        info.roi = imp.getRoi() == null ? null : RoiEncoder.saveAsByteArray(imp.getRoi());
        info.overlay = FileSaver.getOverlay(over); // the image's own, if it is hidden, would be left out
        info.properties = imp.getPropertiesAsArray();
        info.sliceLabels = imp.getStackSize() > 1
                ? imp.getStack().getSliceLabels()
                : new String[] {imp.getStack().getSliceLabel(1)};
        if (info.nImages > 1 && imp.getStack().isVirtual()) {
            info.virtualStack = (VirtualStack) imp.getStack();
        }
        if (imp instanceof CompositeImage composite && imp.getStackSize() > 1) {
            addChannelDisplay(composite, info);
        }
        AtomicFile.write(file, path -> {
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)))) {
                new TiffEncoder(info).write(out);
            }
        });
    }

    private static void addChannelDisplay(CompositeImage composite, FileInfo info) {
        int channels = composite.getNChannels();
        info.displayRanges = new double[2 * channels];
        info.channelLuts = new byte[channels][];
        for (int c = 0; c < channels; c++) {
            LUT lut = composite.getChannelLut(c + 1);
            info.displayRanges[2 * c] = lut.min;
            info.displayRanges[2 * c + 1] = lut.max;
            info.channelLuts[c] = lut.getBytes();
        }
    }

    /**
     * Saves the current slice of an image as PNG: 8 bits with their colour table, 16 bits, or RGB.
     *
     * @throws TesseraException if the file cannot be written
     */
    public static void savePng(ImagePlus imp, Path file) {
        AtomicFile.write(file, path -> {
            try {
                new PNG_Writer().writeImage(imp, path.toString(), -1);
            } catch (IOException e) {
                throw e;
            } catch (Exception e) { // the writer declares nothing narrower
                throw new IOException(e.getMessage(), e);
            }
        });
    }

    /**
     * Saves an image of 8 bits with its colour table, of 16 bits, or RGB as PNG, row by row; nothing is drawn over it.
     *
     * @throws TesseraException if the file cannot be written
     */
    public static void savePng(ImageProcessor image, Path file) {
        AtomicFile.write(file, path -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
                PngEncoder.write(image, out);
            }
        });
    }

    /** An image of 8 or 16 bits, or RGB, as the bytes of a PNG. */
    public static byte[] png(ImageProcessor image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            PngEncoder.write(image, bytes);
        } catch (IOException e) { // memory does not fail so
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Saves bytes as a grey or RGB PNG.
     *
     * @param channels one or three arrays of {@code width * height} bytes
     * @throws TesseraException if the file cannot be written
     */
    public static void savePng(List<byte[]> channels, int width, int height, Path file) {
        ImageProcessor processor;
        if (channels.size() == 1) {
            processor = new ByteProcessor(width, height, channels.get(0));
        } else {
            ColorProcessor rgb = new ColorProcessor(width, height);
            rgb.setRGB(channels.get(0), channels.get(1), channels.get(2));
            processor = rgb;
        }
        savePng(new ImagePlus(file.getFileName().toString(), processor), file);
    }

    /**
     * Saves unsigned 16-bit values as a grey PNG.
     *
     * @param pixels row by row, {@code width * height} of them
     * @throws TesseraException if the file cannot be written
     */
    public static void savePng(short[] pixels, int width, int height, Path file) {
        ShortProcessor processor = new ShortProcessor(width, height, pixels, null);
        savePng(new ImagePlus(file.getFileName().toString(), processor), file);
    }
}

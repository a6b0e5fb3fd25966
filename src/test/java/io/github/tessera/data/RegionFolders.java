package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.io.RoiEncoder;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Images of 4 x 2 pixels, and what is drawn on them, in all kinds of files. */
final class RegionFolders {
    static final int WIDTH = 4;
    static final int HEIGHT = 2;

    final Path images;
    final Path regions;

    RegionFolders(Path folder) {
        try {
            images = Files.createDirectories(folder.resolve("größere Bilder"));
            regions = Files.createDirectories(folder.resolve("was gezeichnet ist"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A ROI over both rows of some columns. */
    static Roi columns(String name, int x, int count) {
        Roi roi = new Roi(x, 0, count, HEIGHT);
        roi.setName(name);
        return roi;
    }

    /** An image with an overlay, or none if there are no ROIs. */
    static ImagePlus drawn(int slices, Roi... rois) {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int i = 0; i < slices; i++) {
            stack.addSlice(new ByteProcessor(WIDTH, HEIGHT));
        }
        ImagePlus imp = new ImagePlus("drawn", stack);
        if (rois.length > 0) {
            Overlay overlay = new Overlay();
            for (Roi roi : rois) {
                overlay.add(roi);
            }
            imp.setOverlay(overlay);
        }
        return imp;
    }

    void image(String name) {
        ImageFiles.saveTiff(drawn(1), images.resolve(name));
    }

    /** A TIFF with an overlay. */
    void overlay(Path folder, String name, int slices, Roi... rois) {
        ImageFiles.saveTiff(drawn(slices, rois), folder.resolve(name));
    }

    /** A set of the ROI Manager. */
    void zip(String name, Roi... rois) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(regions.resolve(name)))) {
            for (int i = 0; i < rois.length; i++) {
                zip.putNextEntry(new ZipEntry(i + ".roi"));
                zip.write(RoiEncoder.saveAsByteArray(rois[i]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void text(String name, String content) {
        try {
            Files.writeString(regions.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LabelledSet read(MaskSettings settings) {
        return LabelledSet.fromFolders(images, regions, settings, Progress.NONE);
    }

    String refusal(MaskSettings settings) {
        return assertThrows(TesseraException.class, () -> read(settings)).getMessage();
    }

    /** The labels of an image's first row as digits, x where it is not learnt from. */
    static String row(LabelledSet set, int image) {
        StringBuilder text = new StringBuilder();
        for (int x = 0; x < WIDTH; x++) {
            int label = set.images().get(image).labels().getAt(x, 0).get();
            text.append(label == 255 ? "x" : String.valueOf(label));
        }
        return text.toString();
    }
}

package io.github.tessera.image;

import ij.ImagePlus;
import io.github.tessera.progress.Choice;
import io.github.tessera.progress.TesseraException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The kind of file that tiles and copies are written as. */
public enum TileFormat implements Choice {
    /** Uncompressed, as ImageJ writes it: every bit depth, all channels, with calibration. */
    TIFF("TIFF", "tif") {
        @Override
        void write(ImagePlus tile, Path file) {
            ImageFiles.saveTiff(tile, file);
        }

        @Override
        Optional<String> obstacle(int channels, int slices, int bitDepth) {
            return Optional.empty();
        }
    },
    /** Compressed without loss; no 32-bit images, one channel or RGB, no calibration. */
    PNG("PNG", "png") {
        @Override
        void write(ImagePlus tile, Path file) {
            AtomicFile.write(file, path -> {
                try (OutputStream out = Files.newOutputStream(path)) {
                    PngEncoder.write(tile.getProcessor(), out);
                }
            });
        }

        @Override
        Optional<String> obstacle(int channels, int slices, int bitDepth) {
            if (channels > 1) {
                return Optional.of(channels + " channels");
            }
            return slices > 1
                    ? Optional.of(slices + " slices")
                    : bitDepth == 32 ? Optional.of("32 bits") : Optional.empty();
        }
    };

    private final String label;
    private final String extension;

    TileFormat(String label, String extension) {
        this.label = label;
        this.extension = extension;
    }

    /**
     * Writes an image that the format can hold, over an older file of that name.
     *
     * @throws TesseraException if the file cannot be written
     */
    abstract void write(ImagePlus tile, Path file);

    /**
     * What an image has that a file of this kind cannot hold, for example "32 bits"; empty if it can hold it.
     *
     * @param channels one for RGB
     */
    abstract Optional<String> obstacle(int channels, int slices, int bitDepth);

    /** The ending of the file names, without the dot. */
    public String extension() {
        return extension;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}

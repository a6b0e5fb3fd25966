package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.view.ImageSegmenter.Options;
import io.github.tessera.view.SegmentedImage;
import java.nio.file.Path;
import java.util.Locale;

/** What is saved of a segmented image, each kind in a folder of its own, in this order: the label image last, since it stands for a finished image. */
enum ResultKind {
    OVERLAYS {
        @Override
        boolean wanted(Options options) {
            return options.grouping().isPresent();
        }

        @Override
        void save(SegmentedImage result, ImagePlus image, Path file) {
            result.layOver(image);
            ImageFiles.saveTiff(image, file);
        }
    },
    PROBABILITIES {
        @Override
        boolean wanted(Options options) {
            return options.probabilities();
        }

        @Override
        void save(SegmentedImage result, ImagePlus image, Path file) {
            ImageFiles.saveTiff(result.probabilities(), file);
        }
    },
    LABELS {
        @Override
        boolean wanted(Options options) {
            return true;
        }

        @Override
        void save(SegmentedImage result, ImagePlus image, Path file) {
            ImageFiles.saveTiff(result.labels(), file);
        }
    };

    /** The folder's name. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the options ask for it. */
    abstract boolean wanted(Options options);

    /**
     * Saves it.
     *
     * @param image what was segmented; an overlay is laid over it
     * @throws io.github.tessera.progress.TesseraException if the file cannot be written
     */
    abstract void save(SegmentedImage result, ImagePlus image, Path file);
}

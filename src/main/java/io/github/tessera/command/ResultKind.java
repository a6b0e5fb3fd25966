package io.github.tessera.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.ObjectTable;
import io.github.tessera.view.SegmentedImage;
import java.nio.file.Path;
import java.util.Locale;

/** What is saved of a segmented image, each kind in a folder of its own, in this order: the label image last, since it stands for a finished image. */
enum ResultKind {
    OVERLAYS {
        @Override
        void save(SegmentedImage result, ImagePlus image, Path file) {
            result.layOver(image);
            ImageFiles.saveTiff(image, file);
        }
    },
    PROBABILITIES {
        @Override
        void save(SegmentedImage result, ImagePlus image, Path file) {
            ImageFiles.saveTiff(result.probabilities(), file);
        }
    },
    MASKS {
        @Override
        void save(SegmentedImage result, ImagePlus image, Path file) {
            ImageFiles.saveTiff(result.masks(), file);
        }
    },
    OBJECTS {
        @Override
        void save(SegmentedImage result, ImagePlus image, Path file) {
            ImageFiles.saveTiff(result.objects().instances(file.getFileName().toString()), file);
        }
    },
    /** Of the objects, as text. */
    TABLES {
        @Override
        void save(SegmentedImage result, ImagePlus image, Path file) {
            ResultsTable table = ObjectTable.empty();
            result.objects().addTo(table, Progress.NONE);
            new TableFile(file).save(table);
        }

        @Override
        String ending() {
            return ".csv";
        }
    },
    LABELS {
        @Override
        void save(SegmentedImage result, ImagePlus image, Path file) {
            if (result.objects() != null) {
                ObjectNote.leave(result.labels(), Counted.of(result).planes());
            }
            ImageFiles.saveTiff(result.labels(), file);
        }
    };

    /** What the names of its files end with. */
    String ending() {
        return ".tif";
    }

    /** The folder's name. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Saves it.
     *
     * @param image what was segmented; an overlay is laid over it
     * @throws io.github.tessera.progress.TesseraException if the file cannot be written
     */
    abstract void save(SegmentedImage result, ImagePlus image, Path file);
}

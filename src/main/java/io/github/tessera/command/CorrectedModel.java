package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.data.AugmentationPreset;
import io.github.tessera.data.CorrectedSet;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.ReadingSettings;
import io.github.tessera.data.Split;
import io.github.tessera.data.SplitFile;
import io.github.tessera.data.SplitSettings;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.Selection;
import io.github.tessera.loss.LossSettings;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.PackageFiles;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.model.TrainingNotes;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.torchscript.FirstLayer;
import io.github.tessera.train.OptimizerKind;
import io.github.tessera.train.OptimizerSettings;
import io.github.tessera.train.StartingPoint;
import io.github.tessera.train.TrainingConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model whose prediction was corrected.
 *
 * @param folder where it is
 * @param record how it came to be
 */
record CorrectedModel(Path folder, SegmentationModel model, TrainingRecord record) {
    /**
     * Reads it.
     *
     * @param path its folder, or a file in it
     * @throws TesseraException if there is none
     */
    static CorrectedModel read(Path path) {
        if (PackageFiles.isZip(path)) {
            throw new TesseraException("The model " + path
                    + " is a zip, and what it learns from is kept beside it: unpack it, and choose the folder.");
        }
        Path folder = PackageFiles.folder(path);
        return new CorrectedModel(folder, ModelPackage.read(folder), TrainingRecord.read(folder));
    }

    /** The same with what it has become. */
    CorrectedModel with(SegmentationModel now) {
        return new CorrectedModel(folder, now, record);
    }

    List<String> classes() {
        return model.classes();
    }

    /** The corrections that it has learnt from. */
    CorrectionFolder corrections() {
        return new CorrectionFolder(folder);
    }

    Prediction predict(ImagePlus image, DeviceChoice device, Progress progress) {
        return Prediction.of(model, record.pixelSize() > 0, image, device, progress);
    }

    /**
     * Where the next model is to be.
     *
     * @param entered what the user entered; empty for the next free name: nuclei-2 for nuclei
     * @throws TesseraException if there is something already, or nothing can be written there
     */
    CorrectionFolder next(String entered) {
        Path next = entered.isBlank() ? free() : Paths.output("output", entered);
        String[] there = next.toFile().list();
        if (there != null && there.length > 0) {
            throw new TesseraException("There is something in " + next
                    + " already: choose a new folder for the new model, or leave it empty (output).");
        }
        Paths.output("output", next.toString());
        return new CorrectionFolder(next);
    }

    private Path free() {
        String stem = folder.getFileName().toString().replaceFirst("-\\d{1,3}$", "");
        int number = 2;
        while (Files.exists(folder.resolveSibling(stem + "-" + number))) {
            number++;
        }
        return folder.resolveSibling(stem + "-" + number);
    }

    /**
     * All that the next model learns from.
     *
     * @param kept all corrections
     * @param images in place of those that the model learnt from first; may be empty
     * @param masks in place of theirs; may be empty
     * @throws TesseraException if the images do not fit the model
     */
    CorrectedSet set(CorrectionFolder kept, String images, String masks, Progress progress) {
        CorrectedSet.Frame frame = new CorrectedSet.Frame(classes(), model.input());
        PlaneChoice planes = new PlaneChoice(model.input().channels(), Selection.ALL, Selection.ALL);
        LabelledSet corrections = kept.read(classes().size(), ReadingSettings.of(planes, record.pixelSize()), progress);
        Optional<LabelledSet> earlier = earlier(images, masks, progress);
        if (earlier.isEmpty()) {
            return CorrectedSet.alone(corrections, frame, progress);
        }
        Split split = split(earlier.get());
        return CorrectedSet.of(earlier.get(), split, corrections, frame, crop(), progress);
    }

    private Optional<LabelledSet> earlier(String images, String masks, Progress progress) {
        boolean entered = !images.isBlank() || !masks.isBlank();
        if (!entered && !record.tellsImages()) {
            progress.log("What the model learnt from first is not known, for there is no " + TrainingRecord.FILE
                    + " in " + folder + ". " + alone());
            return Optional.empty();
        }
        try {
            Map<String, String> given = Map.of(
                    "images",
                    images,
                    "masks",
                    masks,
                    "channels",
                    model.input().channels().text());
            return Optional.of(record.set(given, progress));
        } catch (TesseraException e) {
            if (entered) {
                throw e;
            }
            progress.log("What the model learnt from first cannot be read. " + e.getMessage() + " " + alone());
            return Optional.empty();
        }
    }

    private static String alone() {
        return "It learns from corrections alone, in fewer steps, and may forget what it knew: name images and masks to prevent that.";
    }

    /** As they were dealt out before, if that is known. */
    private Split split(LabelledSet earlier) {
        Path file = folder.resolve(SplitFile.NAME);
        if (Files.exists(file)) {
            try {
                return SplitFile.read(file, earlier.names());
            } catch (TesseraException otherImages) {
                return SplitSettings.defaults().of(earlier.names());
            }
        }
        return SplitSettings.defaults().of(earlier.names());
    }

    private int crop() {
        return Math.max(16, model.notes().crop());
    }

    /** How the next model learns, from the split in its folder: as this one, but in small steps. */
    TrainingConfig config(Path next, int steps, int batch, double rate) {
        TrainingNotes notes = model.notes();
        TrainingConfig defaults = TrainingConfig.defaults(next.getFileName().toString());
        return defaults.withNetwork(model.network())
                .withStart(new StartingPoint(folder, null, false, FirstLayer.REPEAT, List.of(), 0))
                .withNormalization(model.normalization())
                .withLoss(loss(defaults.loss()), OptimizerSettings.of(OptimizerKind.ADAM, rate, 0, 0))
                .withLength(1, steps)
                .withCrops(batch > 0 ? batch : Math.max(1, notes.batch()), crop())
                .withAugmentation(AugmentationPreset.LIGHT.settings())
                .withSplit(SplitSettings.defaults().withList(next.resolve(SplitFile.NAME)));
    }

    private LossSettings loss(LossSettings otherwise) {
        try {
            LossSettings noted = LossSettings.ofNote(model.notes().loss());
            return noted.activation(model.network().outputs()) == model.activation() ? noted : otherwise;
        } catch (TesseraException unknown) {
            return otherwise;
        }
    }
}

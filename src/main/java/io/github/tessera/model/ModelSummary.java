package io.github.tessera.model;

import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a list tells of a model, or of the models of a cross-validation: read from their descriptions alone, quickly, and of damaged
 * ones too.
 *
 * @param folder where it is; that of the cross-validation
 * @param name the model's; the folder's where no description tells one
 * @param date when the description was written
 * @param models how many segment together, from 1
 * @param details what it can; none if it cannot be used
 * @param fault why it cannot be used, a sentence; empty if it can
 */
public record ModelSummary(
        Path folder, String name, Instant date, int models, Optional<Details> details, String fault) {
    /** A picture of what the model does, in its folder; older models have none. */
    public static final String COVER = "cover.png";

    /**
     * What a model that can be used is.
     *
     * @param classes names, the background first
     * @param network such as C-UNet, width 8
     * @param architecture the network's name alone
     * @param channels of the images
     * @param images learnt from
     * @param iou on images kept out, the mean over the models of a cross-validation; NaN where it was not measured
     */
    public record Details(
            List<String> classes, String network, String architecture, int channels, int images, double iou) {
        public Details {
            classes = List.copyOf(classes);
        }
    }

    /**
     * Reads a folder.
     *
     * @return nothing if it holds no model
     */
    public static Optional<ModelSummary> read(Path folder) {
        if (Ensemble.holdsModel(folder)) {
            return Optional.of(single(folder));
        }
        try {
            List<Path> folds = Ensemble.folds(folder);
            return folds.isEmpty() ? Optional.empty() : Optional.of(together(folder, folds));
        } catch (TesseraException e) {
            return Optional.of(damaged(folder, folder, 1, e.getMessage()));
        }
    }

    /** Whether it can be used. */
    public boolean isSound() {
        return fault.isEmpty();
    }

    /** The picture's file, which may be missing. */
    public Path cover() {
        return (models == 1 ? folder : Ensemble.fold(folder, 1)).resolve(COVER);
    }

    /** Whether somebody who writes this means it: its name or its folder's, whatever the case. */
    public boolean isCalled(String word) {
        return name.equalsIgnoreCase(word) || folderName(folder).equalsIgnoreCase(word);
    }

    private static ModelSummary single(Path folder) {
        try {
            Map<?, ?> description = ModelPackage.yaml(folder);
            if (!(description.get("config") instanceof Map<?, ?> kept) || kept.get("tessera") == null) {
                return damaged(folder, folder, 1, "It was not made by Tessera.");
            }
            ModelPackage.Config config = ModelPackage.config(description, folder);
            if (!Files.isRegularFile(folder.resolve(ModelPackage.TRAINING))) {
                throw new NoSuchFileException(ModelPackage.TRAINING);
            }
            Details details = new Details(
                    config.classes(),
                    config.network().architecture().label() + ", width "
                            + config.network().width(),
                    config.network().architecture().label(),
                    config.network().channels(),
                    config.notes().images(),
                    config.notes().validationIou());
            String name = String.valueOf(description.get("name"));
            return new ModelSummary(folder, name, date(folder), 1, Optional.of(details), "");
        } catch (IOException | RuntimeException e) { // whatever a YAML or JSON parser makes of what is no description
            return damaged(folder, folder, 1, "It is damaged (" + ModelPackage.damage(e) + ").");
        }
    }

    private static ModelSummary together(Path folder, List<Path> folds) {
        double iou = 0;
        ModelSummary first = null;
        for (Path fold : folds) {
            if (!Ensemble.holdsModel(fold)) {
                return damaged(
                        folder, folder, folds.size(), "It is not finished: " + folderName(fold) + " has no model.");
            }
            ModelSummary one = single(fold);
            if (!one.isSound()) {
                return damaged(folder, fold, folds.size(), folderName(fold) + ": " + one.fault());
            }
            iou += one.details().orElseThrow().iou() / folds.size();
            first = first == null ? one : first;
        }
        Details d = first.details().orElseThrow();
        Details all = new Details(d.classes(), d.network(), d.architecture(), d.channels(), d.images(), iou);
        return new ModelSummary(folder, folderName(folder), first.date(), folds.size(), Optional.of(all), "");
    }

    private static ModelSummary damaged(Path folder, Path dated, int models, String fault) {
        return new ModelSummary(folder, folderName(folder), date(dated), models, Optional.empty(), fault);
    }

    private static Instant date(Path folder) {
        try {
            Path description = folder.resolve(ModelPackage.DESCRIPTION);
            return Files.getLastModifiedTime(Files.exists(description) ? description : folder)
                    .toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    private static String folderName(Path folder) {
        return folder.getFileName() == null
                ? folder.toString()
                : folder.getFileName().toString();
    }
}

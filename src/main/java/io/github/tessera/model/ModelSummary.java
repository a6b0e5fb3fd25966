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
 * @param folder where it is, or its zip; that of the cross-validation
 * @param name the model's; the folder's or zip's where no description tells one
 * @param date when the description was written
 * @param models how many segment together, from 1
 * @param details what it can; none if it cannot be used
 * @param fault why it cannot be used, a sentence; empty if it can
 */
public record ModelSummary(
        Path folder, String name, Instant date, int models, Optional<Details> details, String fault) {
    /** Bytes of a picture that is shown. */
    private static final int LARGEST_COVER = 32 << 20;

    /**
     * What a model that can be used is.
     *
     * @param classes names, the background first
     * @param network such as C-UNet, width 8
     * @param architecture the network's name alone
     * @param channels of the images
     * @param images learnt from; 0 where that is not told
     * @param iou on images kept out, the mean over the models of a cross-validation; NaN where it was not measured
     */
    public record Details(
            List<String> classes, String network, String architecture, int channels, int images, double iou) {
        public Details {
            classes = List.copyOf(classes);
        }
    }

    /**
     * Reads a folder or a zip.
     *
     * @return nothing if it holds no model
     */
    public static Optional<ModelSummary> read(Path folder) {
        try (PackageFiles files = PackageFiles.open(folder)) {
            if (files.description().isPresent()) {
                return Optional.of(single(files));
            }
            List<Path> folds = Ensemble.folds(folder);
            return folds.isEmpty() ? Optional.empty() : Optional.of(together(folder, folds));
        } catch (IOException e) {
            return Optional.of(damaged(folder, folder, 1, "It is damaged (" + PackageDamage.of(e) + ")."));
        } catch (TesseraException e) {
            return Optional.of(damaged(folder, folder, 1, e.getMessage()));
        }
    }

    /** Whether it can be used. */
    public boolean isSound() {
        return fault.isEmpty();
    }

    /** A picture of what the model does, as a file's bytes, if it has one. */
    public Optional<byte[]> cover() {
        try (PackageFiles files = PackageFiles.open(models == 1 ? folder : Ensemble.fold(folder, 1))) {
            String name = described(files).orElse(ModelPackage.COVER);
            return files.has(name) ? Optional.of(files.bytes(name, LARGEST_COVER)) : Optional.empty();
        } catch (IOException noPicture) {
            return Optional.empty();
        }
    }

    /** The picture that a description names; a model in training has one that is not named yet. */
    private static Optional<String> described(PackageFiles files) {
        try {
            return PackageDescription.cover(new DescriptionFields("", files.read()));
        } catch (IOException | RuntimeException noDescription) { // whatever a parser makes of what is none
            return Optional.empty();
        }
    }

    /** Whether somebody who writes this means it: its name or its folder's, whatever the case. */
    public boolean isCalled(String word) {
        return name.equalsIgnoreCase(word) || folderName(folder).equalsIgnoreCase(word);
    }

    private static ModelSummary single(PackageFiles files) {
        Path place = files.path();
        try {
            Map<?, ?> description = files.read();
            if (!TesseraConfig.isKnownIn(description)) {
                return foreign(files);
            }
            TesseraConfig config = TesseraConfig.read(description);
            requireFile(
                    files,
                    TesseraConfig.isIn(description)
                            ? ModelPackage.TRAINING
                            : PackageDescription.weights(description).source());
            String architecture = config.network().architecture().label();
            Details details = new Details(
                    config.classes(),
                    architecture + ", width " + config.network().width(),
                    architecture,
                    config.network().channels(),
                    config.notes().images(),
                    config.notes().validationIou());
            return new ModelSummary(place, config.name(), date(files.dated()), 1, Optional.of(details), "");
        } catch (UnsupportedModelException e) {
            return damaged(place, files.dated(), 1, "It cannot be used here: " + PackageDescription.told(e) + ".");
        } catch (IOException | RuntimeException e) { // whatever a YAML or JSON parser makes of what is no description
            return damaged(place, files.dated(), 1, "It is damaged (" + PackageDamage.of(e) + ").");
        }
    }

    private static ModelSummary foreign(PackageFiles files) throws IOException {
        ForeignTensors tensors = ForeignTensors.of(files.read(), null); // tests can be large
        PackageDescription description = tensors.description();
        requireFile(files, description.weights().source());
        for (TensorDescription tensor : List.of(description.input(), description.output())) {
            if (tensor.test().isPresent()) {
                requireFile(files, tensor.test().get().source());
            }
        }
        Details details = new Details(
                tensors.classes().names(),
                "bioimage.io " + description.format(),
                "TorchScript",
                tensors.sizes().channels(),
                0,
                Double.NaN);
        return new ModelSummary(files.path(), description.name(), date(files.dated()), 1, Optional.of(details), "");
    }

    private static void requireFile(PackageFiles files, String name) throws NoSuchFileException {
        if (!files.has(name)) {
            throw new NoSuchFileException(name);
        }
    }

    private static ModelSummary together(Path folder, List<Path> folds) {
        double iou = 0;
        ModelSummary first = null;
        for (Path fold : folds) {
            ModelSummary one = read(fold).orElse(null);
            if (one == null) {
                return damaged(
                        folder, folder, folds.size(), "It is not finished: " + folderName(fold) + " has no model.");
            }
            if (!one.isSound()) {
                return new ModelSummary(
                        folder,
                        folderName(folder),
                        one.date(),
                        folds.size(),
                        Optional.empty(),
                        folderName(fold) + ": " + one.fault());
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

    private static Instant date(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    private static String folderName(Path folder) {
        String name = folder.getFileName() == null
                ? folder.toString()
                : folder.getFileName().toString();
        return PackageFiles.isZip(folder) ? name.substring(0, name.lastIndexOf('.')) : name;
    }
}

package io.github.tessera.model;

import io.github.tessera.image.NaturalOrder;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Models that segment together, their probabilities averaged; often one alone.
 *
 * @param models at least one; if there are several, Tessera trained them, and classes, outputs, channels, what of images they learnt from
 *     and normalization are the same in all
 */
public record Ensemble(List<Model> models) {
    private static final String FOLD = "fold_";

    /** Checks that they fit together. */
    public Ensemble {
        models = List.copyOf(models);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("no model");
        }
        for (Model model : models) {
            misfit(models.get(0), model).ifPresent(what -> {
                throw new IllegalArgumentException(what + " of the models differ");
            });
        }
    }

    /** One model alone. */
    public static Ensemble of(Model model) {
        return new Ensemble(List.of(model));
    }

    /** The folder of one of a cross-validation's models, by its number from 1: {@code fold_1}. */
    public static Path fold(Path folder, int number) {
        return folder.resolve(FOLD + number);
    }

    /**
     * Reads a model, whoever made it, or all models of a cross-validation.
     *
     * @param path a model's folder or zip; or the folder of a cross-validation, whose folders {@code fold_1} and so on hold one model each;
     *     or a file in such a folder
     * @throws TesseraException if there is no model, one of them is missing or damaged, or they do not fit together; the message says which
     */
    public static Ensemble read(Path path) {
        List<Path> folds = PackageFiles.hold(path) ? List.of() : folds(PackageFiles.folder(path));
        if (folds.isEmpty()) {
            return of(ModelPackage.open(path));
        }
        List<Model> models = new ArrayList<>();
        for (Path fold : folds) {
            if (!PackageFiles.hold(fold)) {
                throw new TesseraException("The cross-validation in " + fold.getParent() + " has no model in "
                        + fold.getFileName() + ": finish it, or delete that folder to go without.");
            }
            SegmentationModel model = ModelPackage.read(fold);
            models.add(model);
            misfit(models.get(0), model).ifPresent(what -> {
                throw new TesseraException("The models in " + folds.get(0) + " and " + fold.getFileName()
                        + " do not fit together, for their " + what
                        + " differ: leave the models of one cross-validation in the folder.");
            });
        }
        return new Ensemble(models);
    }

    /** The folders in it that are named as those of a cross-validation's models, in the order of their numbers; none if it is missing. */
    public static List<Path> folds(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(FOLD + "\\d+"))
                    .filter(Files::isDirectory)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString(), NaturalOrder::compare))
                    .toList();
        } catch (IOException e) {
            throw new TesseraException("The folder " + folder + " cannot be read: choose another.", e);
        }
    }

    private static Optional<String> misfit(Model one, Model other) {
        if (one.equals(other)) {
            return Optional.empty();
        }
        if (!(one instanceof SegmentationModel a) || !(other instanceof SegmentationModel b)) {
            return Optional.of("makers");
        }
        if (!a.classes().equals(b.classes()) || a.outputs() != b.outputs()) {
            return Optional.of("classes");
        }
        if (a.channels() != b.channels() || !a.input().equals(b.input())) {
            return Optional.of("channels or pixel sizes");
        }
        return a.normalization().equals(b.normalization()) ? Optional.empty() : Optional.of("normalizations");
    }

    /** Eight hexadecimal digits that tell these models from others: a checksum of the names of their classes and of all weights. */
    public String checksum() {
        CRC32 sum = new CRC32();
        for (Model model : models) {
            sum.update(String.join("\n", model.classes()).getBytes(StandardCharsets.UTF_8));
            model.addTo(sum);
        }
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /** The first model; what all have in common can be asked of it. */
    public Model first() {
        return models.get(0);
    }
}

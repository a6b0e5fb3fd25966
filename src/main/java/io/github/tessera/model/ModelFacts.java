package io.github.tessera.model;

import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that a model's package tells, for people: what it does, how it came to be, who made it, and which files it has.
 *
 * @param summary of the model, or of those of a cross-validation
 * @param facts in the order in which they are shown
 */
public record ModelFacts(ModelSummary summary, List<Fact> facts) {
    private static final int MOST_FILES = 25;

    public ModelFacts {
        facts = List.copyOf(facts);
    }

    /**
     * Reads a folder or zip, or the folder of a cross-validation.
     *
     * @throws TesseraException if there is no model, or its description cannot be read
     */
    public static ModelFacts read(Path path) {
        ModelSummary summary = ModelSummary.read(path)
                .orElseThrow(() -> new TesseraException("There is no model in " + path + " (no "
                        + ModelPackage.DESCRIPTION + "): choose the folder that Tessera Train... made, or a package."));
        List<Path> folds = summary.models() == 1 ? List.of() : Ensemble.folds(path);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Model", summary.name()));
        facts.add(new Fact("Place", summary.folder().toString()));
        if (!summary.isSound()) {
            facts.add(new Fact("Cannot be used", summary.fault()));
        }
        try (PackageFiles files = PackageFiles.open(folds.isEmpty() ? path : folds.get(0))) {
            facts.addAll(of(files));
            if (!folds.isEmpty()) {
                facts.add(new Fact("Cross-validation", folds(folds)));
            }
            facts.add(new Fact(folds.isEmpty() ? "Files" : "Files of the first", sizes(files.sizes())));
        } catch (IOException | RuntimeException e) { // whatever a YAML or JSON parser makes of what is no description
            if (e instanceof TesseraException known) {
                throw known;
            }
            throw new TesseraException(
                    "The model in " + path + " is damaged (" + PackageDamage.of(e)
                            + "): copy it again, or download it again.",
                    e);
        }
        return new ModelFacts(summary, facts);
    }

    private static List<Fact> of(PackageFiles files) throws IOException {
        Map<?, ?> description = files.read();
        List<Fact> facts = new ArrayList<>();
        boolean known = TesseraConfig.isKnownIn(description);
        if (known) {
            TesseraConfig config = TesseraConfig.read(description);
            facts.add(new Fact("Classes", String.join(", ", config.classes())));
            facts.addAll(TrainedFacts.of(config, TesseraConfig.isBakedIn(description)));
        } else {
            facts.addAll(foreign(files));
        }
        boolean trainable = TesseraConfig.isIn(description) && files.has(ModelPackage.TRAINING);
        facts.add(new Fact(
                "Can be trained further",
                trainable
                        ? "Yes, by Tessera Train... (" + ModelPackage.TRAINING + ")"
                        : "No: it has no " + ModelPackage.TRAINING
                                + (known ? ", which its authors left out" : ", for Tessera did not make it")));
        facts.addAll(DeclaredFacts.of(description));
        return facts;
    }

    /** Of a model that cannot be run the rest is told all the same. */
    private static List<Fact> foreign(PackageFiles files) throws IOException {
        try {
            return ForeignFacts.of(files);
        } catch (UnsupportedModelException e) {
            return List.of();
        }
    }

    private static String folds(List<Path> folds) {
        return folds.size() + " models that segment together\n"
                + folds.stream()
                        .map(fold -> fold.getFileName() + ": "
                                + ModelSummary.read(fold)
                                        .flatMap(ModelSummary::details)
                                        .map(d -> Double.isNaN(d.iou())
                                                ? "not measured"
                                                : String.format(Locale.ROOT, "IoU %.4f", d.iou()))
                                        .orElse("cannot be used"))
                        .collect(Collectors.joining("\n"));
    }

    private static String sizes(Map<String, Long> sizes) {
        String lines = sizes.entrySet().stream()
                .limit(MOST_FILES)
                .map(file -> file.getKey() + ", " + size(file.getValue()))
                .collect(Collectors.joining("\n"));
        return sizes.size() <= MOST_FILES ? lines : lines + "\nand " + (sizes.size() - MOST_FILES) + " more";
    }

    private static String size(long bytes) {
        return bytes < 10_000
                ? bytes + " bytes"
                : bytes < 10_000_000
                        ? Math.round(bytes / 1e3) + " kB"
                        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    /** As lines for the log. */
    public String text() {
        return facts.stream().map(Fact::line).collect(Collectors.joining("\n"));
    }
}

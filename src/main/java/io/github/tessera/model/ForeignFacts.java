package io.github.tessera.model;

import io.github.tessera.model.TensorDescription.StepDescription;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a package tells of a network of which Tessera knows nothing else. */
final class ForeignFacts {
    /** How far a result may be off, as a part of its largest value: machines round in other ways. */
    private static final double TOLERANCE = 1e-3;

    private ForeignFacts() {}

    /**
     * From classes to sizes.
     *
     * @throws UnsupportedModelException if it cannot be run here
     * @throws IOException if the package is damaged
     */
    static List<Fact> of(PackageFiles files) throws IOException {
        ForeignTensors tensors = ForeignTensors.read(files);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Classes", String.join(", ", tensors.classes().names())));
        facts.add(new Fact(
                "Network", "TorchScript, " + tensors.description().weights().source()));
        facts.add(new Fact("Images", TrainedFacts.images(tensors.sizes().channels(), tensors.input())));
        facts.add(new Fact("Pixel size", TrainedFacts.pixelSize(tensors.input().pixelSize())));
        facts.add(new Fact("Normalization", steps(tensors.description().input().steps())));
        facts.add(new Fact("Results", steps(tensors.description().output().steps())));
        facts.add(new Fact(
                "Sizes",
                "Tiles of " + tensors.sizes().tiles().columns() + " by "
                        + tensors.sizes().tiles().rows() + " pixels, of which "
                        + tensors.sizes().tiles().least() + " at each edge do not count"));
        facts.add(new Fact("Own test", test(files, tensors)));
        return facts;
    }

    /** Runs the package's test, on the CPU; of a network that cannot be run the rest is told all the same. */
    private static String test(PackageFiles files, ForeignTensors tensors) {
        if (tensors.testInput().isEmpty() || tensors.testOutput().isEmpty()) {
            return "The package has none";
        }
        try {
            double difference = ForeignModel.read(files).testDifference();
            double most = 0;
            for (float value : tensors.testOutput().get().values()) {
                most = Math.max(most, Math.abs(value));
            }
            boolean passed = difference <= TOLERANCE * most;
            return String.format(
                    Locale.ROOT,
                    "%s: its result differs by %s at most, of values up to %s%s",
                    passed ? "Passed" : "Failed",
                    rounded(difference),
                    rounded(most),
                    passed ? "" : ". Compare its results with its authors' before you trust them");
        } catch (IOException e) {
            return "It cannot be run: " + PackageDamage.of(e);
        } catch (TesseraException e) {
            return "It cannot be run: " + e.getMessage();
        }
    }

    private static String rounded(double value) {
        return Double.isInfinite(value)
                ? "infinity"
                : new BigDecimal(value)
                        .round(new MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static String steps(List<StepDescription> steps) {
        return steps.isEmpty()
                ? "As they are"
                : steps.stream().map(StepDescription::name).collect(Collectors.joining(", "));
    }
}

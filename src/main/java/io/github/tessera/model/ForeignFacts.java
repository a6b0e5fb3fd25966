package io.github.tessera.model;

import io.github.tessera.model.TensorDescription.StepDescription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a package tells of a network of which Tessera knows nothing else. */
final class ForeignFacts {
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
        return facts;
    }

    private static String steps(List<StepDescription> steps) {
        return steps.isEmpty()
                ? "As they are"
                : steps.stream().map(StepDescription::name).collect(Collectors.joining(", "));
    }
}

package io.github.tessera.model;

import io.github.tessera.image.Selection;
import java.util.Locale;

/** The page that a model's folder carries for people, as rdf.yaml's documentation. */
final class ModelReadme {
    private ModelReadme() {}

    static String of(SegmentationModel model) {
        TrainingNotes n = model.notes();
        return String.format(
                Locale.ROOT,
                """
                # %s

                Semantic segmentation into %s, trained with Tessera in ImageJ.

                - Network: %s, width %d, %d levels, for images of %d channel(s)%s
                - Normalization: %s, fitted to each whole image
                - Trained on %d image(s), %d steps of %d crops of %d x %d pixels; loss %s; %s; seed %d
                - Augmentation: %s

                ## Validation

                %s

                ## Use

                `weights.torchscript.pt` takes a normalized image (N, C, H, W) and gives probabilities (N, K, H, W).
                In ImageJ: Plugins > Tessera > Tessera Segment..., with this folder as the model.
                """,
                model.name(),
                String.join(", ", model.classes()),
                model.network().architecture().label(),
                model.network().width(),
                model.network().depth(),
                model.network().channels(),
                input(model.input()),
                model.normalization().kind().label(),
                n.images(),
                n.steps(),
                n.batch(),
                n.crop(),
                n.crop(),
                n.loss(),
                n.optimizer(),
                n.seed(),
                n.augment(),
                validation(n));
    }

    private static String input(ImageInput input) {
        String channels = input.channels().equals(Selection.ALL)
                ? ""
                : ", which were channels " + input.channels().text() + " of theirs";
        return channels
                + input.pixelSize()
                        .map(size -> String.format(
                                Locale.ROOT, ", pixels of %.4g x %.4g micrometres", size.width(), size.height()))
                        .orElse("");
    }

    private static String validation(TrainingNotes n) {
        return Double.isNaN(n.validationIou())
                ? "It was not validated."
                : String.format(
                        Locale.ROOT,
                        "Intersection over union on crops of %d image(s) kept out: %.4f.",
                        n.validationImages(),
                        n.validationIou());
    }
}

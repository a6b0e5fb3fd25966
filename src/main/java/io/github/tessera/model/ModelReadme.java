package io.github.tessera.model;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.Selection;
import io.github.tessera.progress.Count;
import java.util.List;
import java.util.Locale;

/** The page that a model's folder carries for people, as rdf.yaml's documentation. */
final class ModelReadme {
    private ModelReadme() {}

    /** The page of a package; of one that nobody has published yet without what is declared then. */
    static String of(SegmentationModel model, Publication publication) {
        return model(model, publication)
                + (publication.equals(Publication.of(model)) ? "" : declared(model, publication));
    }

    private static String model(SegmentationModel model, Publication publication) {
        TrainingNotes n = model.notes();
        boolean published = !publication.equals(Publication.of(model));
        return String.format(
                Locale.ROOT,
                """
                # %s

                %s

                - Network: %s, width %d, %s, for images of %s%s
                - Normalization: %s, fitted to each whole image%s
                - Trained on %s, %s of %s of %d x %d pixels; loss %s; %s; seed %d
                - Augmentation: %s

                ## Validation

                %s

                ## Use

                `weights.torchscript.pt` takes %s (N, C, H, W) and gives probabilities (N, K, H, W).
                In ImageJ: Plugins > Tessera > Tessera Segment..., with this folder as the model.
                """,
                published ? publication.name() : model.name(),
                published
                        ? publication.description()
                        : "Semantic segmentation into " + String.join(", ", model.classes())
                                + ", trained with Tessera in ImageJ.",
                model.network().architecture().label(),
                model.network().width(),
                Count.of(model.network().depth(), "level"),
                Count.of(model.network().channels(), "channel"),
                input(model.input()),
                model.normalization().kind().label(),
                publication.baked().isPresent() ? " in training" : "",
                Count.of(n.images(), "image"),
                Count.of(n.steps(), "step"),
                Count.of(n.batch(), "crop"),
                n.crop(),
                n.crop(),
                n.loss(),
                n.optimizer(),
                n.seed(),
                n.augment(),
                validation(n),
                publication.baked().map(ModelReadme::raw).orElse("a normalized image"));
    }

    private static String raw(IntensityMap map) {
        return "an image as it is, for it normalizes within itself (channel by channel " + map + "):\nan image";
    }

    private static String declared(SegmentationModel model, Publication publication) {
        StringBuilder page = new StringBuilder();
        section(page, "Documentation", List.of(publication.documentation()));
        section(
                page,
                ResourceDescription.TRAINING_DATA,
                publication.dataset().map(Link::address).stream().toList());
        section(
                page,
                "Authors",
                publication.authors().stream()
                        .map(author -> "- " + author.describe())
                        .toList());
        section(
                page,
                "Citation",
                publication.citations().stream()
                        .map(citation -> "- " + citation.describe())
                        .toList());
        section(page, "Licence", List.of(publication.license().spdx()));
        section(
                page,
                "Fine-tuning",
                List.of(
                        publication.finetuning()
                                ? "Tessera Train... goes on from this model (" + ModelPackage.TRAINING + ")."
                                : "The package has no " + ModelPackage.TRAINING + ", so that it can segment only. "
                                        + model.name() + " is the name that its authors have it under."));
        return page.toString();
    }

    private static void section(StringBuilder page, String heading, List<String> lines) {
        String text = String.join("\n", lines).strip();
        if (!text.isEmpty()) {
            page.append("\n## ").append(heading).append("\n\n").append(text).append('\n');
        }
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
                        "Intersection over union on crops of %s kept out: %.4f.",
                        Count.of(n.validationImages(), "image"),
                        n.validationIou());
    }
}

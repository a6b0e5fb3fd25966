package io.github.tessera.model;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.Optional;

/**
 * What a package declares that no training knows, and what is left out of it.
 *
 * @param name for others: 5 to 128 letters, digits, blanks and {@code _+-()}
 * @param description at most 1,024 characters
 * @param authors at least one
 * @param license what others may do with it
 * @param citations what users are asked to cite, the most important first
 * @param tags words to find it by, beside {@link #TAGS}
 * @param documentation what users should know, for the package's page; may be empty
 * @param dataset where the images are that it learnt from
 * @param finetuning whether others can go on from it
 * @param baked what the network does to raw intensities itself; empty if a normalization comes before it
 */
public record Publication(
        String name,
        String description,
        List<Author> authors,
        License license,
        List<Citation> citations,
        List<String> tags,
        String documentation,
        Optional<Link> dataset,
        boolean finetuning,
        Optional<IntensityMap> baked) {
    /** Words that every package has. */
    static final List<String> TAGS = List.of("segmentation", "semantic-segmentation", "2d", "fiji", "tessera");

    private static final int SHORTEST_NAME = 5;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_DESCRIPTION = 1024;
    private static final String NAME_CHARACTERS = "[A-Za-z0-9_+() -]";

    /** Checks what the format demands. */
    public Publication {
        if (!name.matches(NAME_CHARACTERS + "{" + SHORTEST_NAME + "," + LONGEST_NAME + "}")) {
            throw new TesseraException("\"" + name + "\" cannot be the name of a package: write " + SHORTEST_NAME
                    + " to " + LONGEST_NAME + " letters without accents, digits, blanks, or + - _ ( ) (name).");
        }
        if (description.isBlank() || description.length() > LONGEST_DESCRIPTION) {
            throw new TesseraException(
                    "The description has " + description.strip().length() + " characters: write 1 to "
                            + LONGEST_DESCRIPTION + " (description), and what is longer as documentation.");
        }
        if (authors.isEmpty()) {
            throw new TesseraException(
                    "Nobody is named as author: write at least one name (authors), as in " + Author.EXAMPLE + ".");
        }
        authors = List.copyOf(authors);
        citations = List.copyOf(citations);
        tags = List.copyOf(tags);
    }

    /** What can be said of any model, as it lies where it was trained. */
    public static Publication of(SegmentationModel model) {
        return new Publication(
                packageName(model.name()),
                "Semantic segmentation into " + shortened(String.join(", ", model.classes()))
                        + ", trained with Tessera.",
                List.of(new Author("Author not given", "", "", "")),
                License.CC_BY,
                List.of(Citation.of(model.network().architecture().paper())),
                List.of(),
                "",
                Optional.empty(),
                true,
                Optional.empty());
    }

    /** Letters of the alphabet, digits and few signs; the model's own name is in Tessera's part of the description. */
    static String packageName(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_+() -]", "_");
        String filled = plain.length() < SHORTEST_NAME ? "model " + plain : plain;
        return filled.substring(0, Math.min(LONGEST_NAME, filled.length()));
    }

    private static String shortened(String classes) {
        int most = LONGEST_DESCRIPTION - 100;
        return classes.length() <= most ? classes : classes.substring(0, most) + "...";
    }
}

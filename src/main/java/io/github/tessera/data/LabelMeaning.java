package io.github.tessera.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What stands for which class.
 *
 * @param heading one line that says how the labels were understood, without its colon
 * @param coding the classes, and which numbers stand for them
 * @param signs what stands for each class, as a user sees it: a value, a colour, a file
 * @param ignoredSign what stands for pixels that are not learnt from, where something does
 */
record LabelMeaning(String heading, MaskCoding coding, List<String> signs, Optional<String> ignoredSign) {
    LabelMeaning {
        signs = List.copyOf(signs);
        if (signs.size() != coding.classes().size()) {
            throw new IllegalArgumentException(
                    signs.size() + " signs for " + coding.classes().size() + " classes");
        }
    }

    /** For labels that are given by something else than numbers. */
    static LabelMeaning of(String heading, ClassTable classes, List<String> signs, Optional<String> ignoredSign) {
        return new LabelMeaning(heading, MaskCoding.indices(classes), signs, ignoredSign);
    }

    /** One line a class and one for what is ignored: what stands for it, name, and share of the pixels. */
    String describe(PixelCounts counts) {
        List<String> lines = new ArrayList<>(List.of(heading + ":"));
        for (int index = 0; index < signs.size(); index++) {
            lines.add(line(signs.get(index), coding.classes().get(index), counts.share(index)));
        }
        if (ignoredSign.isPresent() || counts.ignored() > 0) {
            lines.add(line(ignoredSign.orElse("the rest"), "ignored", counts.ignoredShare()));
        }
        return String.join("\n", lines);
    }

    private static String line(String sign, String name, double share) {
        return String.format(Locale.ROOT, "  %s -> %s, %.2f %% of the pixels", sign, name, 100 * share);
    }
}

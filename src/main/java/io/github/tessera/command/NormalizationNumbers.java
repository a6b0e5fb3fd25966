package io.github.tessera.command;

import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.progress.TesseraException;
import java.util.regex.Pattern;

/** Reads the numbers that some normalizations take: two percentiles, or mean and deviation for each channel in turn. */
final class NormalizationNumbers {
    private static final Pattern SEPARATORS = Pattern.compile("[,;\\s]+");

    private NormalizationNumbers() {}

    /**
     * The settings; the usual ones where they are chosen automatically.
     *
     * @throws TesseraException if the numbers do not suit the kind
     */
    static NormalizationSettings settings(NormalizationChoice choice, String text) {
        if (choice != NormalizationChoice.AUTO) {
            return settings(choice.choice(), text);
        }
        if (!text.isBlank()) {
            throw new TesseraException("The numbers \"" + text.strip()
                    + "\" are for a normalization that you choose: percentile or fixed; or leave them empty.");
        }
        return NormalizationSettings.defaults();
    }

    /**
     * The settings of a kind.
     *
     * @throws TesseraException if the numbers do not suit it
     */
    static NormalizationSettings settings(Normalization kind, String text) {
        if (kind == Normalization.FIXED_MEAN_STD) {
            double[] numbers = numbers(kind, text);
            if (numbers.length == 0 || numbers.length % 2 != 0) {
                throw wrong(kind, text);
            }
            float[] means = new float[numbers.length / 2];
            float[] deviations = new float[means.length];
            for (int c = 0; c < means.length; c++) {
                means[c] = (float) numbers[2 * c];
                deviations[c] = (float) numbers[2 * c + 1];
            }
            return NormalizationSettings.fixed(means, deviations);
        }
        if (text.isBlank()) {
            return NormalizationSettings.of(kind);
        }
        double[] numbers = numbers(kind, text);
        if (kind != Normalization.PERCENTILE || numbers.length != 2) {
            throw wrong(kind, text);
        }
        return NormalizationSettings.percentiles(numbers[0], numbers[1]);
    }

    private static double[] numbers(Normalization kind, String text) {
        try {
            return SEPARATORS
                    .splitAsStream(text.strip())
                    .filter(word -> !word.isEmpty())
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        } catch (NumberFormatException e) {
            throw wrong(kind, text);
        }
    }

    private static TesseraException wrong(Normalization kind, String text) {
        String wanted =
                switch (kind) {
                    case PERCENTILE -> "takes two numbers, such as 1, 99.8";
                    case FIXED_MEAN_STD ->
                        "takes mean and deviation for each channel in turn, such as 0.49, 0.25 for grey";
                    default -> "takes no numbers: leave them empty";
                };
        return new TesseraException(
                "The normalization " + kind.label() + " with the numbers \"" + text.strip() + "\" " + wanted + ".");
    }
}

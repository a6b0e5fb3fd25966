package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the values of the masks mean, decided once over all masks of a set.
 *
 * <p>Exactly two values are binary: one is the class, the other the background. The ignored value does not count, except that
 * masks of nothing but 255 and one other value are binary, although 255 is ignored unless told otherwise. More values are index
 * masks: the value is the class index, from 0 without a gap.
 */
public final class MaskCoding {
    private static final int NONE = -1;
    private static final int PLAUSIBLE_CLASSES = 32;

    private final boolean binary;
    private final List<Integer> values;
    private final int ignoreValue;
    private final SortedMap<Integer, Long> pixels;

    private MaskCoding(boolean binary, List<Integer> values, int ignoreValue, SortedMap<Integer, Long> pixels) {
        this.binary = binary;
        this.values = List.copyOf(values);
        this.ignoreValue = ignoreValue;
        this.pixels = pixels;
    }

    /**
     * A coding that was decided before, as a model keeps it.
     *
     * @param binary whether the masks are binary
     * @param values the mask value of each class, in the order of the classes
     * @param ignoreValue the value that is not learnt from, below 0 if there is none
     */
    public static MaskCoding of(boolean binary, List<Integer> values, int ignoreValue) {
        if (values.size() < 2 || values.size() > LabelImage.IGNORED || (binary && values.size() != 2)) {
            throw new IllegalArgumentException(values.size() + " classes");
        }
        return new MaskCoding(binary, values, ignoreValue, new TreeMap<>());
    }

    /**
     * Decides from the values that occur.
     *
     * @param histograms by mask name: how many pixels have each value
     * @throws TesseraException naming value and mask if the masks make no sense
     */
    public static MaskCoding decide(Map<String, SortedMap<Integer, Long>> histograms, MaskSettings settings) {
        SortedMap<Integer, Long> all = new TreeMap<>();
        histograms.values().forEach(h -> h.forEach((value, count) -> all.merge(value, count, Long::sum)));
        int ignore = settings.ignoreValue();
        if (settings.indices().isPresent()) {
            List<Integer> indices =
                    IntStream.range(0, settings.indices().getAsInt()).boxed().toList();
            return new MaskCoding(false, indices, ignore, all);
        }
        if (all.size() == 2 && all.containsKey(ignore) && ignore == MaskSettings.DEFAULT_IGNORE_VALUE) {
            ignore = NONE;
        }
        List<Integer> values = new ArrayList<>(all.keySet());
        values.remove((Object) ignore);
        if (values.size() < 2) {
            throw tooFew(histograms, values, ignore);
        }
        if (values.size() > 2) {
            requireIndices(histograms, values, settings);
            return new MaskCoding(false, values, ignore, all);
        }
        if (settings.classValue().isEmpty()) {
            requireNoStray(histograms, all, values, ignore);
        }
        int classValue = settings.classValue().orElse(values.get(1));
        if (!values.contains(classValue)) {
            throw new TesseraException("The class value is " + classValue + ", but the masks hold the values "
                    + values.get(0) + " and " + values.get(1) + "; choose one of these.");
        }
        if (classValue == values.get(0)) {
            values = List.of(values.get(1), values.get(0));
        }
        return new MaskCoding(true, values, ignore, all);
    }

    /** Masks of 0 and 255 in which a pixel has another value are not masks of two classes with 255 to be ignored. */
    private static void requireNoStray(
            Map<String, SortedMap<Integer, Long>> histograms,
            SortedMap<Integer, Long> all,
            List<Integer> values,
            int ignore) {
        int low = values.get(0);
        int high = values.get(1);
        if (ignore == MaskSettings.DEFAULT_IGNORE_VALUE && all.containsKey(ignore) && high != low + 1) {
            int rarer = all.get(low) < all.get(high) ? low : high;
            throw new TesseraException("The masks hold the values " + low + ", " + high + " and " + ignore + ", and "
                    + rarer + " is in the mask " + holder(histograms, rarer) + ": mend the mask if " + rarer
                    + " does not belong there, or set the class value to " + high + " if that is the class and "
                    + ignore
                    + " is not to be learnt from.");
        }
    }

    private static TesseraException tooFew(
            Map<String, SortedMap<Integer, Long>> histograms, List<Integer> values, int ignore) {
        String first = histograms.keySet().iterator().next();
        String ignored = ignore < 0 ? "" : " (apart from the ignored value " + ignore + ")";
        String found = values.isEmpty() ? "no value" : "only the value " + values.get(0);
        return new TesseraException("The masks hold " + found + ignored + ", for example " + first
                + "; masks need at least two values, one for the background and one for each class.");
    }

    private static void requireIndices(
            Map<String, SortedMap<Integer, Long>> histograms, List<Integer> values, MaskSettings settings) {
        int last = values.get(values.size() - 1);
        if (settings.classValue().isPresent()) {
            throw new TesseraException("A class value (" + settings.classValue().getAsInt()
                    + ") is for masks of two values, but these hold " + values.size() + " from " + values.get(0)
                    + " to " + last + "; leave the class value empty or make the masks binary.");
        }
        if (last >= LabelImage.IGNORED) {
            throw new TesseraException("The mask " + holder(histograms, last) + " holds the value " + last
                    + ", but classes are numbered from 0 to " + (LabelImage.IGNORED - 1) + " at most"
                    + cureForObjects(values)
                    + ", or set the ignored value to " + last + " if these pixels are not to be learnt from.");
        }
        for (int index = 0; index < values.size(); index++) {
            int value = values.get(index);
            if (value != index) {
                throw new TesseraException("The mask " + holder(histograms, value) + " holds the value " + value
                        + ", but no mask holds " + index + cureForObjects(values) + ", or set the ignored value to "
                        + value + " if these pixels are not to be learnt from.");
            }
        }
    }

    private static String cureForObjects(List<Integer> values) {
        return values.size() > PLAUSIBLE_CLASSES
                ? "; masks that number single objects must be made binary first (in ImageJ: threshold from 1 up)"
                : "; number the classes 0, 1, 2 ... without a gap";
    }

    private static String holder(Map<String, SortedMap<Integer, Long>> histograms, int value) {
        return histograms.entrySet().stream()
                .filter(entry -> entry.getValue().containsKey(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** Whether there are two classes, background and foreground. */
    public boolean binary() {
        return binary;
    }

    /** The mask value of each class, in the order of the classes. */
    public List<Integer> values() {
        return values;
    }

    /** The mask value that is not learnt from, below 0 if there is none. */
    public int ignoreValue() {
        return ignoreValue;
    }

    /** The names of the classes: background and foreground, or "class 0" and so on. */
    public List<String> classes() {
        return binary
                ? List.of("background", "foreground")
                : values.stream().map(value -> "class " + value).toList();
    }

    /**
     * The class index of a mask value, or {@link LabelImage#IGNORED} as a byte.
     *
     * @throws TesseraException if the value has no meaning
     */
    public byte code(int value) {
        int index = value == ignoreValue ? LabelImage.IGNORED : values.indexOf(value);
        if (index < 0) {
            throw new TesseraException("The mask value " + value + " has no meaning here" + choices() + ".");
        }
        return (byte) index;
    }

    /**
     * Checks that every value of a mask has a meaning.
     *
     * @throws TesseraException naming mask and value otherwise
     */
    void require(String mask, SortedMap<Integer, Long> histogram) {
        for (int value : histogram.keySet()) {
            if (value != ignoreValue && !values.contains(value)) {
                throw new TesseraException("The mask " + mask + " holds the value " + value + ", which has no meaning"
                        + " here" + choices() + "; change the mask, or set the ignored value to " + value + ".");
            }
        }
    }

    private String choices() {
        String ignored = ignoreValue < 0 ? "" : ", ignored: " + ignoreValue;
        return " (classes: " + values + ignored + ")";
    }

    /** One line a class and one for what is ignored: mask value, name, and share of the pixels where that is known. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        lines.add(binary ? "The masks are binary:" : "The masks hold " + values.size() + " classes:");
        if (values.size() > PLAUSIBLE_CLASSES) {
            lines.add("  (so many classes? If the masks number single objects, make them binary first)");
        }
        for (int index = 0; index < values.size(); index++) {
            lines.add(line(values.get(index), classes().get(index)));
        }
        if (ignoreValue >= 0) {
            lines.add(line(ignoreValue, "ignored"));
        }
        return String.join("\n", lines);
    }

    private String line(int value, String meaning) {
        long sum = pixels.values().stream().mapToLong(Long::longValue).sum();
        String share = sum == 0
                ? ""
                : String.format(Locale.ROOT, ", %.2f %% of the pixels", 100.0 * pixels.getOrDefault(value, 0L) / sum);
        return "  " + value + " -> " + meaning + share;
    }
}

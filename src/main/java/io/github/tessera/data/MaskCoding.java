package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the values of the masks mean, decided once over all masks of a set.
 *
 * <p>Exactly two values are binary: one is the class, the other the background. The ignored value does not count, except that
 * masks of nothing but 255 and one other value are binary, although 255 is ignored unless told otherwise. More values are index
 * masks: the value is the class index, from 0 without a gap, or the place in a table of classes.
 */
public final class MaskCoding {
    private static final int NONE = -1;
    private static final int PLAUSIBLE_CLASSES = 32;

    private final ClassTable table;
    private final boolean binary;
    private final List<Integer> values;
    private final int ignoreValue;

    private MaskCoding(ClassTable table, boolean binary, List<Integer> values, int ignoreValue) {
        this.table = table;
        this.binary = binary;
        this.values = List.copyOf(values);
        this.ignoreValue = ignoreValue;
    }

    /** Values that are the class indices themselves, 255 ignored: for labels that do not come from the values of masks. */
    static MaskCoding indices(ClassTable table) {
        return index(table, IntStream.range(0, table.size()).boxed().toList(), LabelImage.IGNORED);
    }

    private static MaskCoding index(ClassTable table, List<Integer> values, int ignoreValue) {
        return new MaskCoding(table, false, values, ignoreValue);
    }

    /**
     * Decides from the values that occur.
     *
     * @param histograms by mask name: how many pixels have each value
     * @throws TesseraException naming value and mask if the masks make no sense
     */
    public static MaskCoding decide(Map<String, SortedMap<Integer, Long>> histograms, MaskSettings settings) {
        MaskCoding coding = settings.table()
                .map(table -> byTable(histograms, settings, table))
                .orElseGet(() -> byValues(histograms, settings));
        histograms.forEach(coding::require);
        return coding;
    }

    private static MaskCoding byTable(
            Map<String, SortedMap<Integer, Long>> histograms, MaskSettings settings, ClassTable told) {
        int ignore = told.ignoredValue().orElse(settings.ignoreValue());
        ClassTable table = told.without(ignore);
        if (table.size() == 2 && sum(histograms).size() > 1) {
            MaskCoding coding = byValues(histograms, settings.withIgnoreValue(ignore));
            if (!coding.binary) {
                String mask = holder(histograms, rarest(histograms, coding.values));
                throw new MisfitException(
                        mask,
                        "The masks hold the values " + coding.values + ", but the table has the two classes "
                                + table.names() + "; give the table a line for each value, or mend such masks as "
                                + mask + ".");
            }
            return new MaskCoding(table, true, coding.values, coding.ignoreValue);
        }
        if (settings.classValue().isPresent()) {
            throw new TesseraException("A class value (" + settings.classValue().getAsInt()
                    + ") is for masks of two values, but the table has " + table.size()
                    + " classes; leave the class value or the table empty.");
        }
        return index(table, table.values(), ignore);
    }

    private static MaskCoding byValues(Map<String, SortedMap<Integer, Long>> histograms, MaskSettings settings) {
        SortedMap<Integer, Long> all = sum(histograms);
        int ignore = settings.ignoreValue();
        if (settings.indices().isPresent()) {
            int classes = settings.indices().getAsInt();
            return index(
                    ClassTable.numbered(classes),
                    IntStream.range(0, classes).boxed().toList(),
                    ignore);
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
            return index(ClassTable.numbered(values.size()), values, ignore);
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
        return new MaskCoding(ClassTable.binary(), true, values, ignore);
    }

    private static SortedMap<Integer, Long> sum(Map<String, SortedMap<Integer, Long>> histograms) {
        SortedMap<Integer, Long> all = new TreeMap<>();
        histograms.values().forEach(h -> h.forEach((value, count) -> all.merge(value, count, Long::sum)));
        return all;
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
            String mask = holder(histograms, rarer);
            throw new MisfitException(
                    mask,
                    "The masks hold the values " + low + ", " + high + " and " + ignore + ", and " + rarer
                            + " is in the mask " + mask + ": mend the mask if " + rarer
                            + " does not belong there, or set the class value to " + high + " if that is the class and "
                            + ignore + " is not to be learnt from.");
        }
    }

    private static TesseraException tooFew(
            Map<String, SortedMap<Integer, Long>> histograms, List<Integer> values, int ignore) {
        String first = histograms.keySet().iterator().next();
        String ignored = ignore < 0 ? "" : " (apart from the ignored value " + ignore + ")";
        String found = values.isEmpty() ? "no value" : "only the value " + values.get(0);
        return new TesseraException("The masks hold " + found + ignored + ", for example " + first
                + "; draw masks of at least two values, one for the background and one for each class.");
    }

    private static void requireIndices(
            Map<String, SortedMap<Integer, Long>> histograms, List<Integer> values, MaskSettings settings) {
        if (settings.classValue().isPresent()) {
            String mask = holder(histograms, rarest(histograms, values));
            throw new MisfitException(
                    mask,
                    "A class value (" + settings.classValue().getAsInt()
                            + ") is for masks of two values, but these hold " + values.size() + " from " + values.get(0)
                            + " to " + values.get(values.size() - 1) + ", for example " + mask
                            + "; leave the class value empty or make the masks binary.");
        }
        int gap = 0;
        while (gap < Math.min(values.size(), LabelImage.IGNORED) && values.get(gap) == gap) {
            gap++;
        }
        if (gap == values.size()) {
            return;
        }
        int value = rarest(histograms, values.subList(gap, values.size()));
        String mask = holder(histograms, value);
        String wrong = value >= LabelImage.IGNORED
                ? "classes are numbered from 0 to " + (LabelImage.IGNORED - 1) + " at most"
                : "no mask holds " + gap;
        throw new MisfitException(
                mask,
                "The mask " + mask + " holds the value " + value + ", but " + wrong + cure(mask, values)
                        + ", or set the ignored value to " + value + " if these pixels are not to be learnt from.");
    }

    /** The value that the fewest masks hold; of several the lowest that could be a class, or else the highest. */
    private static int rarest(Map<String, SortedMap<Integer, Long>> histograms, List<Integer> values) {
        Map<Integer, Integer> masks = new HashMap<>();
        histograms.values().forEach(h -> h.keySet().forEach(value -> masks.merge(value, 1, Integer::sum)));
        return values.stream()
                .min(Comparator.<Integer>comparingInt(masks::get)
                        .thenComparing(value -> value >= LabelImage.IGNORED ? -value : value))
                .orElseThrow();
    }

    private static String cure(String mask, List<Integer> values) {
        if (isJpeg(mask)) {
            return "; it is a JPEG, which smears values at edges: save masks as PNG or TIFF";
        }
        return values.size() > PLAUSIBLE_CLASSES
                ? "; if the values number single objects, choose objects or borders as the kind of labels"
                : "; number the classes 0, 1, 2 ... without a gap";
    }

    /** Whether a mask, or a slice or channel of one, comes from a file whose compression changes values. */
    static boolean isJpeg(String mask) {
        return mask.toLowerCase(Locale.ROOT).matches("(?s).*\\.jpe?g( slice \\d+)?( channel \\d+)?");
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

    /** The names of the classes: the table's, or background and foreground, or "class 0" and so on. */
    public List<String> classes() {
        return table.names();
    }

    /** The classes with their colours. */
    ClassTable table() {
        return table;
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

    private void require(String mask, SortedMap<Integer, Long> histogram) {
        for (int value : histogram.keySet()) {
            if (value != ignoreValue && !values.contains(value)) {
                throw new MisfitException(
                        mask,
                        "The mask " + mask + " holds the value " + value + ", which has no meaning here" + choices()
                                + "; change the mask, or set the ignored value to " + value + ".");
            }
        }
    }

    private String choices() {
        String ignored = ignoreValue < 0 ? "" : ", ignored: " + ignoreValue;
        return " (classes: " + values + ignored + ")";
    }

    /** What the values mean, for people. */
    LabelMeaning meaning() {
        String doubt = values.size() > PLAUSIBLE_CLASSES
                ? " (so many? If the values number single objects, choose objects or borders as the kind of labels)"
                : "";
        return new LabelMeaning(
                binary ? "The masks are binary" : "The masks hold " + values.size() + " classes" + doubt,
                this,
                values.stream().map(String::valueOf).toList(),
                ignoreValue < 0 ? Optional.empty() : Optional.of(String.valueOf(ignoreValue)));
    }
}

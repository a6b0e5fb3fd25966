package io.github.tessera.data;

import io.github.tessera.progress.TesseraException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * Decides what values and colours of masks mean, once for all masks of a set.
 *
 * <p>They count by their colours if one of them is really coloured (unless more of them are grey than can be understood by colours),
 * or if all that is seen (by their files' colour tables, or as greys in the table that was given) are colours of classes and the
 * values make no sense or mean other classes. Else they count by their values.
 */
final class CodingDecision {
    private static final int WHITE = 0xFFFFFF;
    private static final int WHITE_VALUE = 255;

    private final MaskSettings settings;
    private final List<CodedMask> masks;

    CodingDecision(MaskSettings settings, List<CodedMask> masks) {
        this.settings = settings;
        this.masks = masks;
    }

    Labels labels() {
        ColourCoding colours = new ColourCoding(settings.table().orElseGet(ClassTable::voc));
        boolean byColours =
                switch (settings.kind()) {
                    case COLOURS -> true;
                    case AUTO -> meansColours(colours);
                    default -> false;
                };
        return byColours ? byColours(colours) : byValues();
    }

    private boolean meansColours(ColourCoding colours) {
        if (masks.stream().anyMatch(CodedMask::coloured)) {
            return colouredMasksFit(colours);
        }
        boolean known = settings.table().map(ClassTable::coloured).orElse(false)
                || masks.stream().anyMatch(CodedMask::hasFileColours);
        if (known && settings.classValue().isEmpty() && masks.stream().allMatch(colours::explains)) {
            return !valuesMakeSense()
                    || masks.stream().anyMatch(m -> colours.differsFromValues(m, settings.ignoreValue()));
        }
        requireOneMeaning();
        return false;
    }

    /** Whether no more masks would be at odds with the colours than with values: a stray picture does not decide for all. */
    private boolean colouredMasksFit(ColourCoding colours) {
        long grey = masks.stream().filter(mask -> !mask.coloured()).count();
        return masks.stream().filter(colours::explains).count() >= grey;
    }

    private boolean valuesMakeSense() {
        try {
            coding();
            return true;
        } catch (TesseraException e) {
            return false;
        }
    }

    /** In which colour a mask's table shows a value. */
    private record Shown(String mask, int colour) {}

    /** One value in two colours: then programs wrote colour tables in an order of their own, and the values say nothing. */
    private void requireOneMeaning() {
        Map<Integer, Shown> shown = new HashMap<>();
        for (CodedMask mask : masks) {
            for (int value : mask.hasFileColours() ? mask.codes() : List.<Integer>of()) {
                Shown here = new Shown(mask.name(), mask.seen(value).orElse(-1));
                Shown before = shown.putIfAbsent(value, here);
                if (before != null && before.colour() != here.colour()) {
                    throw new TesseraException("The masks " + before.mask() + " and " + mask.name()
                            + " show the value " + value + " in different colours; choose values as the kind of labels"
                            + " if the values count, or colours with a table of the classes.");
                }
            }
        }
        shown.forEach((value, where) -> {
            if (where.colour() == WHITE && value != WHITE_VALUE) {
                requireNoOtherWhite(value, where.mask());
            }
        });
    }

    /** Files of black and white may have 1 bit, and are white where the value is 1; beside them 255 would be ignored. */
    private void requireNoOtherWhite(int value, String holder) {
        for (CodedMask mask : masks) {
            if (!mask.hasFileColours() && mask.codes().contains(WHITE_VALUE)) {
                throw new TesseraException("White is the value " + value + " in the mask " + holder + ", but "
                        + WHITE_VALUE + " in " + mask.name()
                        + "; save all masks in one way, or choose values as the kind of labels if " + WHITE_VALUE
                        + " is another class or ignored.");
            }
        }
    }

    private Labels byColours(ColourCoding colours) {
        masks.forEach(colours::require);
        List<RandomAccessibleInterval<UnsignedByteType>> planes = masks.stream()
                .map(mask -> mask.labels(code -> colours.label(mask, code).orElseThrow()))
                .toList();
        return new Labels(colours.meaning(settings.table().isPresent()), planes);
    }

    private Labels byValues() {
        MaskCoding coding = coding();
        List<RandomAccessibleInterval<UnsignedByteType>> planes =
                masks.stream().map(mask -> mask.labels(coding::code)).toList();
        return new Labels(coding.meaning(), planes);
    }

    private MaskCoding coding() {
        Map<String, SortedMap<Integer, Long>> histograms = new LinkedHashMap<>();
        for (CodedMask mask : masks) {
            if (mask.coloured()) {
                throw new MisfitException(
                        mask.name(),
                        "The mask " + mask.name()
                                + " is coloured; choose colours as the kind of labels, or save it as 8-bit or 16-bit"
                                + " grey, where each value is a class.");
            }
            histograms.put(mask.name(), mask.histogram());
        }
        return MaskCoding.decide(histograms, settings);
    }
}

package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the colours of masks mean: a table tells, or PASCAL VOC's. */
final class ColourCoding {
    private final ClassTable table;

    /** A coding by a table; the colours of one that holds names alone are VOC's. */
    ColourCoding(ClassTable table) {
        this.table = table.inColours();
    }

    /** Whether every colour of a mask is one of the table's. */
    boolean explains(CodedMask mask) {
        return mask.codes().stream().allMatch(code -> label(mask, code).isPresent());
    }

    /** Whether a mask that is explained means other classes by its colours than by its values. */
    boolean differsFromValues(CodedMask mask, int ignoreValue) {
        return mask.codes().stream().anyMatch(code -> {
            int byValue = code == ignoreValue ? LabelImage.IGNORED : code;
            return label(mask, code).orElseThrow() != byValue;
        });
    }

    /** The label of a code of a mask, if the table has its colour. */
    OptionalInt label(CodedMask mask, int code) {
        OptionalInt colour = mask.seen(code);
        return colour.isPresent() ? table.labelOf(colour.getAsInt()) : OptionalInt.empty();
    }

    /**
     * Checks that every colour of a mask is one of the table's.
     *
     * @throws MisfitException naming mask, colour, position and cure otherwise
     */
    void require(CodedMask mask) {
        for (int code : mask.codes()) {
            if (label(mask, code).isEmpty()) {
                String cure = MaskCoding.isJpeg(mask.name())
                        ? "; a JPEG smears colours at edges: save masks as PNG or TIFF."
                        : "; add the colour to the table of classes, or mend the mask (colours are smeared by JPEG and"
                                + " by scaling).";
                throw new MisfitException(
                        mask.name(),
                        "The mask " + mask.name() + " holds the " + mask.written(code) + " at " + mask.position(code)
                                + ", which is the colour of no class" + cure);
            }
        }
    }

    /** What the colours mean, for people. */
    LabelMeaning meaning(boolean told) {
        List<String> signs = table.colours().stream().map(ClassTable::written).toList();
        Optional<String> ignored = table.entries().stream()
                .filter(ClassTable.Entry::ignored)
                .map(entry -> ClassTable.written(entry.colour()))
                .findFirst();
        String heading = "The masks are coloured, by " + (told ? "the table of classes" : "the palette of PASCAL VOC");
        return LabelMeaning.of(heading, table, signs, ignored);
    }
}

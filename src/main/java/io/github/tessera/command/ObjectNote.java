package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.image.LabelImage;
import io.github.tessera.postprocess.PlaneCounts;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What a label image does not show: how many objects it has where touching ones were told apart. It is kept with the image, and holds for
 * as long as its labels are the same.
 */
final class ObjectNote {
    private static final String PROPERTY = "tessera.objects";

    private ObjectNote() {}

    /** Keeps what was counted; it is saved in the TIFF. */
    static void leave(ImagePlus labels, List<PlaneCounts> planes) {
        StringBuilder note = new StringBuilder(checksum(labels));
        planes.forEach(plane -> note.append('\n').append(plane.text()));
        labels.setProp(PROPERTY, note.toString());
    }

    /** What was counted in each plane; empty if nothing was, or the labels are others since. */
    static Optional<List<PlaneCounts>> read(ImagePlus labels) {
        String note = labels.getProp(PROPERTY);
        List<String> lines = note == null ? List.of() : List.of(note.split("\n", -1));
        if (lines.size() != labels.getStackSize() + 1 || !lines.get(0).equals(checksum(labels))) {
            return Optional.empty();
        }
        try {
            return Optional.of(lines.stream().skip(1).map(PlaneCounts::parse).toList());
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static String checksum(ImagePlus labels) {
        CRC32 sum = new CRC32();
        LabelImage.labels(labels).forEach(sum::update);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}

package io.github.tessera.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * What a table over the images of a folder says of one of them.
 *
 * @param image its file, from the folder of images on
 * @param result its label image, from the folder of results on; null if there is none
 * @param width in pixels; null if not known, as the other numbers
 * @param planes slices times frames
 * @param seconds of opening, segmenting and saving it, in the run that did so
 * @param objects connected objects of all classes but the background, in all planes
 * @param message why it failed; null otherwise
 */
record ImageRow(
        String image,
        String result,
        Integer width,
        Integer height,
        Integer planes,
        BigDecimal seconds,
        ImageState state,
        Integer objects,
        String message) {
    static final String HEADER = "image,result,width,height,planes,seconds,state,objects,message\n";

    private static final int CELLS = 9;

    /** An image whose labels are there. */
    static ImageRow of(
            String image, String result, int width, int height, int planes, Long nanos, ImageState state, int objects) {
        return new ImageRow(
                image, result, width, height, planes, nanos == null ? null : seconds(nanos), state, objects, null);
    }

    /** An image of which nothing was made. */
    static ImageRow failed(String image, long nanos, String message) {
        return new ImageRow(image, null, null, null, null, seconds(nanos), ImageState.FAILED, null, message);
    }

    private static BigDecimal seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).setScale(3, RoundingMode.HALF_UP);
    }

    /** The line of the table. */
    String line() {
        return CsvLine.of(image, result, width, height, planes, seconds, state.word(), objects, message);
    }

    /** The same image, whose results were there already in a later run. */
    ImageRow skipped() {
        return new ImageRow(image, result, width, height, planes, seconds, ImageState.SKIPPED, objects, message);
    }

    /** Reads a line; empty if it is no whole line of an image that has a result. */
    static Optional<ImageRow> parse(String line) {
        List<String> cells = CsvLine.cells(line);
        if (cells.size() != CELLS || cells.get(6).equals(ImageState.FAILED.word())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ImageRow(
                    cells.get(0),
                    cells.get(1),
                    Integer.valueOf(cells.get(2)),
                    Integer.valueOf(cells.get(3)),
                    Integer.valueOf(cells.get(4)),
                    cells.get(5).isEmpty() ? null : new BigDecimal(cells.get(5)),
                    ImageState.SEGMENTED,
                    Integer.valueOf(cells.get(7)),
                    null));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

package io.github.tessera.data;

import io.github.tessera.image.PixelSize;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.Rescaling;
import io.github.tessera.image.Selection;
import io.github.tessera.model.ImageInput;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * What of the images is read, and how large their pixels are made; their masks follow.
 *
 * @param planes which channels, slices and frames
 * @param pixelSize to which images are rescaled; none for leaving them as they are
 */
public record ReadingSettings(PlaneChoice planes, Optional<PixelSize> pixelSize) {
    /** Everything, as it is. */
    public static final ReadingSettings ALL = new ReadingSettings(PlaneChoice.ALL, Optional.empty());

    /**
     * Understands what dialogs and macros say.
     *
     * @param micrometres the side of a pixel; 0 for leaving images as they are
     * @throws TesseraException saying what was not understood
     */
    public static ReadingSettings of(PlaneChoice planes, double micrometres) {
        if (!(micrometres >= 0 && micrometres < Double.POSITIVE_INFINITY)) {
            throw new TesseraException("The pixel size is " + micrometres
                    + " micrometres; write a length such as 0.5, or 0 to leave the images as they are.");
        }
        return new ReadingSettings(
                planes, micrometres == 0 ? Optional.empty() : Optional.of(new PixelSize(micrometres, micrometres)));
    }

    /**
     * Images of the chosen planes with pixels of the size that is wanted.
     *
     * @throws TesseraException naming image and cure if it does not tell the size of its pixels, or does not fit into memory
     */
    PlaneStack rescaled(PlaneStack chosen, Progress progress) {
        return pixelSize.map(wanted -> chosen.rescaled(wanted, progress)).orElse(chosen);
    }

    /** Labels of the size of an image that may have been rescaled: those of the pixels nearest to its own. */
    static RandomAccessibleInterval<UnsignedByteType> likeImage(
            PlaneStack image, int plane, RandomAccessibleInterval<UnsignedByteType> labels, Progress progress) {
        int width = (int) labels.dimension(0);
        int height = (int) labels.dimension(1);
        return new Rescaling(width, height, image.width(), image.height()).labels(image.name(plane), labels, progress);
    }

    /** What a model that learns from these images is to remember. */
    ImageInput input(List<PlaneStack> images) {
        return new ImageInput(planes.channels(), pixelSize.or(() -> commonPixelSize(images)));
    }

    private static Optional<PixelSize> commonPixelSize(List<PlaneStack> images) {
        Optional<PixelSize> first = images.get(0).pixelSize();
        return first.filter(size -> images.stream()
                .allMatch(image -> image.pixelSize().map(size::isAbout).orElse(false)));
    }

    /** What the user should see of the choice, a line each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        add(notes, "channels", planes.channels());
        add(notes, "slices", planes.slices());
        add(notes, "frames", planes.frames());
        pixelSize.ifPresent(
                size -> notes.add("Images and masks are rescaled to pixels of " + size.width() + " micrometres."));
        return notes;
    }

    private static void add(List<String> notes, String what, Selection selection) {
        if (!selection.equals(Selection.ALL)) {
            notes.add("Of the images these " + what + " are read: " + selection.text() + ".");
        }
    }
}

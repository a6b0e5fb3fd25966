package io.github.tessera.model;

import io.github.tessera.image.PixelSize;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.Selection;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * What of images a model learnt from.
 *
 * @param channels which of the images' channels, in the order in which the network gets them
 * @param pixelSize the size of their pixels, none if they had several or did not tell
 */
public record ImageInput(Selection channels, Optional<PixelSize> pixelSize) {
    /** All channels, pixels of any size. */
    public static final ImageInput ANY = new ImageInput(Selection.ALL, Optional.empty());

    /**
     * The channels that were learnt from, where an image has more of them than the network takes.
     *
     * @param plane (x, y, channel)
     * @param wanted channels that the network takes
     * @return the plane itself where it has as many, or where those that were learnt from are not there
     */
    RandomAccessibleInterval<FloatType> of(RandomAccessibleInterval<FloatType> plane, int wanted) {
        int given = (int) plane.dimension(2);
        if (given <= wanted || channels.rule() != Selection.Rule.LISTED || last() > given) {
            return plane;
        }
        List<Integer> chosen = channels.of(given, 1, "channels", "");
        return PlaneChoice.channels(plane, chosen);
    }

    private int last() {
        return channels.ranges().stream().mapToInt(Selection.Range::last).max().orElseThrow();
    }
}

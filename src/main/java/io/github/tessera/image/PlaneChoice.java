package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;

/**
 * Which channels, z slices and time frames of images are used.
 *
 * @param channels in the order in which the network gets them; red, green and blue of an RGB image are 1, 2 and 3
 * @param slices z slices of each chosen frame
 * @param frames time frames
 */
public record PlaneChoice(Selection channels, Selection slices, Selection frames) {
    /** Everything. */
    public static final PlaneChoice ALL = new PlaneChoice(Selection.ALL, Selection.ALL, Selection.ALL);

    /**
     * Understands what dialogs and macros say.
     *
     * @param channels "all" or a list such as "1,3"
     * @param slices "all", "current", or numbers and ranges such as "1-10, 15"
     * @param frames as the slices
     * @throws TesseraException saying what was not understood
     */
    public static PlaneChoice parse(String channels, String slices, String frames) {
        return new PlaneChoice(
                Selection.parse(channels, "channels", false),
                Selection.parse(slices, "slices", true),
                Selection.parse(frames, "frames", true));
    }

    /**
     * The chosen planes, with the chosen channels; the numbers of the planes stay those of the whole image. Pixels are
     * copied only where channels that are not neighbours are chosen, and then as they are asked for.
     *
     * @param stack all planes of an image
     * @throws TesseraException naming the image if it has no such channel, slice or frame
     */
    public PlaneStack of(PlaneStack stack) {
        PlaneNumbers chosen = numbers(stack.numbers(), stack.name());
        List<RandomAccessibleInterval<FloatType>> planes = chosen.numbers().stream()
                .map(number -> channels(stack.planes().get(number - 1), stack.name()))
                .toList();
        return new PlaneStack(stack.name(), stack.bitDepth(), planes, chosen, stack.pixelSize(), stack.spacing());
    }

    /**
     * The numbers of the chosen planes, slices within frames.
     *
     * @param all planes of an image
     * @throws TesseraException naming the image if it has no such slice or frame
     */
    public PlaneNumbers numbers(PlaneNumbers all, String image) {
        int current = all.current();
        List<Integer> chosenSlices = slices.of(all.slices(), all.slice(current), "slices", image);
        List<Integer> numbers = frames.of(all.frames(), all.frame(current), "frames", image).stream()
                .flatMap(frame -> chosenSlices.stream().map(slice -> (frame - 1) * all.slices() + slice))
                .toList();
        return new PlaneNumbers(all.slices(), all.count(), current, numbers);
    }

    /**
     * The chosen channels of a plane (x, y, channel).
     *
     * @throws TesseraException naming the image if it has no such channel
     */
    public RandomAccessibleInterval<FloatType> channels(RandomAccessibleInterval<FloatType> plane, String image) {
        return channels(plane, channels.of((int) plane.dimension(2), 1, "channels", image));
    }

    /**
     * Some channels of a plane.
     *
     * @param plane (x, y, channel)
     * @param chosen from 1, at least one, each of the plane's
     * @return the plane itself where all are chosen in their order
     */
    public static RandomAccessibleInterval<FloatType> channels(
            RandomAccessibleInterval<FloatType> plane, List<Integer> chosen) {
        if (chosen.equals(
                IntStream.rangeClosed(1, (int) plane.dimension(2)).boxed().toList())) {
            return plane;
        }
        int first = chosen.get(0);
        if (chosen.equals(IntStream.range(first, first + chosen.size()).boxed().toList())) {
            long[] from = {0, 0, first - 1};
            long[] to = {plane.max(0), plane.max(1), first + chosen.size() - 2};
            return Views.zeroMin(Views.interval(plane, from, to));
        }
        return CellImages.channels(plane, chosen);
    }
}

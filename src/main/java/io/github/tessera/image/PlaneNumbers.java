package io.github.tessera.image;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where planes stand in the image they come from.
 *
 * @param slices of each time frame of that image
 * @param count of all planes of that image: slices times frames
 * @param current number of the plane that is shown
 * @param numbers of the planes, from 1, slices within frames
 */
public record PlaneNumbers(int slices, int count, int current, List<Integer> numbers) {
    /** Copies the list. */
    public PlaneNumbers {
        numbers = List.copyOf(numbers);
    }

    /**
     * All planes of an image.
     *
     * @param slices of each frame
     * @param count slices times frames
     * @param current number of the plane that is shown, from 1
     */
    public static PlaneNumbers all(int slices, int count, int current) {
        return new PlaneNumbers(
                slices, count, current, IntStream.rangeClosed(1, count).boxed().toList());
    }

    /** Time frames of that image. */
    public int frames() {
        return count / slices;
    }

    /** Slices of these planes in each of their frames. */
    public int chosenSlices() {
        return numbers.size() / chosenFrames();
    }

    /** Time frames that these planes are of. */
    public int chosenFrames() {
        return (int) numbers.stream().mapToInt(this::frame).distinct().count();
    }

    /** The slice, from 1, of a plane with a number. */
    int slice(int number) {
        return (number - 1) % slices + 1;
    }

    /** The time frame, from 1, of a plane with a number. */
    int frame(int number) {
        return (number - 1) / slices + 1;
    }
}

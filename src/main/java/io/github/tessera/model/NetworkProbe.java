package io.github.tessera.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.MemoryFault;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.tile.TileSides;
import java.util.List;
import java.util.Optional;

/**
 * What trying tells of a network: how many channels its images have, which sizes, and what comes out.
 *
 * @param channels of the images
 * @param results channels of the result
 * @param sides that images may have
 * @param lost pixels that the result is shorter than the image, at both ends together
 */
record NetworkProbe(int channels, int results, TileSides sides, int lost) {
    private static final List<Integer> SIDES = List.of(256, 512, 128, 224, 384, 1024, 64);
    private static final List<Integer> STEPS = List.of(1, 2, 4, 8, 16, 32, 64);
    private static final List<Integer> SMALLER = List.of(64, 128);

    /** What one try gave: (1, results, side - lost, side - lost). */
    private record Seen(int results, int lost) {}

    /**
     * Tries a network.
     *
     * @param channels that its images may have, the likeliest first
     * @param tile the only side to try; 0 for the usual ones
     * @return nothing if none of them gives a map of the image
     * @throws io.github.tessera.progress.CancelledException if cancelled, within one try
     */
    static Optional<NetworkProbe> of(TorchModule module, List<Integer> channels, int tile, Progress progress) {
        for (int count : channels) {
            for (int side : tile > 0 ? List.of(tile) : SIDES) {
                progress.check();
                progress.status("Trying images of " + count + " channels and " + side + " pixels");
                Optional<Seen> seen = seen(module, count, side);
                if (seen.isPresent()) {
                    TileSides sides =
                            tile > 0 ? new TileSides(tile, 0) : sides(module, count, side, seen.get(), progress);
                    return Optional.of(new NetworkProbe(
                            count, seen.get().results(), sides, seen.get().lost()));
                }
            }
        }
        return Optional.empty();
    }

    /** The smallest step to another side that gives the same, and the shortest side on it. */
    private static TileSides sides(TorchModule module, int channels, int side, Seen seen, Progress progress) {
        for (int step : STEPS) {
            progress.check();
            if (seen(module, channels, side + step).equals(Optional.of(seen))) {
                int min = SMALLER.stream()
                        .filter(smaller -> smaller < side && (side - smaller) % step == 0)
                        .filter(smaller -> seen(module, channels, smaller).equals(Optional.of(seen)))
                        .findFirst()
                        .orElse(side);
                return new TileSides(min, step);
            }
        }
        return new TileSides(side, 0);
    }

    private static Optional<Seen> seen(TorchModule module, int channels, int side) {
        try (NDManager scope = module.newScope()) {
            NDArray result = module.forward(scope.zeros(new Shape(1, channels, side, side)), false)
                    .get(0);
            Shape shape = result.getShape();
            boolean map = shape.dimension() == 4
                    && shape.get(0) == 1
                    && shape.get(2) == shape.get(3)
                    && shape.get(2) <= side
                    && 2 * shape.get(2) > side;
            return map ? Optional.of(new Seen((int) shape.get(1), (int) (side - shape.get(2)))) : Optional.empty();
        } catch (RuntimeException e) { // whatever a network says to what it does not take
            if (MemoryFault.is(e)) {
                throw e;
            }
            return Optional.empty();
        }
    }
}

package io.github.tessera.train;

import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.MemoryFault;
import java.util.function.Supplier;

/** In how many parts a batch goes through the network: twice as many whenever memory runs out. */
final class Parts {
    private final TrainingConfig config;
    private int count;

    /**
     * So many to begin with.
     *
     * @param count from 1 to the batch's crops
     */
    Parts(TrainingConfig config, int count) {
        this.config = config;
        this.count = count;
    }

    int count() {
        return count;
    }

    /**
     * Does something that can be done anew in more parts.
     *
     * @param afterFault is given how many crops were too many, before it is done again
     * @throws TesseraException if memory runs out for a single crop, or what the work throws, also of memory: then it cannot be done anew
     */
    <T> T fit(Supplier<T> work, Fault afterFault) {
        while (true) {
            try {
                return work.get();
            } catch (TesseraException e) {
                throw e;
            } catch (RuntimeException | OutOfMemoryError e) {
                if (!MemoryFault.is(e)) {
                    throw e;
                }
                int crops = (config.batch() + count - 1) / count;
                if (crops == 1) {
                    throw new TesseraException(
                            "There is not enough memory for a single crop of " + config.crop()
                                    + " pixels: choose smaller crops or a narrower network, or close other programs.",
                            e);
                }
                count = Math.min(config.batch(), 2 * count);
                afterFault.of(crops);
            }
        }
    }

    /** What is to be done after memory ran out. */
    @FunctionalInterface
    interface Fault {
        /** So many crops at once were too many. */
        void of(int crops);
    }
}

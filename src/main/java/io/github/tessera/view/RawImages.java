package io.github.tessera.view;

import io.github.tessera.predict.EvaluatedImage;
import io.github.tessera.progress.TesseraException;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/** Where the intensities of evaluated images are. Asked by one thread at a time, which is not ImageJ's event thread. */
@FunctionalInterface
public interface RawImages {
    /** Nobody knows. */
    RawImages NONE = image -> Optional.empty();

    /**
     * Reads an image.
     *
     * @return intensities (x, y, channel) of the area that was compared; empty where they are not known
     * @throws TesseraException if they cannot be read, or are those of another image
     */
    Optional<RandomAccessibleInterval<FloatType>> pixels(EvaluatedImage image);
}

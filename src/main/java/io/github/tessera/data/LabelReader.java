package io.github.tessera.data;

import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import java.util.List;

/**
 * Reads masks of one kind, image by image; what they mean may be known only when all have been read.
 *
 * @param <T> what is known of a plane before that
 */
interface LabelReader<T extends PlaneLabels> {
    /**
     * Reads the masks of all planes of one image.
     *
     * @param files at least one
     * @param progress asked now and then whether the user has cancelled
     * @return as many as the image has planes
     * @throws io.github.tessera.progress.TesseraException naming file, position and cure if they are not as they should be
     */
    List<T> read(PlaneStack image, List<LabelFile> files, Progress progress);

    /**
     * What has been read.
     *
     * @param planes all planes of the set, at least one; used up
     * @throws MisfitException if one of them does not go together with the others
     * @throws io.github.tessera.progress.TesseraException naming the cure if they do not go together
     */
    Labels labels(List<T> planes);
}

package io.github.tessera.data;

import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import java.util.List;

/** Reads masks of one kind, image by image; what they mean may be known only when all have been read. */
interface LabelReader {
    /**
     * Reads the masks of all planes of one image.
     *
     * @param files at least one
     * @param progress asked now and then whether the user has cancelled
     * @throws io.github.tessera.progress.TesseraException naming file, position and cure if they are not as they should be
     */
    void read(PlaneStack image, List<LabelFile> files, Progress progress);

    /**
     * What has been read.
     *
     * @throws io.github.tessera.progress.TesseraException naming file, position and cure if the labels do not go together
     */
    Labels labels();
}

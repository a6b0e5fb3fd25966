package io.github.tessera.natives;

import io.github.tessera.device.CacheFolder;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Path;

/** What stood in the way of PyTorch's libraries on the disk. */
final class SetupFault {
    private SetupFault() {}

    /** The sentence for a file that could not be written: nobody has chosen its folder, so it tells how to choose another. */
    static TesseraException of(Path target, IOException e) {
        String sentence = AtomicFile.failure(target, e).getMessage();
        return new TesseraException(
                sentence.replaceFirst("\\.$", "") + " (by the environment variable " + CacheFolder.KEY + ").", e);
    }
}

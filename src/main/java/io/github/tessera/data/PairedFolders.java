package io.github.tessera.data;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The folders that files are made from: images, and perhaps their masks.
 *
 * @param what is made, in the plural, for messages
 */
record PairedFolders(Path images, Optional<Path> masks, String what) {
    /**
     * The images with their masks, paired by name as for a training; files without partner are told and left out.
     *
     * @throws TesseraException if a folder is not as it should be, or two images have one name
     */
    Map<Path, Optional<Path>> pairs(Progress progress) {
        Map<Path, Optional<Path>> pairs = new LinkedHashMap<>();
        if (masks.isPresent()) {
            Pairing pairing = Pairing.ofFolders(images, masks.get());
            pairing.unpaired()
                    .forEach(file -> progress.log("Left out, for it has no partner: "
                            + file.getParent().getFileName() + "/" + file.getFileName()));
            pairing.pairs().forEach((image, mask) -> pairs.put(image, Optional.of(mask)));
            return pairs;
        }
        Map<String, Path> bases = new HashMap<>();
        for (Path file : ImageFiles.list(images)) {
            String name = file.getFileName().toString();
            Path other = bases.put(ImageFiles.baseName(name), file);
            if (other != null) {
                throw new TesseraException("The folder " + images + " holds both " + other.getFileName() + " and "
                        + name + ", whose " + what + " would have the same names; rename one of them.");
            }
            pairs.put(file, Optional.empty());
        }
        return pairs;
    }

    /**
     * Checks that nothing is written where it is read.
     *
     * @throws TesseraException if the output's folders of images or masks are one of these
     */
    void requireApart(Path output) {
        for (Path source : masks.map(m -> List.of(images, m)).orElse(List.of(images))) {
            if (source.equals(output.resolve("images")) || source.equals(output.resolve("masks"))) {
                throw new TesseraException(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1)
                        + " would be written into the folder " + source
                        + ", from which images are read; choose another output folder.");
            }
        }
    }
}

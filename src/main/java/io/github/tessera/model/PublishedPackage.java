package io.github.tessera.model;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.NormalizationSettings;
import io.github.tessera.network.Inference;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.torchscript.NumpyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model made ready for others: all files of a package, with what its authors declare.
 *
 * @param cover a picture, a PNG file's bytes
 */
public record PublishedPackage(SegmentationModel model, Publication publication, Optional<byte[]> cover) {
    private static final String ZIP = ".zip";
    private static final Set<String> ALL = files();

    private static Set<String> files() {
        Set<String> files = new HashSet<>(ModelPackage.FILES);
        files.add(ModelPackage.COVER);
        return files;
    }

    /** Whether a package of that name is one file, or else a folder. */
    public static boolean isZip(Path output) {
        return output.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ZIP);
    }

    /**
     * Makes sure that nothing is lost by writing there.
     *
     * @param overwrite whether an older package may be replaced; a folder with other files never is
     * @throws TesseraException if something is there
     */
    public static void requireFree(Path output, boolean overwrite) {
        if (isZip(output)) {
            if (Files.exists(output) && !overwrite) {
                throw new TesseraException("The file " + output
                        + " is there already: choose another name, or let it be replaced (overwrite=true).");
            }
            return;
        }
        String[] there = output.toFile().list();
        Set<String> names = there == null ? Set.of() : Set.of(there);
        if (Files.isRegularFile(output)) {
            throw new TesseraException(
                    output + " is a file: write a new folder, or a name that ends with .zip (output).");
        }
        if (!names.isEmpty() && !(overwrite && ALL.containsAll(names))) {
            throw new TesseraException("There is something in " + output + " already: choose a new folder (output)"
                    + (ALL.containsAll(names) ? ", or let it be replaced (overwrite=true)." : "."));
        }
    }

    /**
     * Writes a folder, or a zip where the name ends so; of an older package nothing is left.
     *
     * @throws TesseraException if it cannot be written; then an older one is as it was
     */
    public void write(Path output, Progress progress) {
        Path home = isZip(output) ? output.toAbsolutePath().getParent() : output;
        Path staged = null;
        try {
            Files.createDirectories(home);
            staged = Files.createTempDirectory(home, ModelPackage.STAGED);
            fill(staged, progress);
            if (isZip(output)) {
                ModelPackage.zip(staged, output, progress);
            } else {
                move(staged, output);
            }
        } catch (IOException e) {
            throw AtomicFile.failure(output, e);
        } finally {
            ModelPackage.discard(staged);
        }
    }

    private void fill(Path folder, Progress progress) throws IOException {
        if (publication.finetuning()) {
            progress.status("Writing " + ModelPackage.TRAINING);
            ModelPackage.writeArchive(model.network().build(), model.weights(), folder.resolve(ModelPackage.TRAINING));
        }
        progress.check();
        progress.status("Writing " + ModelPackage.WEIGHTS);
        Inference inference = inference();
        ModelPackage.writeArchive(inference.graph(), inference.weights(), folder.resolve(ModelPackage.WEIGHTS));
        progress.check();
        progress.status("Trying the network");
        NormalizationSettings before =
                publication.baked().isPresent() ? NormalizationSettings.of(Normalization.NONE) : model.normalization();
        TestTensors tensors = TestTensors.of(model, inference, before);
        NumpyFile.write(tensors.input(), folder.resolve(ModelPackage.TEST_INPUT));
        NumpyFile.write(tensors.output(), folder.resolve(ModelPackage.TEST_OUTPUT));
        if (cover.isPresent()) {
            Files.write(folder.resolve(ModelPackage.COVER), cover.get());
        }
        Files.writeString(
                folder.resolve(ModelPackage.README), ModelReadme.of(model, publication), StandardCharsets.UTF_8);
        progress.check();
        ModelPackage.describe(model, publication, folder, folder.resolve(ModelPackage.DESCRIPTION));
    }

    private Inference inference() {
        Inference plain = model.inference();
        Optional<IntensityMap> map = publication.baked();
        return map.isEmpty() ? plain : plain.taking(map.get().scale(), map.get().offset());
    }

    /** The description last, for without it there is no package. */
    private static void move(Path staged, Path output) throws IOException {
        Files.deleteIfExists(output.resolve(ModelPackage.DESCRIPTION));
        for (String name : Stream.concat(Stream.of(ModelPackage.COVER), ModelPackage.FILES.stream())
                .toList()) {
            if (Files.exists(staged.resolve(name))) {
                Files.move(staged.resolve(name), output.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(output.resolve(name));
            }
        }
    }
}

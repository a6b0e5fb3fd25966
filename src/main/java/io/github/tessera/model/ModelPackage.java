package io.github.tessera.model;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.Sha256;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Inference;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.torchscript.ArchiveReader;
import io.github.tessera.torchscript.ArchiveWriter;
import io.github.tessera.torchscript.NumpyFile;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A model's folder or zip: {@code rdf.yaml} in bioimage.io's format with everything Tessera knows under {@code config.tessera},
 * {@code weights.torchscript.pt} (activation inside; what other programs open), {@code training.pt} (raw logits; what training goes on
 * from), test tensors, a page and a picture.
 */
public final class ModelPackage {
    /** The description's file name. */
    public static final String DESCRIPTION = "rdf.yaml";

    /** The archive for inference. */
    public static final String WEIGHTS = "weights.torchscript.pt";

    /** The archive for further training. */
    public static final String TRAINING = "training.pt";

    /** A picture of what the model does; older models have none. */
    public static final String COVER = "cover.png";

    /** The page for people. */
    static final String README = "README.md";

    /** An image to try the network with, before normalization. */
    static final String TEST_INPUT = "test_input.npy";

    /** What the network makes of it. */
    static final String TEST_OUTPUT = "test_output.npy";

    /** All files of a model but the picture; the description comes last, for without it there is no model. */
    public static final List<String> FILES = List.of(TRAINING, WEIGHTS, TEST_INPUT, TEST_OUTPUT, README, DESCRIPTION);

    /** How the folder of a model that is being written begins. */
    static final String STAGED = ".writing";

    private ModelPackage() {}

    /**
     * Writes a model as far as training goes on from it; {@link #complete} makes it ready to travel. An older model in the folder is
     * replaced only once the new one is there.
     *
     * @throws TesseraException if the folder cannot be written; then nothing of the new model is left
     */
    public static void write(SegmentationModel model, Path folder) {
        Path staged = null;
        try {
            Files.createDirectories(folder);
            staged = Files.createTempDirectory(folder, STAGED);
            writeArchive(model.network().build(), model.weights(), staged.resolve(TRAINING));
            Inference inference = model.inference();
            writeArchive(inference.graph(), inference.weights(), staged.resolve(WEIGHTS));
            Files.writeString(
                    staged.resolve(README), ModelReadme.of(model, Publication.of(model)), StandardCharsets.UTF_8);
            describe(model, Publication.of(model), staged, staged.resolve(DESCRIPTION));
            for (String name : FILES) {
                if (Files.exists(staged.resolve(name))) {
                    Files.move(staged.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.deleteIfExists(folder.resolve(name)); // of an older model
                }
            }
        } catch (IOException e) {
            throw new TesseraException(
                    "The model cannot be written to " + folder + " (" + reason(e)
                            + "): choose a folder that you may write to, on a disk with free space.",
                    e);
        } finally {
            discard(staged);
        }
    }

    /**
     * Adds what a package needs to be opened elsewhere: test tensors, and the picture if it lies in the folder.
     *
     * @param model as it was written to the folder
     * @throws TesseraException if the folder cannot be written
     */
    public static void complete(SegmentationModel model, Path folder) {
        TestTensors tensors = TestTensors.of(model);
        AtomicFile.write(folder.resolve(TEST_INPUT), file -> NumpyFile.write(tensors.input(), file));
        AtomicFile.write(folder.resolve(TEST_OUTPUT), file -> NumpyFile.write(tensors.output(), file));
        AtomicFile.write(folder.resolve(DESCRIPTION), file -> describe(model, Publication.of(model), folder, file));
    }

    /**
     * Packs a model's files, and no others of its folder, into one for sending.
     *
     * @throws TesseraException if there is no model, or the file cannot be written
     */
    public static void zip(Path folder, Path file, Progress progress) {
        requireModel(Files.isRegularFile(folder.resolve(DESCRIPTION)), folder);
        AtomicFile.write(file, path -> {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
                for (String name :
                        Stream.concat(Stream.of(COVER), FILES.stream()).toList()) {
                    progress.check();
                    if (Files.exists(folder.resolve(name))) {
                        ZipEntry entry = new ZipEntry(name);
                        entry.setTime(0); // equal models give equal files
                        zip.putNextEntry(entry);
                        Files.copy(folder.resolve(name), zip);
                        zip.closeEntry();
                    }
                }
            }
        });
    }

    /**
     * Makes sure that a zip replaces nothing but an older package of Tessera's.
     *
     * @throws TesseraException if something else has its name
     */
    public static void requireReplaceable(Path file) {
        if (Files.exists(file) && !isOwn(file)) {
            throw new TesseraException("The model would be packed into " + file
                    + ", but a file of that name is there which is no model of Tessera's: choose another name for the"
                    + " model (model), or let it not be packed (zip=false).");
        }
    }

    private static boolean isOwn(Path zip) {
        try (PackageFiles files = PackageFiles.open(zip)) {
            return PackageFiles.isZip(zip) && TesseraConfig.isKnownIn(files.read());
        } catch (IOException | RuntimeException e) { // whatever a parser makes of what is no description
            return false;
        }
    }

    static String reason(IOException e) {
        return e instanceof AccessDeniedException
                ? "no permission"
                : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /**
     * Removes what writes have left that were cut short with their process.
     *
     * @param folder of a model, or of one to be
     * @throws TesseraException if it cannot be read
     */
    public static void clean(Path folder) {
        try (var files = Files.newDirectoryStream(folder, STAGED + "*")) {
            files.forEach(ModelPackage::discard);
        } catch (IOException e) {
            throw new TesseraException("The folder " + folder + " cannot be read: choose another one.", e);
        }
    }

    static void discard(Path staged) {
        if (staged == null) {
            return;
        }
        try (var files = Files.list(staged)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(staged);
        } catch (IOException e) {
            staged.toFile().deleteOnExit();
        }
    }

    static void writeArchive(Graph graph, Weights weights, Path file) throws IOException {
        new ArchiveWriter(graph, weights, false).write(file);
    }

    static void describe(SegmentationModel model, Publication publication, Path folder, Path file) throws IOException {
        Map<String, String> sha256 = new HashMap<>();
        for (String name : List.of(WEIGHTS, TRAINING, TEST_INPUT, TEST_OUTPUT, README, COVER)) {
            if (Files.exists(folder.resolve(name))) {
                sha256.put(name, Sha256.of(folder.resolve(name), Progress.NONE));
            }
        }
        Map<String, Object> description = ResourceDescription.of(model, publication, sha256);
        Files.writeString(file, DescriptionYaml.write(description), StandardCharsets.UTF_8);
    }

    /**
     * Reads a model, whoever made it.
     *
     * @param path the model's folder or zip, its description, another file in its folder, or a plain TorchScript file that was imported
     * @throws TesseraException if there is no model, it is damaged, or it cannot be used here; the message says why, and what to do
     */
    static Model open(Path path) {
        try (PackageFiles files = PackageFiles.open(path)) {
            if (files.description().isEmpty() && NetworkImport.isPlain(path)) {
                return open(NetworkImport.remembered(path));
            }
            requireModel(files.description().isPresent(), files.path());
            Map<?, ?> description = files.read();
            if (!TesseraConfig.isKnownIn(description)) {
                return ForeignModel.read(files);
            }
            return TesseraConfig.isIn(description) ? read(path) : InferenceModel.read(files);
        } catch (UnsupportedModelException e) {
            throw new TesseraException(
                    "The model in " + path + " cannot be used here: " + PackageDescription.told(e) + ".", e);
        } catch (IOException | RuntimeException e) { // whatever a parser makes of what is no description
            if (e instanceof TesseraException known) {
                throw known;
            }
            throw new TesseraException(
                    "The model in " + path + " is damaged (" + PackageDamage.of(e)
                            + "): copy it again, or download it again.",
                    e);
        }
    }

    /**
     * Reads a model that Tessera trained.
     *
     * @param path the model's folder or zip, or a file in its folder
     * @throws TesseraException if there is no model, it is damaged, or it is not one of Tessera's; the message says which
     */
    public static SegmentationModel read(Path path) {
        try (PackageFiles files = PackageFiles.open(path)) {
            requireModel(files.description().isPresent(), NetworkImport.isPlain(path) ? path : files.path());
            Map<?, ?> description = files.read();
            if (!TesseraConfig.isIn(description)) {
                throw new TesseraException("The model in " + files.path()
                        + (TesseraConfig.isKnownIn(description)
                                ? " was published without what can be learnt on from"
                                : " was not made by Tessera")
                        + ": it can segment, but nothing can be learnt on from it, for it has no " + TRAINING
                        + ". Choose a folder that Tessera Train... made.");
            }
            TesseraConfig config = TesseraConfig.read(description);
            Graph graph = config.graph();
            try (SeekableByteChannel channel = files.verified(TRAINING, attached(description, TRAINING))) {
                return config.model(new Weights(graph, ArchiveReader.tensors(channel)));
            }
        } catch (IOException | RuntimeException e) { // Gson wraps what a record's constructor refuses
            if (e instanceof TesseraException known) {
                throw known;
            }
            throw new TesseraException(
                    "The model in " + path + " is damaged (" + PackageDamage.of(e)
                            + "): copy it again, or train it again.",
                    e);
        }
    }

    private static void requireModel(boolean there, Path place) {
        if (!there) {
            throw new TesseraException("There is no model in " + place + " (no " + DESCRIPTION
                    + "): choose the folder that Tessera Train... made.");
        }
    }

    /** The checksum of an attached file, if the description tells it. */
    private static String attached(Map<?, ?> description, String name) {
        Object attachments = description.get("attachments");
        for (Object file : attachments instanceof List<?> list ? list : List.of()) {
            if (file instanceof Map<?, ?> fields && name.equals(fields.get("source"))) {
                return fields.get("sha256") == null ? "" : String.valueOf(fields.get("sha256"));
            }
        }
        return "";
    }
}

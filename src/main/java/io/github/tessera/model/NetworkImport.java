package io.github.tessera.model;

import ai.djl.Device;
import io.github.tessera.image.AtomicFile;
import io.github.tessera.image.Sha256;
import io.github.tessera.model.TensorDescription.FileReference;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.torchscript.ByteChunks;
import io.github.tessera.torchscript.CheckedArchive;
import io.github.tessera.torchscript.NumpyFile;
import io.github.tessera.torchscript.StateDict;
import io.github.tessera.torchscript.StateTensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Makes a package of a plain TorchScript file and what a user tells of it, so that it is asked once. */
public final class NetworkImport {
    private static final List<String> ENDINGS = List.of(".pt", ".pth", ".ts", ".torchscript");
    private static final String COMMAND = "Tessera Import Network...";
    private static final int TEST = 256;

    private final Path file;
    private final PlainNetwork told;
    private final Path folder;

    private NetworkImport(Path file, PlainNetwork told, Path folder) {
        this.file = file;
        this.told = told;
        this.folder = folder;
    }

    /** Where a file's package is, unless another folder was chosen: beside it, by its name. */
    public static Path beside(Path file) {
        String name = file.getFileName().toString();
        return file.toAbsolutePath()
                .resolveSibling(name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name + "-model");
    }

    /** Whether it may be a plain TorchScript file, by its name. */
    static boolean isPlain(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(path) && ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * The package that was made of a file.
     *
     * @throws TesseraException if there is none, or it was made of another file
     */
    static Path remembered(Path file) {
        Path folder = beside(file);
        boolean outdated = false;
        try (PackageFiles files = PackageFiles.open(folder)) {
            if (files.description().isPresent()) {
                FileReference weights = PackageDescription.read(files.read()).weights();
                if (weights.sha256().equals(Sha256.of(file, Progress.NONE))) {
                    return folder;
                }
                outdated = isOf(file, weights, files);
            }
        } catch (IOException | RuntimeException damaged) { // then it is as good as none
            throw unknown(file, damaged);
        }
        throw outdated ? new TesseraException("The network " + file + changed() + ".") : unknown(file, null);
    }

    /** What is to be said of a network that is no longer the one that was imported, after its name. */
    static String changed() {
        return " was changed since it was imported: run " + COMMAND + " again";
    }

    private static boolean isOf(Path file, FileReference weights, PackageFiles files) throws IOException {
        return PlainDescription.isOne(files.read())
                && weights.source().equals(file.getFileName().toString());
    }

    private static TesseraException unknown(Path file, Exception cause) {
        return new TesseraException(
                "The file " + file + " is a network without a description: tell once what it takes and gives with "
                        + COMMAND + ", and choose the folder that it makes, or this file again.",
                cause);
    }

    /**
     * Tries the network, and writes its package.
     *
     * @param folder that the package is to be in
     * @return the model, as it is read from there
     * @throws TesseraException if it is no such network, what was told does not fit it, or the folder holds anything else
     */
    public static Model write(Path file, PlainNetwork told, Path folder, Progress progress) {
        return new NetworkImport(file, told, folder).write(progress);
    }

    private Model write(Progress progress) {
        requireFree();
        ByteChunks archive;
        try (var channel = Files.newByteChannel(file)) {
            archive = CheckedArchive.of(channel);
        } catch (IOException e) {
            throw new TesseraException(
                    "The file " + file + " cannot be read as TorchScript (" + PackageDamage.of(e)
                            + "): choose what torch.jit.save wrote.",
                    e);
        }
        NetworkProbe probe = probe(archive, progress);
        PlainDescription description =
                new PlainDescription(file.getFileName().toString(), Sha256.of(file, progress), isCopied(), told, probe);
        try {
            ForeignTensors tensors = ForeignTensors.of(description.fields(), null);
            int test = probe.sides().atLeast(TEST);
            StateTensor input = new StateTensor(
                    new int[] {1, probe.channels(), test, test}, TestTensors.spots(probe.channels(), test));
            StateTensor output = ForeignTest.result(new ForeignModel(tensors, archive), tensors, input, Device.cpu());
            description.requireBackground(
                    new TensorOrder(tensors.description().output().order()).first(output));
            AtomicFile.write(folder.resolve(description.weights()), path -> Files.copy(file, path));
            AtomicFile.write(folder.resolve(ModelPackage.TEST_INPUT), path -> NumpyFile.write(input, path));
            AtomicFile.write(folder.resolve(ModelPackage.TEST_OUTPUT), path -> NumpyFile.write(output, path));
            Map<String, Object> whole = description.withTest(folder);
            AtomicFile.write(
                    folder.resolve(ModelPackage.DESCRIPTION),
                    path -> Files.writeString(path, DescriptionYaml.write(whole), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new TesseraException(
                    "The network " + file + " cannot be described (" + e.getMessage()
                            + "): check the halo and the tile that were entered.",
                    e);
        }
        return ModelPackage.open(folder);
    }

    /** Nothing of the user's is replaced: only what was made of this file before. */
    private void requireFree() {
        try (Stream<Path> there = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            boolean free = there.filter(other -> !other.getFileName().toString().startsWith("."))
                    .allMatch(this::isFile);
            if (!free && !isOfFile()) {
                throw new TesseraException(
                        "The folder " + folder + " holds other files or another model, which would be"
                                + " replaced: choose a new folder for the network's description (model), or empty that one.");
            }
        } catch (IOException e) {
            throw new TesseraException("The folder " + folder + " cannot be read: choose another.", e);
        }
    }

    private boolean isFile(Path other) {
        try {
            return Files.isSameFile(file, other);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the folder holds what was made of this file, or of one that it has taken the place of. */
    private boolean isOfFile() {
        try (PackageFiles files = PackageFiles.open(folder)) {
            if (files.description().isEmpty()) {
                return false;
            }
            FileReference weights = PackageDescription.read(files.read()).weights();
            Path there = folder.resolve(file.getFileName());
            return isOf(file, weights, files)
                    && (isFile(there)
                            || weights.sha256().equals(Sha256.of(file, Progress.NONE))
                            || (isCopied() && weights.sha256().equals(Sha256.of(there, Progress.NONE))));
        } catch (IOException | RuntimeException damaged) { // then it is something else
            return false;
        }
    }

    /** Whether the network in the folder is, or is to be, a copy: nothing is lost with it. */
    private boolean isCopied() {
        if (!Files.exists(folder.resolve(file.getFileName()))) {
            return true;
        }
        try (PackageFiles files = PackageFiles.open(folder)) {
            return files.description().isPresent() && PlainDescription.isOfCopy(files.read());
        } catch (IOException | RuntimeException damaged) { // then nobody knows
            return false;
        }
    }

    private NetworkProbe probe(ByteChunks archive, Progress progress) {
        try (TorchModule module = TorchModule.load(archive, Device.cpu())) {
            List<Integer> channels = told.channels() > 0 ? List.of(told.channels()) : likely();
            return NetworkProbe.of(module, channels, told.tile(), progress)
                    .orElseThrow(() -> new TesseraException("The network " + file
                            + " makes no map of images of "
                            + String.join(
                                    " or ",
                                    channels.stream().map(String::valueOf).toList())
                            + " channels" + (told.tile() > 0 ? " and " + told.tile() + " pixels" : "")
                            + ": enter how many channels (channels) and which size (tile) it takes. It must take (1, channels, height,"
                            + " width) and give (1, classes, height, width), or a little less in height and width."));
        } catch (IOException e) {
            throw new TesseraException(
                    "The network " + file + " cannot be loaded (" + e.getMessage()
                            + "): ask its authors for an archive that PyTorch 2.7 opens.",
                    e);
        }
    }

    /** What the first kernel takes, then grey and RGB. */
    private List<Integer> likely() {
        Stream<Integer> first;
        try {
            first = StateDict.read(file).asMap().values().stream()
                    .filter(tensor -> tensor.shape().length == 4)
                    .map(tensor -> tensor.shape()[1])
                    .limit(1);
        } catch (TesseraException noWeights) {
            first = Stream.empty();
        }
        return Stream.concat(first, Stream.of(1, 3)).distinct().toList();
    }
}

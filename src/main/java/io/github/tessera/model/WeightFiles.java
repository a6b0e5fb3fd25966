package io.github.tessera.model;

import io.github.tessera.device.CacheFolder;
import io.github.tessera.image.Download;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.torchscript.FirstLayer;
import io.github.tessera.torchscript.StateDict;
import io.github.tessera.torchscript.WeightTransfer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the weights that a user means: a file, the best fitting file of a folder, or an address, which is downloaded once. */
public final class WeightFiles {
    private static final List<String> ENDINGS = List.of(".safetensors", ".pth", ".pt");

    private WeightFiles() {}

    /**
     * The file that is meant.
     *
     * @param text a file, a folder, or an http or https address
     * @param sha256 what the file's SHA-256 must be, in hexadecimal; empty if not known. Only for addresses
     * @param graph of a folder's files the one that has most tensors of this network
     * @throws TesseraException if there is none; the message says what to do
     */
    public static Path find(String text, String sha256, Graph graph, Progress progress) {
        String meant = text.strip();
        if (meant.matches("(?i)https?://.*")) {
            return new Download(address(meant), sha256.strip())
                    .to(CacheFolder.path().resolve("weights"), progress);
        }
        Path path;
        try {
            path = Path.of(meant).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new TesseraException("\"" + text + "\" cannot be a path: choose a file of weights.", e);
        }
        return Files.isDirectory(path) ? best(path, graph, progress) : path;
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new TesseraException("\"" + text + "\" is no address: copy it from the browser again.", e);
        }
    }

    private static Path best(Path folder, Graph graph, Progress progress) {
        Weights fresh = Weights.initial(graph, Initialization.HE_NORMAL, 1);
        Path best = null;
        int most = 0;
        for (Path file : files(folder)) {
            progress.check();
            progress.status("Reading " + file.getFileName());
            int taken = taken(file, graph, fresh);
            if (taken > most) {
                most = taken;
                best = file;
            }
        }
        if (best == null) {
            throw new TesseraException(
                    "No file in " + folder + " has weights that fit this network: choose a folder with "
                            + String.join(", ", ENDINGS) + " files of the same network or encoder.");
        }
        return best;
    }

    /** Files of other networks, and of other programs, are passed over: a folder may hold anything. */
    private static int taken(Path file, Graph graph, Weights fresh) {
        try {
            return WeightTransfer.of(graph, fresh, StateDict.read(file), FirstLayer.REPEAT, false)
                    .taken()
                    .size();
        } catch (TesseraException misfit) {
            return 0;
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> ENDINGS.stream().anyMatch(file.toString().toLowerCase(Locale.ROOT)::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new TesseraException("The folder " + folder + " cannot be read: choose another.", e);
        }
    }
}

package io.github.tessera.view;

import ij.IJ;
import ij.ImageJ;
import ij.Prefs;
import io.github.tessera.model.ModelList;
import io.github.tessera.progress.Progress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where models are looked for: in the folder of models that was chosen last, in the folder {@code models} of ImageJ, which DeepImageJ
 * and Fiji use too, and wherever models were trained lately. Kept in ImageJ's preferences.
 */
public final class ModelPlaces {
    private static final String FOLDER = "tessera.models.folder";
    private static final String TRAINED = "tessera.models.trained";
    private static final int MOST_TRAINED = 20;
    private static final String STANDARD = "models";

    private ModelPlaces() {}

    /** The folder of models: the one that was chosen last, or ImageJ's own, which may be missing. */
    public static Path folder() {
        String chosen = Prefs.get(FOLDER, "");
        return paths(chosen).stream().findFirst().orElseGet(ModelPlaces::standard);
    }

    /** Remembers a folder of models; ImageJ's own needs no remembering. */
    public static void remember(Path folder) {
        Prefs.set(FOLDER, folder.equals(standard()) ? "" : folder.toString());
    }

    /** The folder {@code models} in ImageJ's. */
    public static Path standard() {
        Path told = paths(String.valueOf(IJ.getDirectory("imagej"))).stream()
                .findFirst()
                .orElse(Path.of(""));
        Path beside = besideImageJ(told);
        return (Files.isDirectory(told.resolve(STANDARD)) ? told : beside)
                .resolve(STANDARD)
                .toAbsolutePath()
                .normalize();
    }

    /** Without menus, ImageJ takes the working folder for its own: then its jar tells. */
    private static Path besideImageJ(Path otherwise) {
        CodeSource source = ImageJ.class.getProtectionDomain().getCodeSource();
        try {
            Path home = source == null
                    ? null
                    : Path.of(source.getLocation().toURI()).getParent();
            // Fiji's lies in the folder jars.
            return home == null ? otherwise : home.endsWith("jars") ? home.getParent() : home;
        } catch (URISyntaxException | RuntimeException noFile) {
            return otherwise;
        }
    }

    /** Remembers that a model was trained. */
    public static void addTrained(Path model) {
        Set<Path> models = new LinkedHashSet<>(List.of(model.toAbsolutePath().normalize()));
        models.addAll(trained());
        Prefs.set(
                TRAINED,
                String.join(
                        "\n",
                        models.stream().limit(MOST_TRAINED).map(Path::toString).toList()));
    }

    /** Folders of models that were trained lately and are still there, the newest first. */
    public static List<Path> trained() {
        return paths(Prefs.get(TRAINED, ""));
    }

    /**
     * All models that a name can mean: those of {@link #folder}, of ImageJ's, and those trained lately.
     *
     * @throws io.github.tessera.progress.CancelledException if the progress is cancelled meanwhile
     */
    public static ModelList all(Progress progress) {
        return ModelList.read(List.of(folder(), standard()), trained(), progress);
    }

    /** The folders that are there. */
    private static List<Path> paths(String lines) {
        return lines.lines()
                .filter(line -> !line.isBlank())
                .map(ModelPlaces::path)
                .flatMap(Optional::stream)
                .filter(Files::isDirectory)
                .toList();
    }

    private static Optional<Path> path(String line) {
        try {
            return Optional.of(Path.of(line));
        } catch (InvalidPathException ofAnotherSystem) {
            return Optional.empty();
        }
    }
}

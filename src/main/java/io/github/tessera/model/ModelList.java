package io.github.tessera.model;

import io.github.tessera.image.NaturalOrder;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The models that can be chosen from, in the order in which a name is looked up.
 *
 * @param models each folder or zip once
 */
public record ModelList(List<ModelSummary> models) {
    public ModelList {
        models = List.copyOf(models);
    }

    /**
     * Reads what there is. Folders that are missing or cannot be read have no models.
     *
     * @param places folders that are models themselves, or hold models' folders and zips
     * @param further models wherever they lie
     * @throws io.github.tessera.progress.CancelledException if the progress is cancelled meanwhile
     */
    public static ModelList read(Collection<Path> places, Collection<Path> further, Progress progress) {
        Set<Path> folders = new LinkedHashSet<>();
        for (Path place : places) {
            Path folder = place.toAbsolutePath().normalize();
            // The folds of a cross-validation are no models of their own.
            folders.addAll(ModelSummary.read(folder).isPresent() ? List.of(folder) : within(folder));
        }
        further.forEach(model -> folders.add(model.toAbsolutePath().normalize()));
        List<ModelSummary> models = new ArrayList<>();
        for (Path folder : folders) {
            progress.check();
            ModelSummary.read(folder).ifPresent(models::add);
        }
        return new ModelList(models);
    }

    private static List<Path> within(Path place) {
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> Files.isDirectory(file) || PackageFiles.isZip(file))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing(file -> file.getFileName().toString(), NaturalOrder::compare))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** As people look for them: those that can be used before the others, and of each the newest first. */
    public List<ModelSummary> newestFirst() {
        return models.stream()
                .sorted(Comparator.comparing((ModelSummary model) -> !model.isSound())
                        .thenComparing(ModelSummary::date, Comparator.reverseOrder()))
                .toList();
    }

    /** The names of those that can be used. */
    public List<String> names() {
        return models.stream()
                .filter(ModelSummary::isSound)
                .map(ModelSummary::name)
                .distinct()
                .toList();
    }

    /**
     * The first model that is called so, whatever the case.
     *
     * @throws TesseraException if that one cannot be used; the message says why
     */
    public Optional<ModelSummary> named(String name) {
        List<ModelSummary> called =
                models.stream().filter(model -> model.isCalled(name)).toList();
        Optional<ModelSummary> sound =
                called.stream().filter(ModelSummary::isSound).findFirst();
        if (sound.isEmpty() && !called.isEmpty()) {
            throw new TesseraException(
                    "The model " + name + " in " + called.get(0).folder() + " cannot be used: "
                            + called.get(0).fault());
        }
        return sound;
    }
}

package io.github.tessera.data;

import io.github.tessera.data.LabelSource.Read;
import io.github.tessera.image.NoMemoryException;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads a set image by image. What cannot be used is an error; or it is left out, an image with its labels, if the user chose so.
 *
 * <p>What fits itself, but not the others, is told by the majority: images with another number of channels than most, masks with
 * values that hardly any other holds. A lack of memory and a cancellation are never taken for a bad file.
 */
final class SetReader<T extends PlaneLabels> {
    private static final int NAMED = 3;

    private final LabelSource<T> source;
    private final MaskSettings settings;
    private final ReadingSettings reading;
    private final Progress progress;
    private final List<Read<T>> images = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();

    SetReader(LabelSource<T> source, MaskSettings settings, ReadingSettings reading, Progress progress) {
        this.source = source;
        this.settings = settings;
        this.reading = reading;
        this.progress = progress;
    }

    /**
     * Reads everything.
     *
     * @throws TesseraException naming file and cure if something cannot be used, or nothing where that is left out
     */
    LabelledSet read() {
        source.unpaired().forEach(file -> progress.log("Left out, for it has no partner: " + file));
        source.notes().forEach(progress::log);
        int done = 0;
        for (Path file : source.images()) {
            progress.check();
            progress.status("Reading " + file.getFileName());
            read(file);
            progress.update(++done, source.images().size());
        }
        if (settings.skipBad()) {
            leaveOutOtherChannels();
        }
        Labels labels = labels();
        List<PlaneStack> stacks = images.stream().map(Read::image).toList();
        List<String> notes = new ArrayList<>(source.notes());
        notes.addAll(reading.notes());
        return new LabelledSet(
                LabelledSet.images(stacks, labels, progress),
                labels.meaning(),
                source.unpaired(),
                notes,
                leftOut,
                reading.input(stacks),
                progress);
    }

    private void read(Path file) {
        try {
            Read<T> asItIs = source.read(file, progress);
            Read<T> read = new Read<>(reading.rescaled(asItIs.image(), progress), asItIs.labels());
            if (!settings.skipBad() && !images.isEmpty()) {
                requireChannels(read.image(), images.get(0).image());
            }
            images.add(read);
        } catch (NoMemoryException e) {
            throw e;
        } catch (TesseraException e) {
            leaveOut(file.getFileName().toString(), e);
        }
    }

    private static void requireChannels(PlaneStack image, PlaneStack other) {
        if (other.channels() != image.channels()) {
            throw new TesseraException("The image " + image.name() + " has " + image.channels() + " channels, but "
                    + other.name() + " has " + other.channels()
                    + "; convert all images to the same type (Image > Type).");
        }
    }

    private void leaveOutOtherChannels() {
        requireSome();
        PlaneStack usual = Majority.of(images, read -> read.image().channels()).image();
        for (Read<T> read : List.copyOf(images)) {
            try {
                requireChannels(read.image(), usual);
            } catch (TesseraException e) {
                leaveOut(read, e);
            }
        }
    }

    private Labels labels() {
        while (true) {
            progress.check();
            requireSome();
            try {
                return source.labels(
                        images.stream().flatMap(read -> read.labels().stream()).toList());
            } catch (MisfitException e) {
                leaveOut(holder(e.plane()), e);
            }
        }
    }

    private Read<T> holder(String plane) {
        return images.stream()
                .filter(read ->
                        read.labels().stream().anyMatch(labels -> labels.name().equals(plane)))
                .findFirst()
                .orElseThrow();
    }

    private void leaveOut(Read<T> read, TesseraException problem) {
        leaveOut(read.image().name(), problem);
        images.remove(read);
    }

    private void leaveOut(String image, TesseraException problem) {
        if (!settings.skipBad()) {
            throw problem;
        }
        progress.log("Left out, for it cannot be used: " + image + ". " + problem.getMessage());
        leftOut.add(new LeftOut(image, problem.getMessage()));
    }

    private void requireSome() {
        if (images.isEmpty()) {
            String first = leftOut.stream().limit(NAMED).map(LeftOut::problem).collect(Collectors.joining(" "));
            int more = leftOut.size() - NAMED;
            throw new TesseraException(
                    "None of the images can be used: " + first + (more > 0 ? " And " + more + " more." : ""));
        }
    }
}

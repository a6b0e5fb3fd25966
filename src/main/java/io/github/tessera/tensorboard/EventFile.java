package io.github.tessera.tensorboard;

import io.github.tessera.image.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An event file that grows: each step's event is written at once, and the file is closed until the next. Where a run is killed while it
 * writes, the last record is cut short, and readers stop before it.
 */
public final class EventFile {
    private static final Pattern NAME = Pattern.compile("events\\.out\\.tfevents\\.(\\d{1,18})\\.tessera");
    private static final long MILLISECONDS = 1000;

    private final Path path;

    /** The file comes to be with the first event. */
    private final long firstStep;

    private EventFile(Path path, long firstStep) {
        this.path = path;
        this.firstStep = firstStep;
    }

    /**
     * A file beside those that are there already, named by the time in seconds; not written yet.
     *
     * @param folder made when it is needed
     * @param firstStep what other files tell of this step and later ones no longer holds
     */
    public static EventFile next(Path folder, long firstStep) {
        // Readers go through the files by name: a later one must not come before.
        long after = files(folder).stream().mapToLong(EventFile::seconds).max().orElse(-1) + 1;
        long seconds = Math.max(after, System.currentTimeMillis() / MILLISECONDS);
        return new EventFile(folder.resolve("events.out.tfevents." + seconds + ".tessera"), firstStep);
    }

    /** The event files of ours in a folder; none where there is no such folder. */
    public static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> seconds(file) >= 0).sorted().toList();
        } catch (IOException e) {
            throw AtomicFile.failure(folder, e);
        }
    }

    /** Deletes the event files of ours in a folder. */
    public static void deleteAll(Path folder) {
        files(folder).forEach(AtomicFile::delete);
    }

    /** The time in the name; -1 where it is no name of ours. */
    private static long seconds(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : -1;
    }

    public Path path() {
        return path;
    }

    /**
     * Adds what is to be seen at a step.
     *
     * @throws io.github.tessera.progress.TesseraException naming the file and the cure if it cannot be written
     */
    public void add(long step, Summary summary) {
        try {
            Files.createDirectories(path.getParent());
            ByteArrayOutputStream records = new ByteArrayOutputStream();
            if (Files.notExists(path)) {
                records.writeBytes(RecordFrame.of(Event.version()));
                records.writeBytes(RecordFrame.of(Event.start(firstStep)));
            }
            records.writeBytes(RecordFrame.of(Event.summary(step, summary)));
            Files.write(path, records.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw AtomicFile.failure(path, e);
        }
    }
}

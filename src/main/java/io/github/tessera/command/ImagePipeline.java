package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.command.ResultTables.Entry;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.NoMemoryException;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.progress.Waiting;
import io.github.tessera.progress.Worker;
import io.github.tessera.tensor.MemoryFault;
import io.github.tessera.view.FileSegmenter;
import io.github.tessera.view.ImageSegmenter;
import io.github.tessera.view.ImageSegmenter.Options;
import io.github.tessera.view.SegmentedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Segments images one after the other. While the network computes, one thread opens the next image, and another saves the one before, if
 * that proves to be faster: three are in memory at most. Where memory gets short, one alone is from then on, and what failed for that comes
 * again at the end.
 *
 * <p>All files are opened on one thread, for ImageJ's readers are not made for several. An image that cannot be opened, segmented or saved is told
 * and left out.
 */
final class ImagePipeline {
    /** Of Java's memory: an image with its results may take so much of it; the next one is opened meanwhile. */
    private static final double HALF = 0.5;

    private final ResultFolder results;
    private final ResultTables tables;
    private final ImageSegmenter segmenter;
    private final Options options;
    private final Set<Path> done;
    private final Progress progress;
    private final Worker opener = new Worker("Tessera opens images");
    private final Worker saver = new Worker("Tessera saves images");
    private final Queue<Path> again = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger finished = new AtomicInteger();
    private final WorkerTrial trial = new WorkerTrial();
    private Future<?> saving;
    private ImagePlus overview;
    private volatile boolean lean;

    /**
     * An image that was opened.
     *
     * @param large the image, where it is larger than the memory; it stays on disk
     * @param counted what is in its labels, where it is done already; then the image itself is not opened
     * @param nanos that it took
     */
    private record Opened(ImagePlus image, PlaneStack large, Counted counted, long nanos) {}

    /** Something that is made of an image. */
    private interface Work {
        Entry entry();
    }

    /**
     * Nothing is done yet.
     *
     * @param done images that are done, of which only the tables know nothing
     */
    ImagePipeline(
            ResultFolder results,
            ResultTables tables,
            ImageSegmenter segmenter,
            Options options,
            Set<Path> done,
            Progress progress) {
        this.results = results;
        this.tables = tables;
        this.segmenter = segmenter;
        this.options = options;
        this.done = done;
        this.progress = progress;
    }

    /**
     * Segments the files, or as many as the user lets it; those that it has begun to save are whole when it ends.
     *
     * @return a sentence for each that failed
     * @throws CancelledException if cancelled
     */
    List<String> segment(List<Path> files) {
        try (opener) {
            pass(files);
            pass(List.copyOf(again));
        } finally {
            saver.finish();
        }
        return new ArrayList<>(failures);
    }

    /** What the last image that was larger than the memory looks like, made small and with its overlay; null if there was none. */
    ImagePlus overview() {
        return overview;
    }

    /** How many images are done. */
    int finished() {
        return finished.get();
    }

    private void pass(List<Path> files) {
        Future<Opened> ahead = null;
        long before = System.nanoTime();
        for (int i = 0; i < files.size(); i++) {
            boolean alone = lean || trial.alone();
            if (alone) {
                await();
            }
            Path file = files.get(i);
            Future<Opened> now = ahead != null ? ahead : alone ? opened(file) : opener.give(() -> open(file));
            Path next = alone || i + 1 == files.size() ? null : files.get(i + 1);
            ahead = next == null ? null : opener.give(() -> open(next));
            long pixels = segment(file, now, alone, new PartProgress(progress, i, files.size()));
            long after = System.nanoTime();
            trial.took(after - before, pixels);
            before = after;
        }
        await();
    }

    /** The same on this thread, while the other one is idle. */
    private Future<Opened> opened(Path file) {
        FutureTask<Opened> task = new FutureTask<>(() -> open(file));
        task.run();
        return task;
    }

    private Opened open(Path file) {
        long start = System.nanoTime();
        if (done.contains(file)) {
            try {
                Path labels = results.file(file, ResultKind.LABELS);
                return new Opened(null, null, Counted.of(labels, segmenter.classes(), options.objects(), progress), 0);
            } catch (NoMemoryException e) {
                throw e;
            } catch (TesseraException e) {
                progress.log("The result of " + results.name(file) + " is damaged, and is made again.");
            }
        }
        Optional<PlaneStack> large = PlaneStack.large(file, results.bytesPerPixel(), results.inMemory() ? 1 : HALF);
        ImagePlus image = large.isPresent() ? null : ImageFiles.open(file);
        return new Opened(image, large.orElse(null), null, System.nanoTime() - start);
    }

    /** How many pixels were segmented; 0 where none were. */
    private long segment(Path file, Future<Opened> opening, boolean alone, Progress part) {
        long start = System.nanoTime();
        try {
            Opened opened = Waiting.result(opening, part);
            if (opened.counted() != null) {
                save(file, alone, () -> results.entry(file, opened.counted(), null, ImageState.SKIPPED));
                return 0;
            }
            if (opened.large() != null) {
                return large(file, opened, part);
            }
            long begun = System.nanoTime();
            SegmentedImage result = segmenter.segment(opened.image(), options, part);
            long nanos = opened.nanos() + System.nanoTime() - begun;
            save(file, alone, () -> saved(file, opened.image(), result, nanos));
            ImagePlus labels = result.labels();
            return (long) labels.getWidth() * labels.getHeight() * labels.getStackSize();
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(file, e, alone, System.nanoTime() - start);
            return 0;
        }
    }

    /** Rows of the results are written as they are finished, after the image before is saved. */
    private long large(Path file, Opened opened, Progress part) {
        await();
        results.requireRows(opened.large().name());
        PlaneStack image = opened.large();
        if (ImageFiles.hasSelection(file)) {
            progress.log(
                    "The image " + image.name() + " has a selection, but is larger than the memory: it is segmented"
                            + " as a whole. To segment a part alone, crop the image first.");
        }
        long start = System.nanoTime();
        FileSegmenter.Result result = segmenter
                .files()
                .segment(
                        image,
                        results.file(file, ResultKind.LABELS),
                        results.wantedFile(file, ResultKind.PROBABILITIES),
                        options,
                        part);
        save(file, true, () -> {
            results.wantedFile(file, ResultKind.OVERLAYS)
                    .ifPresent(overlay -> ImageFiles.saveTiff(result.overview(), overlay));
            overview = result.overview();
            Counted counted = new Counted(segmenter.classes(), image.width(), image.height(), result.planes());
            return results.entry(file, counted, opened.nanos() + System.nanoTime() - start, ImageState.SEGMENTED);
        });
        return (long) image.width() * image.height() * result.planes().size();
    }

    private Entry saved(Path file, ImagePlus image, SegmentedImage result, long nanos) {
        long start = System.nanoTime();
        results.save(file, image, result);
        return results.entry(file, Counted.of(result), nanos + System.nanoTime() - start, ImageState.SEGMENTED);
    }

    /** One image is saved at a time; on this thread where nothing else is to be done meanwhile. */
    private void save(Path file, boolean alone, Work work) {
        await();
        if (alone) {
            add(file, true, work);
        } else {
            saving = saver.give(() -> {
                add(file, false, work);
                return null;
            });
        }
    }

    private void add(Path file, boolean alone, Work work) {
        long start = System.nanoTime();
        try {
            tables.add(work.entry());
            finished.incrementAndGet();
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(file, e, alone, System.nanoTime() - start);
        }
    }

    /** Waits for the image that is being saved; what went wrong with it is told there. */
    private void await() {
        if (saving != null) {
            Waiting.result(saving, Progress.NONE);
        }
    }

    private void fail(Path file, Throwable fault, boolean alone, long nanos) {
        boolean memory = fault instanceof NoMemoryException || MemoryFault.is(fault);
        String name = results.name(file);
        if (memory && !alone) {
            progress.log((lean ? "" : "Memory is short: from now on one image is worked on at a time. ") + name
                    + " comes again at the end.");
            lean = true;
            again.add(file);
            return;
        }
        String sentence = fault instanceof TesseraException
                ? fault.getMessage()
                : memory
                        ? "There is not enough memory for " + name
                                + ": choose a smaller tile, or give ImageJ more memory."
                        : "Tessera failed on " + name + ": " + fault + place(fault)
                                + ". This is a fault of the program.";
        progress.log("Failed: " + sentence);
        failures.add(sentence);
        tables.add(new Entry(ImageRow.failed(name, nanos, sentence), ""));
    }

    private static String place(Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return trace.length == 0 ? "" : " at " + trace[0];
    }
}

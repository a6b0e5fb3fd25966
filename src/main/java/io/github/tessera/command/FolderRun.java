package io.github.tessera.command;

import ij.ImagePlus;
import io.github.tessera.command.ResultTables.Entry;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.ImageSegmenter;
import io.github.tessera.view.ImageSegmenter.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A run over the images of a folder, which begins anew, or goes on where one ended that was stopped or killed.
 *
 * @param note how results are made
 * @param goOn whether images that are done are left out
 */
record FolderRun(ResultFolder results, ResultNote note, boolean goOn) {
    /**
     * Segments the images; one that fails is told and left out.
     *
     * @return what the last image that was larger than the memory looks like, made small and with its overlay; empty if none was, or no
     *     overlay is wanted
     * @throws TesseraException before anything is done, if it cannot go on with what is there; at the end, if images failed
     * @throws io.github.tessera.progress.CancelledException if cancelled; what is done stays, and the tables tell it
     */
    Optional<ImagePlus> segment(List<Path> images, ImageSegmenter segmenter, Options options, Progress progress) {
        Path folder = results.folder();
        results.tidy();
        FileTime since = note.leave(folder, goOn, images.stream().anyMatch(results::isFilled), progress);
        Set<Path> done = new HashSet<>();
        Map<String, Entry> known = goOn ? ResultTables.read(folder) : Map.of();
        FileTime told = changed(folder.resolve(ResultTables.IMAGES));
        List<Entry> kept = new ArrayList<>();
        List<Path> left = new ArrayList<>();
        for (Path image : images) {
            if (!goOn || !results.isDone(image, since)) {
                left.add(image);
                continue;
            }
            done.add(image);
            Entry entry = known.get(results.name(image));
            // Labels that somebody has corrected since are counted again.
            if (entry == null || changed(results.file(image, ResultKind.LABELS)).compareTo(told) > 0) {
                left.add(image);
            } else {
                kept.add(new Entry(entry.row().skipped(), entry.classes()));
            }
        }
        if (!done.isEmpty()) {
            progress.log(done.size() + " of " + images.size() + " images are done already.");
        }
        ResultTables tables = new ResultTables(folder, kept);
        ImagePipeline pipeline = new ImagePipeline(results, tables, segmenter, options, done, progress);
        List<String> failures;
        try {
            failures = pipeline.segment(left);
        } finally {
            tables.finish(images.stream().map(results::name).toList());
            progress.log(kept.size() + pipeline.finished() + " of " + images.size() + " images are segmented in "
                    + folder + ".");
        }
        if (!failures.isEmpty()) {
            throw new TesseraException(failures.size() + " of " + images.size()
                    + " images could not be segmented; the first: " + failures.get(0));
        }
        return Optional.ofNullable(pipeline.overview());
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}

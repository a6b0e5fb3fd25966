package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window of a training in a real ImageJ under a virtual display; pictures of it are left in target/windows. */
class TrainingWindowIT {
    @TempDir
    Path folder;

    @Test
    void aTrainingIsWatchedPausedKeptAndDiscarded() throws Exception {
        Path pictures = Files.createDirectories(Path.of("target", "windows").toAbsolutePath());
        ImageJProcess.Result result = ImageJProcess.withDisplay(
                TrainingDriver.class.getName(),
                List.of(ImageJProcess.layout().toString(), pictures.toString(), folder.toString()));
        String text = result.output();
        assertEquals(0, result.exit(), text);
        List<String> seen = List.of(
                "in the Window menu: true",
                "steps while it waits: 0",
                "ended: Stopped and kept",
                "rdf.yaml is there: true",
                "film.tif is there: true",
                "history.png is there: true",
                "checkpoint.safetensors is there: true",
                "film: 24 bits, epoch 1, step 20, IoU x",
                "the discarded model's folder is there: false",
                "macro: null, windows 0, images 0, film true");
        seen.forEach(line -> assertTrue(text.contains(line), line + "\n" + text));
        for (String name : List.of("", "Paused", "Stopped", "Discard")) {
            assertTrue(Files.size(pictures.resolve("TrainingWindow" + name + ".png")) > 2000);
        }
    }
}

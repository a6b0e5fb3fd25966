package io.github.tessera.command;

import static io.github.tessera.command.FolderFixture.contents;
import static io.github.tessera.command.FolderFixture.images;
import static io.github.tessera.command.FolderFixture.states;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.model.Ensemble;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.view.ImageSegmenter;
import io.github.tessera.view.ImageSegmenter.Options;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run over a folder does when something comes between. */
@Timeout(120)
class FolderRunTest {
    /** So many that some are opened and saved beside the network. */
    private static final int IMAGES = 14;

    @TempDir
    Path folder;

    private Path in;

    /** Does something when an image is begun; it runs inside what segments the image. */
    private static final class Meddling implements Progress {
        private final Consumer<String> begun;
        private final Queue<String> log = new ConcurrentLinkedQueue<>();
        private volatile boolean cancelled;

        Meddling(Consumer<String> begun) {
            this.begun = begun;
        }

        @Override
        public void status(String message) {
            begun.accept(message);
        }

        @Override
        public void log(String line) {
            log.add(line);
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }
    }

    @BeforeEach
    void makeImages() {
        in = images(
                folder.resolve("in"),
                IntStream.rangeClosed(1, IMAGES).mapToObj(i -> "a" + i + ".tif").toArray(String[]::new));
    }

    private void run(Path out, boolean goOn, Progress progress) {
        List<Path> files = ImageFiles.list(in);
        Ensemble models = Ensemble.of(TinyModel.of("cells", 1));
        ResultFolder results = new ResultFolder(out, in, files, "", EnumSet.of(ResultKind.OVERLAYS, ResultKind.LABELS));
        try (Segmenter segmenter = new Segmenter(models, DeviceChoice.CPU, SegmenterSettings.AUTO)) {
            new FolderRun(results, ResultNote.of(models, Map.of(), Map.of()), goOn)
                    .segment(files, new ImageSegmenter(segmenter), Options.DEFAULT, progress);
        }
    }

    private Map<String, String> expected() {
        Path whole = folder.resolve("whole");
        run(whole, false, Progress.NONE);
        return results(whole);
    }

    /** All but the seconds. */
    private static Map<String, String> results(Path out) {
        Map<String, String> results = contents(out, true);
        results.remove(ResultTables.IMAGES);
        return results;
    }

    @Test
    void aCancelledRunKeepsWhatIsDoneAndGoesOn() throws IOException {
        Path out = folder.resolve("out");
        Meddling[] progress = new Meddling[1];
        progress[0] = new Meddling(message -> progress[0].cancelled |= message.contains("a4.tif"));
        assertThrows(CancelledException.class, () -> run(out, false, progress[0]));
        assertEquals(Map.of("a1.tif", "segmented", "a2.tif", "segmented", "a3.tif", "segmented"), states(out));
        assertTrue(
                progress[0].log.contains("3 of 14 images are segmented in " + out + "."), progress[0].log.toString());
        assertEquals(4, Files.readAllLines(out.resolve(ResultTables.CLASSES)).size());
        run(out, true, Progress.NONE);
        assertEquals(expected(), results(out));
    }

    @Test
    void whereMemoryIsShortImagesComeOneByOneAndAgain() throws IOException {
        Path out = folder.resolve("out");
        int[] faults = {0};
        Meddling progress = new Meddling(message -> {
            if (message.contains("a12.tif") && faults[0]++ == 0) {
                throw new OutOfMemoryError("made up");
            }
        });
        run(out, false, progress);
        assertEquals(2, faults[0]);
        assertEquals(expected(), results(out));
        assertTrue(progress.log.stream().anyMatch(l -> l.startsWith("Memory is short")), progress.log.toString());
    }

    @Test
    void whatIsTooLargeEvenAloneFails() throws IOException {
        Path out = folder.resolve("out");
        Meddling progress = new Meddling(message -> {
            if (message.contains("a2.tif")) {
                throw new OutOfMemoryError("made up");
            }
        });
        String message = assertThrows(TesseraException.class, () -> run(out, false, progress))
                .getMessage();
        assertTrue(
                message.contains(
                        "1 of 14 images could not be segmented; the first: There is not enough memory for a2.tif"),
                message);
        assertEquals("failed", states(out).get("a2.tif"));
        assertEquals(IMAGES, states(out).size());
    }

    @Test
    void aFaultOfTheProgramIsToldAndTheRestIsDone() throws IOException {
        Path out = folder.resolve("out");
        Meddling progress = new Meddling(message -> {
            if (message.contains("a13.tif")) {
                throw new IllegalStateException("made up");
            }
        });
        String message = assertThrows(TesseraException.class, () -> run(out, false, progress))
                .getMessage();
        assertTrue(
                message.contains("Tessera failed on a13.tif: java.lang.IllegalStateException: made up at "), message);
        assertEquals("failed", states(out).get("a13.tif"));
        assertEquals("segmented", states(out).get("a14.tif"));
    }

    @Test
    void whatCannotBeSavedIsTold() throws IOException {
        Path out = folder.resolve("out");
        Files.createDirectories(out.resolve("labels/a3.tif/x"));
        String message = assertThrows(TesseraException.class, () -> run(out, false, Progress.NONE))
                .getMessage();
        assertTrue(message.contains("because it is a folder"), message);
        assertEquals("failed", states(out).get("a3.tif"));
    }

    /** The header says 40000 x 40000 pixels, and the disk has a hole for most of them. */
    @Test
    void aSelectionInAnImageLargerThanTheMemoryIsTold() throws IOException {
        int side = 40_000;
        assumeTrue(Runtime.getRuntime().maxMemory() < 4L * side * side, "skipped: it would fit into the memory");
        Path file = folder.resolve("large/large.tif");
        ImagePlus image = new ImagePlus("large", new ByteProcessor(64, 64));
        image.setRoi(new OvalRoi(3, 3, 40, 40));
        ImageFiles.saveTiff(image, file);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer head = ByteBuffer.wrap(bytes);
        head.order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = head.getInt(4);
        for (int i = 0; i < head.getShort(directory); i++) {
            int field = directory + 2 + 12 * i;
            switch (head.getShort(field)) {
                case 256, 257, 278 -> head.putShort(field + 2, (short) 4).putInt(field + 8, side);
                case 279 -> head.putShort(field + 2, (short) 4).putInt(field + 8, side * side);
                default -> {}
            }
        }
        Files.write(file, bytes);
        try (RandomAccessFile tiff = new RandomAccessFile(file.toFile(), "rw")) {
            tiff.setLength(bytes.length - 64 * 64 + (long) side * side);
        }
        in = file.getParent();
        Queue<String> log = new ConcurrentLinkedQueue<>();
        Progress impatient = new Progress() {
            @Override
            public void log(String line) {
                log.add(line);
            }

            @Override
            public boolean cancelled() {
                return log.stream().anyMatch(line -> line.contains("selection"));
            }
        };
        assertThrows(CancelledException.class, () -> run(folder.resolve("out"), false, impatient));
        assertTrue(
                log.contains(
                        "The image large.tif has a selection, but is larger than the memory: it is segmented as a whole."
                                + " To segment a part alone, crop the image first."),
                log.toString());
    }

    @Test
    void aTableInSomebodysWayIsWrittenLater() throws IOException {
        Path out = folder.resolve("out");
        Path way = out.resolve(ResultTables.IMAGES);
        Meddling progress = new Meddling(message -> {
            assertDoesNotThrow(() -> {
                if (message.contains("a2.tif") && !Files.exists(way)) {
                    Files.createDirectory(way);
                } else if (message.contains("a5.tif") && Files.isDirectory(way)) {
                    Files.delete(way);
                }
            });
        });
        run(out, false, progress);
        assertEquals(IMAGES, states(out).size());
        assertEquals(expected(), results(out));
    }
}

package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.postprocess.LinkSettings;
import io.github.tessera.postprocess.ObjectMap;
import io.github.tessera.postprocess.ObjectSettings;
import io.github.tessera.postprocess.ObjectSplit;
import io.github.tessera.postprocess.PlaneCounts;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.ImageSegmenter.ObjectOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectNoteTest {
    private static final List<String> CLASSES = List.of("background", "cell", "debris");

    @TempDir
    Path folder;

    /** Two planes of two discs that touch, and a square of another class. */
    private static ImagePlus labels() {
        ByteProcessor discs = new ByteProcessor(40, 20);
        discs.setColor(1);
        discs.fillOval(2, 2, 14, 14);
        discs.fillOval(15, 2, 14, 14);
        discs.setColor(2);
        discs.fillRect(34, 4, 3, 3);
        byte[] plane = (byte[]) discs.getPixels();
        return LabelImage.of(List.of(plane, plane.clone()), 40, 20, CLASSES, "labels", new Calibration());
    }

    /** Numbers that nobody would find in these labels. */
    private static PlaneCounts counts(ImagePlus labels, int parts) {
        byte[] plane = LabelImage.labels(labels).get(0);
        int[] ids = new int[plane.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = plane[i] == 0 ? 0 : plane[i] == 2 ? 1 : 2 + i % parts;
        }
        return PlaneCounts.of(ObjectMap.of(plane, ids, 40, 20));
    }

    private static String text(List<PlaneCounts> planes) {
        return String.join(" | ", planes.stream().map(PlaneCounts::text).toList());
    }

    private static Counted counted(Path file, ObjectSplit split) {
        ObjectSettings settings = new ObjectSettings(50, true, split, ObjectSettings.DEFAULT_TOLERANCE);
        return Counted.of(file, CLASSES, Optional.of(new ObjectOptions(settings, LinkSettings.NONE)), Progress.NONE);
    }

    @Test
    void whatWasCountedHoldsUntilTheLabelsAreCorrected() {
        ImagePlus labels = labels();
        List<PlaneCounts> counts = List.of(counts(labels, 3), counts(labels, 5));
        ObjectNote.leave(labels, counts);
        Path file = folder.resolve("a.tif");
        ImageFiles.saveTiff(labels, file);
        assertEquals(text(counts), text(counted(file, ObjectSplit.DISTANCE).planes()));
        assertEquals(3, counts.get(0).objects(1));
        assertEquals(9, counts.get(0).pixels(2));

        ImagePlus read = ImageFiles.open(file);
        LabelImage.labels(read).get(1)[19 * 40] = 2;
        ImageFiles.saveTiff(read, file);
        assertTrue(ObjectNote.read(ImageFiles.open(file)).isEmpty());
        List<PlaneCounts> again = counted(file, ObjectSplit.DISTANCE).planes();
        assertEquals(
                List.of(2, 1), List.of(again.get(0).objects(1), again.get(0).objects(2)));
        assertEquals(
                List.of(2, 2), List.of(again.get(1).objects(1), again.get(1).objects(2)), "nothing is too small");
        assertEquals(1, counted(file, ObjectSplit.NONE).planes().get(0).objects(1));
    }

    @Test
    void emptyPlanesHaveEmptyLines() {
        ImagePlus labels =
                LabelImage.of(List.of(new byte[800], new byte[800]), 40, 20, CLASSES, "labels", new Calibration());
        List<PlaneCounts> none = LabelImage.labels(labels).stream()
                .map(plane -> PlaneCounts.of(ObjectMap.of(plane, new int[800], 40, 20)))
                .toList();
        ObjectNote.leave(labels, none);
        assertEquals(" | ", text(ObjectNote.read(labels).orElseThrow()));
        labels.setProp("tessera.objects", labels.getProp("tessera.objects").strip() + "\nx\n1 2");
        assertTrue(ObjectNote.read(labels).isEmpty());
    }
}

package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneNumbers;
import io.github.tessera.image.Planes;
import io.github.tessera.postprocess.LinkSettings;
import io.github.tessera.postprocess.ObjectLinking;
import io.github.tessera.postprocess.ObjectSettings;
import io.github.tessera.postprocess.ObjectSplit;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.ImageSegmenter.ObjectOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoundObjectsTest {
    private static final LinkSettings SLICES = new LinkSettings(ObjectLinking.SLICES, 0.5);
    private static final LinkSettings FRAMES = new LinkSettings(ObjectLinking.FRAMES, 0.5);

    /** A ring that is wholly in the picture, and a speck in the corner, in each plane. */
    private static ImagePlus labels(PlaneNumbers planes) {
        ByteProcessor labels = new ByteProcessor(20, 12);
        labels.setColor(1);
        labels.fillRect(4, 3, 6, 5);
        labels.setColor(0);
        labels.fillRect(6, 5, 2, 1);
        labels.set(0, 1);
        List<byte[]> slices = new ArrayList<>();
        planes.numbers().forEach(number -> slices.add(((byte[]) labels.getPixels()).clone()));
        ImagePlus image = LabelImage.of(
                slices, 20, 12, List.of("background", "cell"), "labels", new ImagePlus().getCalibration());
        image.setDimensions(1, planes.chosenSlices(), planes.chosenFrames());
        return image;
    }

    private static ImagePlus image(int channels, int slices, int frames) {
        ImagePlus image = IJ.createHyperStack("cells", 20, 12, channels, slices, frames, 16);
        for (int i = 1; i <= image.getStackSize(); i++) {
            image.getStack().getProcessor(i).set(i);
        }
        return image;
    }

    @Test
    void chosenPlanesAreCleanedLinkedNumberedAndMeasured() {
        ImagePlus image = image(2, 3, 2);
        PlaneNumbers all = Planes.numbers(image);
        PlaneNumbers chosen = new PlaneNumbers(all.slices(), all.count(), 1, List.of(2, 3, 5, 6));
        ImagePlus segmented = labels(chosen);
        byte[] before = LabelImage.labels(segmented).get(1).clone();
        ObjectSettings settings = new ObjectSettings(5, true, ObjectSplit.DISTANCE, 0.5);
        FoundObjects found = FoundObjects.of(
                image, WorkArea.of(image), chosen, segmented, new ObjectOptions(settings, SLICES), Progress.NONE);
        assertArrayEquals(before, LabelImage.labels(segmented).get(1));

        ImagePlus instances = found.instances("objects");
        assertEquals(
                List.of(1, 2, 2), List.of(instances.getNChannels(), instances.getNSlices(), instances.getNFrames()));
        assertEquals(
                List.of(1, 1, 2, 2),
                IntStream.rangeClosed(1, 4)
                        .mapToObj(n -> instances.getStack().getProcessor(n).get(6, 5))
                        .toList());
        assertEquals(0, instances.getStack().getProcessor(1).get(0));

        ResultsTable table = ObjectTable.empty();
        found.addTo(table, Progress.NONE);
        assertEquals("[2.0, 3.0, 2.0, 3.0]", Arrays.toString(table.getColumn("Slice")));
        assertEquals("[1.0, 1.0, 2.0, 2.0]", Arrays.toString(table.getColumn("Frame")));
        assertEquals("[30.0, 30.0, 30.0, 30.0]", Arrays.toString(table.getColumn("Area (pixels)")));
        assertEquals("[3.0, 5.0, 9.0, 11.0]", Arrays.toString(table.getColumn("Mean channel 1")));
        ResultsTable summary = ObjectTable.empty();
        found.summarize(summary);
        assertEquals(2, summary.getValue("Objects", 0));
        assertEquals(30, summary.getValue("Mean area (pixels)", 0));

        found.clean(segmented);
        assertEquals(1, LabelImage.labels(segmented).get(3)[5 * 20 + 6]);
        assertEquals(0, LabelImage.labels(segmented).get(3)[0]);
    }

    @Test
    void settingsThatDoNotFitTellTheCure() {
        ImagePlus movie = image(1, 1, 3);
        ImagePlus stack = image(1, 3, 1);
        assertEquals(
                "The image cells has 3 time frames and no slices to link objects through: link through the others, or tell"
                        + " ImageJ that they are slices (Image > Properties).",
                refusal(movie, ObjectSettings.DEFAULT, SLICES));
        assertEquals(
                "The image cells has 3 slices and no time frames to link objects through: link through the others, or tell"
                        + " ImageJ that they are time frames (Image > Properties).",
                refusal(stack, ObjectSettings.DEFAULT, FRAMES));
        assertEquals(
                "To split objects by their borders, a model must tell background, interior and border, but this one tells"
                        + " background, cell; train one with labels=borders, or split by distance.",
                refusal(stack, new ObjectSettings(0, false, ObjectSplit.BORDERS, 0.5), SLICES));
    }

    private static String refusal(ImagePlus image, ObjectSettings settings, LinkSettings links) {
        PlaneNumbers planes = Planes.numbers(image);
        ObjectOptions options = new ObjectOptions(settings, links);
        return assertThrows(
                        TesseraException.class,
                        () -> FoundObjects.of(
                                image, WorkArea.of(image), planes, labels(planes), options, Progress.NONE))
                .getMessage();
    }

    @Test
    void oneChosenSliceOfSeveralNeedsNoLinks() {
        ImagePlus image = image(1, 3, 2);
        PlaneNumbers all = Planes.numbers(image);
        PlaneNumbers chosen = new PlaneNumbers(all.slices(), all.count(), 1, List.of(2, 5));
        ObjectOptions options = new ObjectOptions(ObjectSettings.DEFAULT, SLICES);
        FoundObjects found = FoundObjects.of(image, WorkArea.of(image), chosen, labels(chosen), options, Progress.NONE);
        assertEquals(2, found.maps().size());
    }

    @Test
    void onePlaneNeedsNoLinks() {
        ImagePlus image = image(1, 1, 1);
        for (LinkSettings links : List.of(SLICES, FRAMES, LinkSettings.NONE)) {
            PlaneNumbers planes = Planes.numbers(image);
            FoundObjects found = FoundObjects.of(
                    image,
                    WorkArea.of(image),
                    planes,
                    labels(planes),
                    new ObjectOptions(ObjectSettings.DEFAULT, links),
                    Progress.NONE);
            assertEquals(2, found.maps().get(0).objects().size());
        }
    }

    /** Cells around a part that is not selected, at the selection's outer edge, and well inside; the first and the last have a hole. */
    private static ImagePlus cells() {
        ByteProcessor labels = new ByteProcessor(40, 20);
        labels.setColor(1);
        labels.fillRect(4, 4, 10, 10);
        labels.fillRect(34, 10, 2, 2);
        labels.fillRect(20, 5, 7, 6);
        labels.setColor(0);
        labels.fillRect(7, 7, 3, 3);
        labels.set(5, 5, 0);
        labels.set(22, 7, 0);
        return LabelImage.of(
                List.of((byte[]) labels.getPixels()),
                40,
                20,
                List.of("background", "cell"),
                "labels",
                new ImagePlus().getCalibration());
    }

    private static FoundObjects found(ImagePlus image) {
        ObjectSettings settings = new ObjectSettings(0, true, ObjectSplit.NONE, 0.5);
        ObjectOptions options = new ObjectOptions(settings, LinkSettings.NONE);
        return FoundObjects.of(image, WorkArea.of(image), Planes.numbers(image), cells(), options, Progress.NONE);
    }

    private static String touching(FoundObjects found) {
        ResultsTable table = ObjectTable.empty();
        found.addTo(table, Progress.NONE);
        return Arrays.toString(table.getColumn("Touches edge"));
    }

    @Test
    void whatIsNotSelectedIsNotFilledAndCutsOffWhatTouchesIt() {
        ImagePlus image = IJ.createImage("cells", 40, 20, 1, 8);
        image.setRoi(new ShapeRoi(new Roi(2, 2, 34, 16)).not(new ShapeRoi(new Roi(7, 7, 3, 3))));
        FoundObjects found = found(image);
        byte[] cleaned = found.maps().get(0).labels();
        assertEquals(0, cleaned[8 * 40 + 8], "not selected");
        assertEquals(0, found.maps().get(0).ids()[8 * 40 + 8]);
        assertEquals(1, cleaned[5 * 40 + 5], "a hole");
        assertEquals(1, cleaned[7 * 40 + 22], "a hole");
        assertEquals(0, cleaned[0], "outside is background");
        assertEquals("[1.0, 0.0, 1.0]", touching(found));
        ResultsTable summary = ObjectTable.empty();
        found.summarize(summary);
        assertEquals(100.0 * (91 + 42 + 4) / (34 * 16 - 9), summary.getValue("Share (%)", 0), 1e-9);
    }

    @Test
    void aSelectedRectangleCutsOffWhatTouchesItsEdges() {
        ImagePlus image = IJ.createImage("cells", 40, 20, 1, 8);
        assertEquals("[0.0, 0.0, 0.0]", touching(found(image)));
        image.setRoi(4, 2, 32, 18);
        assertEquals("[1.0, 0.0, 1.0]", touching(found(image)));
        image.setRoi(3, 2, 34, 18);
        assertEquals("[0.0, 0.0, 0.0]", touching(found(image)));
    }
}

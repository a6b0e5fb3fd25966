package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.measure.Calibration;
import ij.measure.ResultsTable;
import io.github.tessera.postprocess.LinkSettings;
import io.github.tessera.postprocess.ObjectFinder;
import io.github.tessera.postprocess.ObjectLinker;
import io.github.tessera.postprocess.ObjectLinking;
import io.github.tessera.postprocess.ObjectMap;
import io.github.tessera.postprocess.ObjectSettings;
import io.github.tessera.progress.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectSummaryTest {
    private static final List<String> CLASSES = List.of("background", "nucleus", "debris", "fibre");

    /** Ten pixels: a nucleus of four, one of one, debris of two. */
    private static ObjectMap plane() {
        return new ObjectFinder(ObjectSettings.DEFAULT)
                .find(new byte[] {1, 1, 0, 1, 0, 1, 1, 0, 2, 2}, 5, 2, Progress.NONE);
    }

    private static ResultsTable table(Calibration calibration, List<ObjectMap> planes) {
        ObjectSummary summary = new ObjectSummary("a.tif", calibration, CLASSES);
        planes.forEach(map -> summary.add(map, (long) map.width() * map.height()));
        ResultsTable table = ObjectTable.empty();
        summary.addTo(table);
        return table;
    }

    @Test
    void pixelsWhereNothingIsKnown() {
        ResultsTable table = table(new Calibration(), List.of(plane()));
        assertEquals(3, table.size());
        assertEquals(List.of("nucleus", "debris", "fibre"), List.of(table.getColumnAsStrings("Class")));
        assertEquals(2, table.getValue("Objects", 0));
        assertEquals(5, table.getValue("Total area (pixels)", 0));
        assertEquals(50, table.getValue("Share (%)", 0));
        assertEquals(2.5, table.getValue("Mean area (pixels)", 0));
        assertEquals(2e5, table.getValue("Objects per megapixel", 0));
        assertEquals(0, table.getValue("Objects", 2));
        assertEquals(0, table.getValue("Share (%)", 2));
        assertTrue(Double.isNaN(table.getValue("Mean area (pixels)", 2)));
    }

    @Test
    void lengthsGiveADensity() {
        Calibration calibration = new Calibration();
        calibration.setUnit("um");
        calibration.pixelWidth = 10;
        calibration.pixelHeight = 20;
        ResultsTable table = table(calibration, List.of(plane()));
        String unit = " (\u00B5m\u00B2)";
        assertEquals(1000, table.getValue("Total area" + unit, 0));
        assertEquals(500, table.getValue("Mean area" + unit, 0));
        // Two objects in ten pixels of 0.0002 square millimetres.
        assertEquals(1000, table.getValue("Objects per mm\u00B2", 0), 1e-9);
    }

    @Test
    void linkedObjectsCountOnce() {
        List<ObjectMap> planes = new ObjectLinker(new LinkSettings(ObjectLinking.SLICES, 0.5))
                .link(List.of(plane(), plane()), 2, Progress.NONE);
        ResultsTable table = table(new Calibration(), planes);
        assertEquals(2, table.getValue("Objects", 0));
        assertEquals(2, table.getValue("Planes", 0));
        assertEquals(4, table.getValue("Sections", 0));
        assertEquals(10, table.getValue("Total area (pixels)", 0));
        assertEquals(50, table.getValue("Share (%)", 0));
        assertEquals(2.5, table.getValue("Mean area (pixels)", 0));
        assertEquals(2e5, table.getValue("Objects per megapixel", 0));
    }
}

package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.measure.ResultsTable;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.MetricsReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTableTest {
    /** TP 3, FP 1, FN 2, TN 4 of class 1. */
    private static MetricsReport report() {
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        matrix.add(new byte[] {1, 1, 1, 0, 1, 1, 0, 0, 0, 0}, new byte[] {1, 1, 1, 1, 0, 0, 0, 0, 0, 0});
        return matrix.report(List.of("background", "nucleus"));
    }

    @Test
    void hasARowForEachClassTheMeanAndAllPixels() {
        ResultsTable table = MetricsTable.of(report());
        assertEquals("Class\tAccuracy\tIoU\tDice\tPrecision\tRecall\tSpecificity\tPixels", table.getColumnHeadings());
        assertEquals("background\t0.7000\t0.5714\t0.7273\t0.6667\t0.8000\t0.6000\t5", table.getRowAsString(0));
        assertEquals("nucleus\t0.7000\t0.5000\t0.6667\t0.7500\t0.6000\t0.8000\t5", table.getRowAsString(1));
        assertEquals("mean\t0.7000\t0.5357\t0.6970\t0.7083\t0.7000\t0.7000\t", table.getRowAsString(2));
        assertEquals("all pixels\t0.7000\t\t\t\t\t\t10", table.getRowAsString(3));
        assertEquals(4, table.size());
    }

    @Test
    void undefinedIsWrittenOut() {
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        matrix.add(new byte[] {0, 0}, new byte[] {0, 0});
        ResultsTable table = MetricsTable.of(matrix.report(List.of("background", "nucleus")));
        assertEquals("nucleus\t1\tundefined\tundefined\tundefined\tundefined\t1\t0", table.getRowAsString(1));
    }

    @Test
    void listsImagesAndSavesAsCsv(@TempDir Path folder) throws IOException {
        ResultsTable table = MetricsTable.empty();
        MetricsTable.addImage(table, "a.tif", report());
        MetricsTable.addImage(table, "b.tif", new ConfusionMatrix(2).report(List.of("background", "nucleus")));
        Path file = folder.resolve("metrics.csv");
        table.saveAs(file.toString());
        assertEquals(
                List.of(
                        "Image,Of,Pixel accuracy,IoU,Dice,Precision,Recall,Specificity,Pixels",
                        "a.tif,nucleus,0.7000,0.5000,0.6667,0.7500,0.6000,0.8000,10",
                        "b.tif,nucleus,undefined,undefined,undefined,undefined,undefined,undefined,0"),
                Files.readAllLines(file));
    }
}

package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tessera.metric.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CrossValidationResultTest {
    private static FoldResult fold(int number, double iou) {
        TreeMap<Metric, Double> summaries = new TreeMap<>();
        Arrays.stream(Metric.values()).forEach(metric -> summaries.put(metric, iou));
        return new FoldResult(number, 8, 2, 3, iou, summaries);
    }

    private static String told(double... ious) {
        List<FoldResult> folds = new ArrayList<>();
        for (double iou : ious) {
            folds.add(fold(folds.size() + 1, iou));
        }
        return new CrossValidationResult(folds, Path.of("x"), false).describe();
    }

    @Test
    void meanAndDeviationOverFoldsAreThoseOfASample() {
        // 0.7, 0.8, 0.9: mean 0.8, squares 0.02, divided by 2 is 0.1 squared.
        assertEquals("IoU 0.80 \u00b1 0.10 over 3 folds", told(0.7, 0.8, 0.9));
        assertEquals("IoU 0.75 \u00b1 0.07 over 3 folds", told(0.7, Double.NaN, 0.8), "undefined ones are left out");
        assertEquals("IoU 0.70 over 1 fold", told(0.7));
        assertEquals("IoU undefined over 2 folds", told(Double.NaN, Double.NaN));
        assertEquals("No fold was finished.", told());
        CrossValidationResult result =
                new CrossValidationResult(List.of(fold(1, 0.5), fold(2, Double.NaN)), Path.of("x"), false);
        assertEquals(
                """
                fold,images,validation_images,epoch,pixel_accuracy,accuracy,iou,dice,precision,recall,specificity
                1,8,2,3,0.500000,0.500000,0.500000,0.500000,0.500000,0.500000,0.500000
                2,8,2,3,,,,,,,
                mean,,,,0.500000,0.500000,0.500000,0.500000,0.500000,0.500000,0.500000
                deviation,,,,,,,,,,
                """,
                result.csv());
    }
}

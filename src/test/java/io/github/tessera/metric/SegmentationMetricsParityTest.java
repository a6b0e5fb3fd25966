package io.github.tessera.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import io.github.tessera.model.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics of objects, partitions and boundaries against scikit-image, SciPy and scikit-learn, and against their definitions. */
@Tag("parity")
class SegmentationMetricsParityTest {
    private static final int CASES = 60;
    private static final int SMALL_CASES = 400;

    @TempDir
    Path folder;

    @BeforeAll
    static void python() throws IOException, InterruptedException {
        Python.require("numpy, scipy, skimage, sklearn");
    }

    @Test
    void valuesAreThoseOfPythonsLibraries() throws IOException, InterruptedException {
        List<SegmentationCase> cases = LongStream.rangeClosed(1, CASES)
                .mapToObj(SegmentationCase::rectangles)
                .filter(SegmentationCase::hasObjects)
                .toList();
        assertTrue(cases.size() > CASES / 2, "most cases have objects");
        assertEquals(List.of(), disagreements("segmentation_metrics.py", cases));
    }

    @Test
    void valuesAreThoseOfTheDefinitions() throws IOException, InterruptedException {
        List<SegmentationCase> cases = LongStream.rangeClosed(1, SMALL_CASES)
                .mapToObj(SegmentationCase::small)
                .toList();
        assertEquals(List.of(), disagreements("segmentation_definitions.py", cases));
    }

    private List<String> disagreements(String script, List<SegmentationCase> cases)
            throws IOException, InterruptedException {
        Path file = folder.resolve("cases.json");
        Files.writeString(file, new Gson().toJson(cases));
        List<Map<String, Double>> expected =
                new Gson().fromJson(Python.run(script, file), new TypeToken<List<Map<String, Double>>>() {}.getType());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Map<String, Double> python = expected.get(i);
            Map<String, Double> values = cases.get(i).values();
            assertEquals(python.keySet(), values.keySet());
            for (Map.Entry<String, Double> entry : values.entrySet()) {
                Double judged = python.get(entry.getKey());
                double right = judged == null ? Double.NaN : judged; // null is NaN
                Double value = entry.getValue();
                if (!value.equals(right) && !(Math.abs(value - right) <= 1e-9)) {
                    wrong.add(entry.getKey() + ", case " + i + ": " + value + ", but Python's " + right);
                }
            }
        }
        return wrong;
    }
}

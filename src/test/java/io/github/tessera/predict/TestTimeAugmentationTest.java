package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.tensor.PyTorch;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestTimeAugmentationTest {
    private static NDArray numbers(NDManager manager) {
        float[] values = new float[2 * 3 * 4 * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return manager.create(values, new Shape(2, 3, 4, 6));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSeenComesBackAsItLay(TestTimeAugmentation augmentation) {
        try (NDManager manager = PyTorch.engine().newBaseManager()) {
            NDArray batch = numbers(manager);
            for (View view : augmentation.views()) {
                assertArrayEquals(
                        batch.toFloatArray(), view.back(view.of(batch)).toFloatArray(), view.toString());
            }
        }
    }

    @Test
    void viewsAreAllDifferentAndTheFirstIsTheTileItself() {
        try (NDManager manager = PyTorch.engine().newBaseManager()) {
            NDArray batch = numbers(manager);
            Set<String> seen = new HashSet<>();
            for (View view : TestTimeAugmentation.ALL.views()) {
                NDArray looked = view.of(batch);
                seen.add(looked.getShape() + Arrays.toString(looked.toFloatArray()));
            }
            assertEquals(8, seen.size());
            assertEquals(
                    List.of(1, 4, 8),
                    List.of(TestTimeAugmentation.NONE, TestTimeAugmentation.FLIPS, TestTimeAugmentation.ALL).stream()
                            .map(augmentation -> augmentation.views().size())
                            .toList());
            for (TestTimeAugmentation augmentation : TestTimeAugmentation.values()) {
                assertEquals(new View(false, false, false), augmentation.views().get(0));
            }
        }
    }

    @Test
    void aTurnedAndMirroredViewByHand() {
        try (NDManager manager = PyTorch.engine().newBaseManager()) {
            NDArray batch = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(1, 1, 2, 3));
            NDArray seen = new View(true, false, true).of(batch);
            assertEquals(new Shape(1, 1, 3, 2), seen.getShape());
            assertArrayEquals(new float[] {4, 1, 5, 2, 6, 3}, seen.toFloatArray());
        }
    }
}

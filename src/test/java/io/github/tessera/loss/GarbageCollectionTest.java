package io.github.tessera.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.github.tessera.tensor.PyTorch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a backward pass needs must outlive Java's garbage collector: DJL's arithmetic with Java numbers makes tensors on memory that Java frees
 * as soon as it likes, while autograd still reads it.
 */
@Tag("slow")
final class GarbageCollectionTest {
    /** The same memory is handed out again for buffers as small as these numbers. */
    private static final int BUFFERS = 50_000;

    private static final int CROPS = 2;

    static Stream<Object[]> cases() {
        return LossFunctionTest.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreTheSameWhenJavaTidiesUpBeforeThem(LossSettings loss, int outputs) throws InterruptedException {
        SmallBatch batch = SmallBatch.of(outputs, true).part(0, CROPS);
        double[] logits = batch.logits(5);
        assertArrayEquals(batch.evaluate(loss, logits, CROPS).gradient(), gradient(batch, loss, logits, outputs));
    }

    private static double[] gradient(SmallBatch batch, LossSettings loss, double[] logits, int outputs)
            throws InterruptedException {
        Truth truth = batch.truth();
        try (NDManager manager = PyTorch.engine().newBaseManager()) {
            NDArray x = manager.create(logits, new Shape(CROPS, outputs, truth.height(), truth.width()));
            x.setRequiresGradient(true);
            Targets targets = Targets.of(manager, truth, 0, CROPS, outputs, loss);
            try (GradientCollector collector = PyTorch.engine().newGradientCollector()) {
                NDArray result = loss.of(x, targets);
                List<ByteBuffer> noise = tidyUp();
                collector.backward(result);
                noise.clear();
            }
            return x.getGradient().toDoubleArray();
        }
    }

    /** Frees what can be freed, and writes no numbers where it was. */
    private static List<ByteBuffer> tidyUp() throws InterruptedException {
        System.gc();
        Thread.sleep(20); // buffers are freed by a thread of Java's own
        List<ByteBuffer> noise = new ArrayList<>();
        for (int i = 0; i < BUFFERS; i++) {
            noise.add(ByteBuffer.allocateDirect(Float.BYTES).putInt(0, -1));
        }
        return noise;
    }
}

package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GradientsTest {
    private static final int PASSES = 200;

    @Test
    @Timeout(60)
    void passesOfSeveralThreadsWaitForEachOther() throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 1; thread <= 3; thread++) {
                float factor = thread;
                all.add(threads.submit(() -> passes(factor)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The derivative of factor x^2 at 3. */
    private static void passes(float factor) {
        for (int i = 0; i < PASSES; i++) {
            try (NDManager scope = PyTorch.engine().newBaseManager(Device.cpu())) {
                NDArray x = scope.create(new float[] {3});
                x.setRequiresGradient(true);
                try (Gradients gradients = Gradients.collect()) {
                    NDArray y = x.mul(x).mul(scope.create(new float[] {factor}));
                    gradients.backward(y.sum());
                }
                assertEquals(6 * factor, x.getGradient().toFloatArray()[0]);
            }
        }
    }

    @Test
    void aTrialInTheMiddleOfAnotherPassIsNoFault() throws ExecutionException, InterruptedException {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> trial;
            System.clearProperty("tessera.tried." + Device.cpu());
            try (NDManager scope = PyTorch.engine().newBaseManager(Device.cpu());
                    Gradients gradients = Gradients.collect()) {
                trial = other.submit(() -> DeviceTrial.problem(Device.cpu()).isEmpty());
                NDArray x = scope.create(new float[] {3});
                x.setRequiresGradient(true);
                gradients.backward(x.mul(x).sum());
                assertEquals(6, x.getGradient().toFloatArray()[0]);
            }
            assertTrue(trial.get());
        } finally {
            other.shutdownNow();
        }
    }
}

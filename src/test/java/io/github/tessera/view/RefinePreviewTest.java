package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.tessera.progress.Progress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RefinePreviewTest {
    private static final int SIDE = 40;

    private static ImagePlus square(String title, int value) {
        ByteProcessor pixels = new ByteProcessor(SIDE, SIDE);
        pixels.setValue(value);
        pixels.setRoi(10, 10, 20, 20);
        pixels.fill();
        pixels.resetRoi();
        return new ImagePlus(title, pixels);
    }

    private static ImageRefiner refiner(ImagePlus image, Progress progress) {
        return new ImageRefiner(image, square("mask", 255), RefineSettings.DEFAULT, progress);
    }

    @Test
    void theRefinerIsMadeOnThePreviewsThread() throws InterruptedException, ExecutionException {
        ImagePlus image = square("image", 200);
        AtomicReference<Thread> made = new AtomicReference<>();
        try (RefinePreview preview = new RefinePreview(image)) {
            preview.show(new RefinePreview.Wish(progress -> {
                made.set(Thread.currentThread());
                return refiner(image, progress);
            }));
            preview.await();
            assertNotEquals(Thread.currentThread(), made.get());
            assertEquals(2, image.getOverlay().size(), "the square and the frame");
        }
        assertNull(image.getOverlay());
    }

    @Test
    void makingItEndsWhenSomethingElseIsWanted() throws InterruptedException, ExecutionException {
        ImagePlus image = square("image", 200);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch replaced = new CountDownLatch(1);
        AtomicReference<Boolean> cancelled = new AtomicReference<>();
        try (RefinePreview preview = new RefinePreview(image)) {
            preview.show(new RefinePreview.Wish(progress -> {
                begun.countDown();
                try {
                    replaced.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                cancelled.set(progress.cancelled());
                return refiner(image, progress);
            }));
            begun.await();
            preview.show(new RefinePreview.Wish(progress -> refiner(image, progress)));
            replaced.countDown();
            preview.await();
            assertTrue(cancelled.get());
            assertEquals(2, image.getOverlay().size());
        }
    }
}

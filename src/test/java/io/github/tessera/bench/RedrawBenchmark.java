package io.github.tessera.bench;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Overlay;
import ij.process.ByteProcessor;
import io.github.tessera.image.Palette;
import io.github.tessera.view.LabelOverlay;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws an image whose overlay has 10,000 ROIs, filled and outlined, in an ImageJ window, which takes a display; prints milliseconds, one figure
 * each time.
 */
public final class RedrawBenchmark {
    private static final int SIDE = 3200;
    private static final int STEP = 32;
    private static final int RADIUS = 13;
    private static final int TIMES = 15;

    private RedrawBenchmark() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        new ImageJ(ImageJ.NO_SHOW).exitWhenQuitting(false);
        byte[] labels = new byte[SIDE * SIDE];
        for (int i = 0; i < labels.length; i++) {
            int x = i % SIDE % STEP - STEP / 2;
            int y = i / SIDE % STEP - STEP / 2;
            labels[i] = (byte) (x * x + y * y <= RADIUS * RADIUS ? 1 : 0);
        }
        ImagePlus image = IJ.createImage("discs", "8-bit ramp", SIDE, SIDE, 1);
        for (double opacity : new double[] {0.4, 0}) {
            Overlay overlay = new LabelOverlay(
                            List.of("background", "disc"),
                            Palette.standard(),
                            opacity,
                            LabelOverlay.Grouping.PER_OBJECT)
                    .of(new ByteProcessor(SIDE, SIDE, labels));
            image.setOverlay(overlay);
            image.show();
            Thread.sleep(1500);
            System.out.printf(Locale.ROOT, "%d ROIs, opacity %.1f: %s ms%n", overlay.size(), opacity, millis(image));
        }
        System.exit(0);
    }

    private static List<Long> millis(ImagePlus image) {
        ImageCanvas canvas = image.getCanvas();
        BufferedImage into = new BufferedImage(canvas.getWidth(), canvas.getHeight(), BufferedImage.TYPE_INT_RGB);
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            canvas.paint(into.createGraphics());
            millis.add((System.nanoTime() - start) / 1_000_000);
        }
        return millis;
    }
}

package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window of Tessera Evaluate... in a real ImageJ under a virtual display; its pictures are left in target/evaluation. */
class EvaluationWindowIT {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final int NUCLEI = 24;

    @TempDir
    Path folder;

    /** Bright disks on a noisy ground, their mask, and a prediction that misses some of them and moves the others. */
    private void image(String name, int shift, int missed) {
        Random random = new Random(name.hashCode());
        ByteProcessor image = new ByteProcessor(WIDTH, HEIGHT);
        ByteProcessor truth = new ByteProcessor(WIDTH, HEIGHT);
        ByteProcessor prediction = new ByteProcessor(WIDTH, HEIGHT);
        for (int n = 0; n < NUCLEI; n++) {
            int size = 16 + random.nextInt(20);
            int x = random.nextInt(WIDTH - size);
            int y = random.nextInt(HEIGHT - size);
            disk(image, x, y, size, 120 + random.nextInt(80));
            disk(truth, x, y, size, 255);
            if (n >= missed) {
                disk(prediction, x + shift, y, size, 255);
            }
        }
        image.noise(12);
        ImageFiles.savePng(new ImagePlus(name, image), folder.resolve("images").resolve(name + ".png"));
        ImageFiles.savePng(new ImagePlus(name, truth), folder.resolve("truth").resolve(name + ".png"));
        ImageFiles.savePng(
                new ImagePlus(name, prediction), folder.resolve("prediction").resolve(name + ".png"));
    }

    private static void disk(ByteProcessor pixels, int x, int y, int size, int value) {
        pixels.setColor(value);
        pixels.fillOval(x, y, size, size);
    }

    @Test
    void theWorstImageIsFirstAndAClickOrAKeyShowsAnother() throws Exception {
        Path pictures = Files.createDirectories(Path.of("target", "evaluation").toAbsolutePath());
        image("good", 1, 0);
        image("poor", 6, 5);
        image("fair", 3, 2);
        image("best", 0, 0);
        Files.delete(folder.resolve("images/best.png"));
        ImageJProcess.Result result = ImageJProcess.withDisplay(
                EvaluationWindowDriver.class.getName(),
                List.of(ImageJProcess.layout().toString(), pictures.toString(), folder.toString()));
        String text = result.output();
        assertEquals(0, result.exit(), text);
        assertTrue(text.contains("rows: [poor.png, fair.png, good.png, best.png]"), text);
        assertTrue(text.contains("selected: poor.png"), text);
        assertTrue(text.contains("after a click: good.png"), text);
        assertTrue(text.contains("after the down key: best.png"), text);
        assertTrue(text.contains("its image: There is no image in " + folder.resolve("images")), text);
        assertTrue(text.contains("best first: [best.png, good.png, fair.png, poor.png]"), text);
        assertTrue(text.contains("opened: Evaluation of good.png, wider than 4 x 320: true"), text);
        assertTrue(text.contains("closed"), text);
        assertTrue(Files.size(pictures.resolve("Worst.png")) > 2000);
    }
}

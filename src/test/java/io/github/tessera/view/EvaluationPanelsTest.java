package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.process.ColorProcessor;
import io.github.tessera.image.Palette;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.predict.EvaluatedImage;
import io.github.tessera.predict.ImageScores;
import io.github.tessera.predict.ShownLabels;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.awt.Dimension;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationPanelsTest {
    private static final List<String> CLASSES = List.of("background", "cell");
    private static final int WHITE = 0xFFFFFF;

    /** The left half is cell, and predicted as background. */
    private static EvaluatedImage image(int width, int height, int step) {
        int columns = (width + step - 1) / step;
        byte[] truth = new byte[columns * ((height + step - 1) / step)];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = (byte) (i % columns < columns / 2 ? 1 : 0);
        }
        byte[] prediction = new byte[truth.length];
        ConfusionMatrix matrix = new ConfusionMatrix(2);
        matrix.add(truth, prediction);
        Tile area = new Tile(0, 0, width, height);
        ShownLabels labels = new ShownLabels(step, columns, truth, prediction);
        return new EvaluatedImage("x", area, new ImageScores(matrix.report(CLASSES)), Optional.of(labels));
    }

    private static RawImages ramp(int width, int height, int channels) {
        float[] values = new float[width * height * channels];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % width;
        }
        return image -> Optional.of(ArrayImgs.floats(values, width, height, channels));
    }

    private static EvaluationPanels panels(RawImages raw) {
        return new EvaluationPanels(CLASSES, Palette.standard(), raw);
    }

    @ParameterizedTest
    @CsvSource({"900, 700", "1400, 300", "300, 900"})
    void panelsStayInTheRoomAndUseIt(int width, int height) {
        for (int[] size : new int[][] {{64, 48}, {700, 500}, {1000, 90}}) {
            ColorProcessor sheet = panels(ramp(size[0], size[1], 1))
                    .fitting(image(size[0], size[1], 1), new Dimension(width, height))
                    .sheet();
            String what = size[0] + "x" + size[1] + " in " + width + "x" + height + ": " + sheet;
            assertTrue(sheet.getWidth() <= width && sheet.getHeight() <= height, what);
            assertTrue(sheet.getWidth() > width / 2 || sheet.getHeight() > height / 2, what);
        }
    }

    @Test
    void theWholeHasAPixelForEachThatIsKept() {
        ColorProcessor sheet = panels(ramp(30, 20, 3)).whole(image(30, 20, 1)).sheet();
        assertEquals(4 * (30 + 8) + 8, sheet.getWidth());
        // The second panel is the truth, the third the prediction, the fourth the errors; their first pixel was missed.
        int top = top(sheet);
        int cell = Palette.standard().color(1).getRGB() & WHITE;
        assertEquals(cell, sheet.get(8 + 38, top) & WHITE);
        assertEquals(cell, sheet.get(8 + 38 + 14, top + 19) & WHITE);
        assertTrue((sheet.get(8 + 38 + 15, top) & WHITE) != cell);
        assertEquals(sheet.get(8 + 38 + 15, top), sheet.get(8 + 2 * 38, top), "background");
        assertEquals(TilePanels.MISSED, sheet.get(8 + 3 * 38, top));
    }

    /** The first row of the panels, which end the white above them. */
    private static int top(ColorProcessor sheet) {
        int bottom = sheet.getHeight() - 1;
        int y = 0;
        while (y < bottom && (sheet.get(8 + 3 * 38, y) & WHITE) != (TilePanels.MISSED & WHITE)) {
            y++;
        }
        return y;
    }

    @Test
    void intensitiesAreBroughtToTheLabelsThatAreKept() {
        ColorProcessor sheet = panels(ramp(61, 41, 1)).whole(image(61, 41, 2)).sheet();
        assertEquals(4 * (31 + 8) + 8, sheet.getWidth());
    }

    @Test
    void whatCannotBeReadIsToldAndReadOnce() {
        AtomicInteger asked = new AtomicInteger();
        EvaluationPanels panels = panels(image -> {
            asked.incrementAndGet();
            throw new TesseraException("Not there.");
        });
        EvaluatedImage image = image(64, 48, 1);
        EvaluationPanels.Drawing drawing = panels.whole(image);
        assertEquals("Not there.", drawing.problem());
        assertEquals(3 * (64 + 8) + 8, drawing.sheet().getWidth());
        panels.fitting(image, new Dimension(500, 500));
        assertEquals(1, asked.get());
        assertEquals("", panels(RawImages.NONE).whole(image).problem());
    }
}

package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.model.Ensemble;
import io.github.tessera.model.ForeignFixture;
import io.github.tessera.model.ForeignModel;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.torchscript.StateTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that others described are run as they say: what changes no value must come back as it was, however it is cut. */
class ForeignSegmentationTest {
    private static final int WIDTH = 75;
    private static final int HEIGHT = 53;

    @TempDir
    Path folder;

    private static float[] noise(int channels) {
        Random random = new Random(7);
        float[] values = new float[WIDTH * HEIGHT * channels];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    private SegmentedPlane segment(float[] values, SegmenterSettings settings) {
        RandomAccessibleInterval<FloatType> plane =
                ArrayImgs.floats(values, WIDTH, HEIGHT, values.length / (WIDTH * HEIGHT));
        try (Segmenter segmenter = new Segmenter(Ensemble.read(folder), DeviceChoice.CPU, settings)) {
            return segmenter.segment(plane, "noise", 32, true, Progress.NONE);
        }
    }

    private void write05(String inputAxes, String outputAxes, String after, String... lines) throws IOException {
        ForeignFixture.write(folder, ForeignFixture.description(inputAxes, "[]", outputAxes, after), lines);
    }

    private void returnsTheImage(SegmenterSettings settings) {
        float[] values = noise(1);
        assertArrayEquals(values, segment(values, settings).probabilities()[0], 1e-6f);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"32", "{min: 20, step: 12}", "{min: 1, step: 1}", "{min: 128, step: 64}", "{min: 90, step: 0}"})
    void tilesOfAllSizesGiveTheWhole(String size) throws IOException {
        write05(
                ForeignFixture.axes(size, 1),
                ForeignFixture.results("a", "}"),
                "[]",
                "sizes = [torch.size(x, 2), torch.size(x, 3)]",
                "return x");
        returnsTheImage(SegmenterSettings.AUTO);
        returnsTheImage(SegmenterSettings.AUTO.withAugmentation(TestTimeAugmentation.FLIPS));
    }

    @ParameterizedTest
    @CsvSource({"'{min: 40, step: 8}', 4, 3", "48, 0, 5", "48, 6, 0"})
    void whatIsLostAtEdgesComesFromTheNeighbours(String size, int halo, int lost) throws IOException {
        String more = ", offset: " + -2 * lost + "}, halo: " + halo;
        write05(
                ForeignFixture.axes(size, 1),
                ForeignFixture.results("a", more),
                "[]",
                "n = torch.size(x, 2)",
                "m = torch.size(x, 3)",
                "y = torch.slice(torch.slice(x, 2, " + lost + ", torch.sub(n, " + lost + ")), 3, " + lost
                        + ", torch.sub(m, " + lost + "))",
                "return y");
        returnsTheImage(SegmenterSettings.AUTO);
        returnsTheImage(SegmenterSettings.tiles(48, Math.max(halo + lost, 8)));
        String message = assertThrows(
                        TesseraException.class, () -> segment(noise(1), SegmenterSettings.tiles(48, halo + lost - 1)))
                .getMessage();
        assertTrue(message.contains("needs " + (halo + lost) + " pixels around"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bcyx", "byxc", "cyx", "yxc", "bczyx", "zyxcb", "yx", "bxyc", "tbcyx"})
    void axesInAnyOrder(String order) throws IOException {
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < order.length(); i++) {
            shape.append(i == 0 ? "" : ", ").append("yx".indexOf(order.charAt(i)) >= 0 ? "40" : "1");
        }
        String ones = shape.toString().replaceAll("[0-9]+", "1.0");
        String zeros = ones.replace('1', '0');
        ForeignFixture.write(
                folder,
                ForeignFixture.description04(
                        order,
                        "[" + shape + "]",
                        "[]",
                        "{reference_tensor: raw, scale: [" + ones + "], offset: [" + zeros + "]}",
                        ", halo: [" + shape.toString().replace("1", "0").replace("40", "4") + "]"),
                // Columns one further: shows where x is.
                "return torch.roll(x, [1], [" + order.indexOf('x') + "])");
        float[] values = noise(1);
        float[] result = segment(values, SegmenterSettings.AUTO).probabilities()[0];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 1; x < WIDTH; x++) {
                assertEquals(values[y * WIDTH + x - 1], result[y * WIDTH + x], 1e-6f, x + ", " + y);
            }
        }
    }

    @Test
    void sidesThatDiffer() throws IOException {
        String axes = ForeignFixture.AXES.replace("id: y, size: {min: 16, step: 8}", "id: y, size: 32");
        write05(axes, ForeignFixture.results("a", "}"), "[]", "return x");
        returnsTheImage(SegmenterSettings.AUTO);
        String message = assertThrows(
                        TesseraException.class,
                        () -> returnsTheImage(SegmenterSettings.AUTO.withAugmentation(TestTimeAugmentation.ALL)))
                .getMessage();
        assertTrue(message.contains("leave out quarter turns"), message);
        String follows = ForeignFixture.AXES.replace(
                "id: x, size: {min: 16, step: 8}", "id: x, size: {tensor_id: raw, axis_id: y}");
        write05(follows, ForeignFixture.results("a", "}"), "[]", "return x");
        returnsTheImage(SegmenterSettings.AUTO);
    }

    @Test
    void aTileThatTheNetworkDoesNotTakeIsTold() throws IOException {
        write05(ForeignFixture.axes("32", 1), ForeignFixture.results("a", "}"), "[]", "return x");
        assertTrue(assertThrows(TesseraException.class, () -> segment(noise(1), SegmenterSettings.tiles(64, 4)))
                .getMessage()
                .contains("whose tiles have sides of 32 pixels: use 32, or 0."));
        write05(ForeignFixture.AXES, ForeignFixture.results("a", "}"), "[]", "return x");
        assertTrue(assertThrows(TesseraException.class, () -> segment(noise(1), SegmenterSettings.tiles(65, 4)))
                .getMessage()
                .contains("sides of 16, 24, 32 and so on pixels: use 72, or 0."));
    }

    @Test
    void channelsThatStandByThemselvesLeaveTheBackground() throws IOException {
        write05(
                ForeignFixture.axes("{min: 16, step: 8}", 2),
                ForeignFixture.results("cell, border", "}"),
                "[{id: sigmoid}]",
                "return x");
        float[] values = new float[2 * WIDTH * HEIGHT];
        int plane = WIDTH * HEIGHT;
        values[0] = 2; // cell 0.88, border 0.5
        values[1] = -3; // cell 0.05
        values[plane + 1] = -2; // border 0.12
        values[plane + 2] = 1; // border 0.73, cell 0.5
        SegmentedPlane result = segment(values, SegmenterSettings.AUTO);
        assertEquals(
                List.of("background", "cell", "border"),
                Ensemble.read(folder).first().classes());
        assertEquals(3, result.probabilities().length);
        assertArrayEquals(new byte[] {1, 0, 2}, java.util.Arrays.copyOf(result.labels(), 3));
        assertEquals(0.1192f, result.probabilities()[0][0], 1e-4);
    }

    @Test
    void aSoftmaxSharesThePixelAndTheBackgroundComesFirst() throws IOException {
        write05(
                ForeignFixture.axes("{min: 16, step: 8}", 2),
                ForeignFixture.results("cell, Background", "}"),
                "[{id: softmax, kwargs: {axis: channel}}]",
                "return x");
        float[] values = new float[2 * WIDTH * HEIGHT];
        values[0] = 1;
        values[WIDTH * HEIGHT + 1] = 1;
        SegmentedPlane result = segment(values, SegmenterSettings.AUTO);
        assertEquals(
                List.of("Background", "cell"), Ensemble.read(folder).first().classes());
        assertArrayEquals(new byte[] {1, 0}, java.util.Arrays.copyOf(result.labels(), 2));
        assertEquals(0.7311f, result.probabilities()[1][0], 1e-4);
    }

    @Test
    void theTestOfThePackageIsRun() throws IOException {
        write05(ForeignFixture.AXES, ForeignFixture.results("a", "}"), "[{id: sigmoid}]", "return torch.mul(x, 2.)");
        float[] in = new float[16 * 24];
        float[] out = new float[in.length];
        for (int i = 0; i < in.length; i++) {
            in[i] = i / 100f - 2;
            out[i] = (float) (1 / (1 + Math.exp(-2 * in[i])));
        }
        out[7] += 0.25f;
        int[] shape = {1, 1, 16, 24};
        ForeignFixture.addTest(folder, new StateTensor(shape, in), new StateTensor(shape, out));
        ForeignModel model = (ForeignModel) Ensemble.read(folder).first();
        assertEquals(0.25, model.testDifference(), 1e-6);
        assertEquals(1, model.remarks().size(), model.remarks().toString());
    }

    @Test
    void aResultThatIsNotAsDescribedIsTold() throws IOException {
        write05(ForeignFixture.AXES, ForeignFixture.results("a", "}"), "[]", "return torch.cat([x, x], 1)");
        String message = assertThrows(TesseraException.class, () -> returnsTheImage(SegmenterSettings.AUTO))
                .getMessage();
        assertTrue(message.contains("its result has the shape (1, 2, "), message);
        write05(ForeignFixture.AXES, ForeignFixture.results("a", "}"), "[]", "return torch.view(x, [7])");
        message = assertThrows(TesseraException.class, () -> returnsTheImage(SegmenterSettings.AUTO))
                .getMessage();
        assertTrue(message.contains("cannot be run (") && message.contains("shape '[7]' is invalid"), message);
        write05(ForeignFixture.AXES, ForeignFixture.results("a", "}"), "[]", "return torch.relu(x, 1, 2)");
        message = assertThrows(TesseraException.class, () -> returnsTheImage(SegmenterSettings.AUTO))
                .getMessage();
        assertTrue(message.contains("cannot be loaded (PyTorch cannot read the archive"), message);
    }
}

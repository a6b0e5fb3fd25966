package io.github.tessera.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.Planes;
import io.github.tessera.model.Ensemble;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MemoryBudgetTest {
    @Test
    void aTileForWhichThereIsNoMemoryIsASentenceBeforeAnythingIsRead() {
        int side = 10_000;
        RandomAccessibleInterval<FloatType> plane = Planes.ofBytes(List.of(new byte[side * side]), side, side);
        SegmentationModel wide =
                SegmenterTest.random(Architecture.U_NET.settings(1, 1).withWidth(64));
        try (Segmenter segmenter =
                new Segmenter(Ensemble.of(wide), DeviceChoice.CPU, SegmenterSettings.tiles(side, 0))) {
            Tile whole = new Tile(0, 0, side, side);
            Executable run = () -> segmenter.segment(plane, "huge", 32, whole, (y, rows) -> {}, Progress.NONE);
            String message = assertThrows(TesseraException.class, run).getMessage();
            assertTrue(message.startsWith("Tiles of 10000 x 10000 pixels take about"), message);
            assertTrue(message.contains("choose a smaller tile"), message);
        }
    }

    @Test
    void theWeightsAreAmongWhatIsTold() {
        List<String> lines = new ArrayList<>();
        SegmentationModel model =
                SegmenterTest.random(Architecture.U_NET.settings(1, 1).withWidth(16));
        try (Segmenter segmenter =
                new Segmenter(Ensemble.of(model), DeviceChoice.CPU, SegmenterSettings.tiles(32, 0))) {
            segmenter.segment(Planes.ofBytes(List.of(new byte[32 * 32]), 32, 32), "plane", 8, false, kept(lines));
        }
        String told = lines.stream()
                .filter(line -> line.startsWith("Segmenting takes about "))
                .findFirst()
                .orElseThrow();
        double weights = 4e-6 * Weights.learnt(model.network().build());
        assertTrue(Long.parseLong(told.replaceAll("\\D*(\\d+) MB.*", "$1")) > 5 * weights, told);
    }

    private static Progress kept(List<String> lines) {
        return new Progress() {
            @Override
            public void log(String line) {
                lines.add(line);
            }
        };
    }

    @Test
    void whatItTakesIsToldOnceUntilItTakesMore() {
        List<String> lines = new ArrayList<>();
        Progress progress = kept(lines);
        SegmentationModel model = SegmenterTest.random(Architecture.C_UNET.settings(1, 1));
        try (Segmenter segmenter =
                new Segmenter(Ensemble.of(model), DeviceChoice.CPU, SegmenterSettings.tiles(64, 8))) {
            for (int side : new int[] {64, 64, 128, 32}) {
                segmenter.segment(
                        Planes.ofBytes(List.of(new byte[side * side]), side, side), "plane", 8, false, progress);
            }
        }
        lines.removeIf(line -> !line.startsWith("Segmenting takes about "));
        assertEquals(2, lines.size(), lines.toString());
        String told =
                "Segmenting takes about [1-9]\\d* MB of the computer's memory \\(\\d x \\d+ x \\d+ pixels at once\\)\\.";
        lines.forEach(line -> assertTrue(line.matches(told), line));
    }
}

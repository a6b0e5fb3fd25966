package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.TileFormat;
import io.github.tessera.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecondEpochTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"PNG", "TIFF"})
    void ofASmallSetComesFromMemory(TileFormat format) throws IOException {
        Path samples = folder.resolve("samples");
        LabelledSet squares = Squares.set(4);
        for (int i = 0; i < 4; i++) {
            ImagePlus image = new ImagePlus(
                    "", new FloatProcessor(Squares.SIDE, Squares.SIDE, values(squares, i)).convertToByte(true));
            ImagePlus mask = new ImagePlus("", new ByteProcessor(Squares.SIDE, Squares.SIDE, labels(squares, i)));
            String name = i + (format == TileFormat.PNG ? ".png" : ".tif");
            save(image, samples.resolve("images").resolve(name), format);
            save(mask, samples.resolve("masks").resolve(name), format);
        }
        LabelledSet set = LabelledSet.fromFolders(
                samples.resolve("images"), samples.resolve("masks"), MaskSettings.defaults(), Progress.NONE);
        TrainingResult result = new Training(Squares.quick().withLength(3, 9), set, folder.resolve("model"))
                .with(new TrainingListener() {
                    @Override
                    public void onEpoch(Epoch epoch, Snapshot now) {
                        if (epoch.number() == 1) {
                            deleteAll(samples);
                        }
                    }
                })
                .run(Progress.NONE);
        assertFalse(Files.exists(samples));
        assertEquals(3, result.history().epochs().size());
    }

    private static float[] values(LabelledSet set, int index) {
        float[] values = new float[Squares.SIDE * Squares.SIDE];
        int i = 0;
        for (FloatType value : Views.flatIterable(set.images().get(index).pixels())) {
            values[i++] = value.get();
        }
        return values;
    }

    private static byte[] labels(LabelledSet set, int index) {
        byte[] labels = new byte[Squares.SIDE * Squares.SIDE];
        int i = 0;
        for (UnsignedByteType label : Views.flatIterable(set.images().get(index).labels())) {
            labels[i++] = label.getByte();
        }
        return labels;
    }

    private static void save(ImagePlus image, Path file, TileFormat format) {
        if (format == TileFormat.PNG) {
            ImageFiles.savePng(image, file);
        } else {
            ImageFiles.saveTiff(image, file);
        }
    }

    private static void deleteAll(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

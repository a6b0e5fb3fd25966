package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.tessera.data.LabelKind;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.Palette;
import io.github.tessera.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.imglib2.blocks.PrimitiveBlocks;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a network found, shown as an overlay and saved, is learnt from as it was. */
class OverlayRoundTripTest {
    private static final int SIDE = 60;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void labelsComeBackFromTheirOverlay(LabelOverlay.Grouping grouping) {
        Random random = new Random(5);
        byte[] labels = new byte[SIDE * SIDE];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt(3) : i / 7 % 2);
        }
        List<String> classes = List.of("background", "class 1", "class 2");
        ImagePlus imp = new ImagePlus("image", new ByteProcessor(SIDE, SIDE));
        LabelOverlay overlay = new LabelOverlay(classes, Palette.standard(), 0.5, grouping);
        imp.setOverlay(overlay.of(new ByteProcessor(SIDE, SIDE, labels.clone())));
        Path file = folder.resolve("image.tif");
        ImageFiles.saveTiff(imp, file);
        MaskSettings settings =
                MaskSettings.defaults().withKind(LabelKind.REGIONS).withRestBackground(true);
        LabelledSet set = LabelledSet.fromFolders(folder, folder, settings, Progress.NONE);
        assertEquals(classes, set.classes().names());
        byte[] read = new byte[labels.length];
        PrimitiveBlocks.of(set.images().get(0).labels()).copy(new long[2], read, new int[] {SIDE, SIDE});
        assertArrayEquals(labels, read);
    }
}

package io.github.tessera.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.NucleiGenerator;
import io.github.tessera.data.NucleiSettings;
import io.github.tessera.data.SampleFolder;
import io.github.tessera.data.SampleGenerator;
import io.github.tessera.data.ShapesGenerator;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.train.TrainingConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans for images of three kinds, from their pixels on. */
class GeneratedPlanTest {
    private static final int SIDE = 288;

    @TempDir
    Path folder;

    private static TrainingConfig plan(LabelledSet set) {
        TrainingConfig fixed = TrainingConfig.defaults("plan").withDevice(DeviceChoice.CPU);
        return Plan.of(Wishes.none(fixed), set, Progress.NONE).config();
    }

    private LabelledSet generated(SampleGenerator generator, String name) {
        SampleFolder.write(generator, 6, folder.resolve(name), Progress.NONE);
        return LabelledSet.fromFolders(
                folder.resolve(name + "/images"),
                folder.resolve(name + "/masks"),
                MaskSettings.defaults(),
                Progress.NONE);
    }

    /** Dark lines between bright cells, as in electron microscopy. */
    private static LabelledSet membranes() {
        List<RandomAccessibleInterval<FloatType>> images = new ArrayList<>();
        List<RandomAccessibleInterval<FloatType>> masks = new ArrayList<>();
        Random random = new Random(1);
        for (int n = 0; n < 6; n++) {
            int shift = random.nextInt(40);
            float[] image = new float[SIDE * SIDE];
            float[] mask = new float[SIDE * SIDE];
            for (int i = 0; i < image.length; i++) {
                boolean line = (i % SIDE + shift) % 40 < 4 || (i / SIDE + shift) % 40 < 4;
                mask[i] = line ? 0 : 255;
                image[i] = (float) ((line ? 60 : 160) + 20 * random.nextGaussian());
            }
            images.add(ArrayImgs.floats(image, SIDE, SIDE, 1));
            masks.add(ArrayImgs.floats(mask, SIDE, SIDE, 1));
        }
        return LabelledSet.fromStacks(
                new PlaneStack("cells", 8, images),
                new PlaneStack("masks", 8, masks),
                MaskSettings.defaults().withClassValue(0),
                Progress.NONE);
    }

    @Test
    void threeKindsOfImagesHaveThreePlans() {
        TrainingConfig nuclei =
                plan(generated(new NucleiGenerator(NucleiSettings.defaults().withSize(128, 128)), "nuclei"));
        TrainingConfig shapes = plan(generated(new ShapesGenerator(SIDE, SIDE, 20, 20, true, 1), "shapes"));
        TrainingConfig membranes = plan(membranes());
        assertNotEquals(nuclei.normalization(), shapes.normalization());
        assertNotEquals(nuclei.crop() + ", " + nuclei.batch(), membranes.crop() + ", " + membranes.batch());
        assertTrue(
                shapes.network().depth() > membranes.network().depth(), shapes.network() + " " + membranes.network());
        assertEquals(3, shapes.network().channels());
        assertEquals(1, membranes.network().outputs());
    }

    @Test
    void equalImagesHaveEqualPlans() {
        assertEquals(plan(membranes()), plan(membranes()));
    }
}

package io.github.tessera.train;

import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.Portion;
import io.github.tessera.data.SplitSettings;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/** Bright squares on dark noise, and settings that learn them in a few seconds. */
final class Squares {
    static final int SIDE = 64;

    private Squares() {}

    /** Images and their masks. */
    static LabelledSet set(int images) {
        List<RandomAccessibleInterval<FloatType>> pixels = new ArrayList<>();
        List<RandomAccessibleInterval<FloatType>> masks = new ArrayList<>();
        Random random = new Random(2);
        for (int i = 0; i < images; i++) {
            float[] image = new float[SIDE * SIDE];
            float[] mask = new float[SIDE * SIDE];
            int left = 5 + random.nextInt(30);
            int top = 5 + random.nextInt(30);
            for (int p = 0; p < image.length; p++) {
                boolean inside = p % SIDE >= left && p % SIDE < left + 22 && p / SIDE >= top && p / SIDE < top + 22;
                image[p] = (float) (random.nextGaussian() + (inside ? 3 : 0));
                mask[p] = inside ? 255 : 0;
            }
            pixels.add(ArrayImgs.floats(image, SIDE, SIDE, 1));
            masks.add(ArrayImgs.floats(mask, SIDE, SIDE, 1));
        }
        return LabelledSet.fromStacks(
                new PlaneStack("squares", 32, pixels),
                new PlaneStack("masks", 8, masks),
                MaskSettings.defaults(),
                Progress.NONE);
    }

    /** 45 steps in 3 epochs. */
    static TrainingConfig quick() {
        return TrainingConfig.defaults("quick squares")
                .withDevice(DeviceChoice.CPU)
                .withCrops(4, 48)
                .withLength(3, 45)
                .withSplit(SplitSettings.defaults().withPortions(new Portion(0.25), Portion.NONE));
    }

    /** Asks to stop after so many updates. */
    static Progress stopAfter(int updates) {
        return new Progress() {
            private int seen;

            @Override
            public void update(long done, long total) {
                seen++;
            }

            @Override
            public boolean cancelled() {
                return seen >= updates;
            }
        };
    }
}

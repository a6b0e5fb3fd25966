package io.github.tessera.data;

import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.Progress;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.imglib2.img.array.ArrayImgs;

/**
 * Crops to be looked at: as they are, and as a training would change them, with the intensities of the file.
 *
 * <p>The images are taken from all parts of the list. Of an image that crop is shown, of {@value #PLACES} random ones, that holds most
 * pixels beside those of its commonest class, so that there is something to see.
 */
public final class AugmentationPreview {
    private static final int PLACES = 16;

    /**
     * One crop.
     *
     * @param plain as it is; its name says so
     * @param changed the same crop augmented, each time anew; their names say how
     */
    public record Example(LabelledImage plain, List<LabelledImage> changed) {
        /** Copies the list. */
        public Example {
            changed = List.copyOf(changed);
        }
    }

    private final CropSettings settings;
    private final LabelledImage image;
    private final CropSource plainSource;
    private final CropSource source;
    private final long number;

    private AugmentationPreview(CropSettings settings, LabelledImage image, long number, Progress progress) {
        this.settings = settings;
        this.image = image;
        this.number = number;
        IntensityMap identity = IntensityMap.identity(image.channels());
        plainSource = new CropSource(image, identity, false, progress);
        source = new CropSource(image, identity, settings.augmentation().intensity(), progress);
    }

    /**
     * Takes the crops.
     *
     * @param images at least one
     * @param settings size, augmentation and seed; equal ones give equal crops
     * @param crops how many
     * @param copies how often each is augmented
     * @param progress asked before each crop whether to go on
     */
    public static List<Example> of(
            List<LabelledImage> images, CropSettings settings, int crops, int copies, Progress progress) {
        List<Example> examples = new ArrayList<>();
        for (int e = 0; e < crops; e++) {
            LabelledImage image = images.get((int) ((long) e * images.size() / crops));
            progress.status("Augmenting " + image.name());
            examples.add(new AugmentationPreview(settings, image, e, progress).example(copies, progress));
            progress.update(e + 1L, crops);
        }
        return examples;
    }

    private Example example(int copies, Progress progress) {
        SplittableRandom random = Seeds.random(settings.seed(), number);
        Crop crop = new Crop(AugmentationSettings.NONE, settings.size(), image.channels());
        crop.draw(0, random);
        int bestX = 0;
        int bestY = 0;
        int most = -1;
        for (int i = 0; i < PLACES; i++) {
            progress.check();
            int x = within(image.width(), random);
            int y = within(image.height(), random);
            crop.take(plainSource, x, y);
            int uncommon = uncommon(crop.labels());
            if (uncommon > most) {
                most = uncommon;
                bestX = x;
                bestY = y;
            }
        }
        crop.take(plainSource, bestX, bestY);
        LabelledImage plain = finished(crop, "as it is");
        Crop augmented = new Crop(settings.augmentation(), settings.size(), image.channels());
        List<LabelledImage> changed = new ArrayList<>();
        for (int copy = 1; copy <= copies; copy++) {
            progress.check();
            SplittableRandom own = Seeds.random(settings.seed(), number, copy);
            augmented.draw(own.nextInt(8), own);
            augmented.take(source, bestX, bestY);
            String what = augmented.what().isEmpty() ? "nothing was drawn" : augmented.what();
            changed.add(finished(augmented, "augmented " + copy + ": " + what));
        }
        return new Example(plain, changed);
    }

    /** Anywhere in the image, or so that the image lies inside the crop. */
    private int within(int extent, SplittableRandom random) {
        int free = extent - settings.size();
        return random.nextInt(Math.min(0, free), Math.max(0, free) + 1);
    }

    private static int uncommon(float[] labels) {
        int[] counts = new int[LabelImage.IGNORED + 1];
        for (float label : labels) {
            counts[(int) label]++;
        }
        return labels.length - Arrays.stream(counts).max().orElse(0);
    }

    private LabelledImage finished(Crop crop, String how) {
        int side = settings.size();
        float[] pixels = new float[image.channels() * side * side];
        byte[] labels = new byte[side * side];
        crop.finish(0, FloatBuffer.wrap(pixels), labels);
        return new LabelledImage(
                image.name() + ", " + how,
                ArrayImgs.floats(pixels, side, side, image.channels()),
                image.bitDepth(),
                ArrayImgs.unsignedBytes(labels, side, side));
    }
}

package io.github.tessera.predict;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.metric.ThresholdCurve;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How good a model is on whole images that were kept out of its training, segmented as new images will be.
 *
 * <p>So that it takes a fraction of the training's time, of many images {@value #MOST_IMAGES} are drawn, and of images that are too large
 * for their number the middle is segmented.
 *
 * @param available images there were
 * @param cropped images of which only the middle was segmented
 * @param evaluation of those that were segmented
 */
public record HeldOut(int available, int cropped, Evaluation evaluation) {
    /** No more are segmented. */
    public static final int MOST_IMAGES = 50;

    private static final long LEAST_PIXELS = 1 << 18;
    private static final long MOST_PIXELS = 1 << 25;

    /**
     * Segments and compares.
     *
     * @param images indices of the images in the set, at least one
     * @param pixels that all of them together are to have, about
     * @param seed equal seeds draw equal images
     * @throws CancelledException if cancelled
     */
    public static HeldOut of(
            Segmenter segmenter, LabelledSet set, List<Integer> images, long pixels, long seed, Progress progress) {
        List<Integer> drawn = drawn(images, seed);
        long most = Math.max(LEAST_PIXELS, Math.min(MOST_PIXELS, pixels / drawn.size()));
        EvaluationTally tally =
                new EvaluationTally(set.labelling(), set.classes().names());
        int cropped = 0;
        for (int i = 0; i < drawn.size(); i++) {
            LabelledImage image = set.images().get(drawn.get(i));
            Tile area = middle(image.width(), image.height(), most);
            cropped += area.equals(image.area()) ? 0 : 1;
            Evaluation.add(tally, segmenter, image, area, Decision.USUAL, new PartProgress(progress, i, drawn.size()));
        }
        return new HeldOut(images.size(), cropped, tally.evaluation());
    }

    /** How each class is told from the others at every threshold, over all pixels. */
    public List<ThresholdCurve> curves() {
        return evaluation.probabilities().orElseThrow().curves();
    }

    private static List<Integer> drawn(List<Integer> images, long seed) {
        if (images.size() <= MOST_IMAGES) {
            return images;
        }
        List<Integer> shuffled = new ArrayList<>(images);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.subList(0, MOST_IMAGES).stream().sorted().toList();
    }

    /** The middle of an image, of its proportions and at most so many pixels. */
    static Tile middle(int width, int height, long most) {
        double scale = Math.min(1, Math.sqrt((double) most / ((double) width * height)));
        int w = Math.max(1, (int) (width * scale));
        int h = Math.max(1, (int) Math.min(height * scale, (double) most / w));
        return new Tile((width - w) / 2, (height - h) / 2, w, h);
    }
}

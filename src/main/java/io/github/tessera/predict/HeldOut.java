package io.github.tessera.predict;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.ThresholdCounts;
import io.github.tessera.metric.ThresholdCurve;
import io.github.tessera.predict.Evaluation.EvaluatedImage;
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
 * @param curves one for each class, over all pixels
 */
public record HeldOut(int available, int cropped, Evaluation evaluation, List<ThresholdCurve> curves) {
    /** No more are segmented. */
    public static final int MOST_IMAGES = 50;

    private static final long LEAST_PIXELS = 1 << 18;
    private static final long MOST_PIXELS = 1 << 25;
    private static final int SHOWN_SIDE = 1024;

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
        List<String> classes = set.classes().names();
        long most = Math.max(LEAST_PIXELS, Math.min(MOST_PIXELS, pixels / drawn.size()));
        ConfusionMatrix all = new ConfusionMatrix(classes.size());
        ThresholdCounts thresholds = new ThresholdCounts(classes.size());
        List<EvaluatedImage> evaluated = new ArrayList<>();
        int cropped = 0;
        for (int i = 0; i < drawn.size(); i++) {
            LabelledImage image = set.images().get(drawn.get(i));
            Tile area = middle(image.width(), image.height(), most);
            cropped += area.equals(image.area()) ? 0 : 1;
            Progress part = new PartProgress(progress, i, drawn.size());
            part.status("Segmenting " + image.name());
            byte[] truth = image.labels(area);
            LevelRows levels = new LevelRows(truth, area.width(), classes.size(), thresholds);
            PlaneRows plane = new PlaneRows(area.width(), area.height(), 0, Decision.USUAL);
            segmenter.segment(
                    image.pixels(),
                    image.name(),
                    image.bitDepth(),
                    area,
                    (y, row) -> {
                        plane.row(y, row);
                        levels.row(y, row);
                    },
                    part);
            byte[] labels = plane.result().labels();
            ConfusionMatrix one = new ConfusionMatrix(classes.size());
            one.add(truth, labels);
            all.merge(one);
            int step = 1 + (Math.max(area.width(), area.height()) - 1) / SHOWN_SIDE;
            evaluated.add(new EvaluatedImage(
                    image.name(),
                    area,
                    step,
                    every(truth, area.width(), step),
                    every(labels, area.width(), step),
                    one.report(classes)));
        }
        Evaluation evaluation = new Evaluation(set.labelling(), evaluated, all);
        return new HeldOut(images.size(), cropped, evaluation, thresholds.curves());
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

    private static byte[] every(byte[] labels, int width, int step) {
        if (step == 1) {
            return labels;
        }
        int columns = (width + step - 1) / step;
        int rows = (labels.length / width + step - 1) / step;
        byte[] kept = new byte[columns * rows];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = labels[i / columns * step * width + i % columns * step];
        }
        return kept;
    }
}

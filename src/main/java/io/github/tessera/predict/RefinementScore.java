package io.github.tessera.predict;

import io.github.tessera.image.LabelImage;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.postprocess.CrfExample;
import io.github.tessera.postprocess.DenseCrf;
import io.github.tessera.postprocess.DenseCrfSettings;
import io.github.tessera.progress.PartProgress;
import io.github.tessera.progress.Progress;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good probabilities are behind refining.
 *
 * @param loss mean of -log q(right class) over all labelled pixels
 * @param report of the most probable class of each pixel
 */
public record RefinementScore(double loss, MetricsReport report) {
    /**
     * Refines images and compares them with the truth.
     *
     * @param examples at least one, all of the classes named
     * @param threads above 0
     */
    public static RefinementScore of(
            List<CrfExample> examples,
            List<String> classes,
            DenseCrfSettings settings,
            int threads,
            Progress progress) {
        DenseCrf crf = new DenseCrf(settings, threads);
        ConfusionMatrix matrix = new ConfusionMatrix(classes.size());
        double sum = 0;
        for (int i = 0; i < examples.size(); i++) {
            CrfExample example = examples.get(i);
            float[][] refined =
                    crf.refine(example.image(), example.unary(), new PartProgress(progress, i, examples.size()));
            matrix.add(example.labels(), mostProbable(refined));
            sum += loss(refined, example.labels());
        }
        MetricsReport report = matrix.report(classes);
        return new RefinementScore(sum / report.pixels(), report);
    }

    /** Over all labelled pixels, the sum. */
    private static double loss(float[][] probabilities, byte[] labels) {
        return IntStream.range(0, labels.length)
                .filter(i -> (labels[i] & 0xFF) != LabelImage.IGNORED)
                .mapToDouble(i -> -Math.log(probabilities[labels[i] & 0xFF][i]))
                .sum();
    }

    /** Of equally probable classes the first. */
    private static byte[] mostProbable(float[][] probabilities) {
        byte[] labels = new byte[probabilities[0].length];
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            for (int k = 1; k < probabilities.length; k++) {
                best = probabilities[k][i] > probabilities[best][i] ? k : best;
            }
            labels[i] = (byte) best;
        }
        return labels;
    }

    /** Mean intersection over union, over the classes that occur in truth or prediction. */
    public double meanIou() {
        return report.mean(Metric.IOU);
    }
}

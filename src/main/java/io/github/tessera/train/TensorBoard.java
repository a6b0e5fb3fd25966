package io.github.tessera.train;

import io.github.tessera.metric.ClassCounts;
import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.metric.ThresholdCurve;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.network.Weights;
import io.github.tessera.tensorboard.EventFile;
import io.github.tessera.tensorboard.Summary;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Tells TensorBoard of each epoch, at the step that it ended with: losses, metrics, learning rate and speed; validation crops; weights; and
 * precision and recall by threshold. A training that goes on adds a file; one that begins replaces those of an earlier one.
 */
public final class TensorBoard implements TrainingListener {
    /** Where the event files are, in the model's folder. */
    public static final String FOLDER = "tensorboard";

    // TensorBoard wants even spaces: every third of a curve's 256 thresholds is enough to draw it.
    private static final int THRESHOLDS = 3;

    private final Path folder;
    private final Function<List<ValidationTile>, byte[]> picture;
    private int batch;
    private boolean begins;
    private List<Epoch> untold = List.of();
    private Epoch last;
    private EventFile file;

    /**
     * A listener that has heard nothing yet.
     *
     * @param model the model's folder
     * @param picture draws validation crops as one RGB image, a PNG
     */
    public TensorBoard(Path model, Function<List<ValidationTile>, byte[]> picture) {
        folder = model.resolve(FOLDER);
        this.picture = picture;
    }

    @Override
    public List<String> files() {
        return List.of(FOLDER);
    }

    @Override
    public void onStart(TrainingStart start) {
        batch = start.config().batch();
        begins = start.step() == 0;
    }

    @Override
    public void onResume(List<Epoch> earlier) {
        if (EventFile.files(folder).isEmpty()) {
            untold = earlier;
        } else if (!earlier.isEmpty()) {
            last = earlier.get(earlier.size() - 1);
        }
    }

    @Override
    public void onEpoch(Epoch epoch, Snapshot now) {
        // Not sooner: one that is cancelled before its first epoch leaves what was there.
        if (file == null) {
            begin();
        }
        Summary summary = scalars(epoch);
        addCurves(summary, epoch.validation().classes(), now.curves());
        addWeights(summary, now.model());
        if (!now.tiles().isEmpty()) {
            summary.image("validation crops", picture.apply(now.tiles()));
        }
        file.add(epoch.step(), summary);
        last = epoch;
    }

    private void begin() {
        if (begins) {
            EventFile.deleteAll(folder);
        }
        // What an earlier file tells of steps that are learnt anew no longer holds.
        file = EventFile.next(folder, last == null ? 0 : last.step() + 1);
        for (Epoch epoch : untold) {
            file.add(epoch.step(), scalars(epoch));
            last = epoch;
        }
    }

    private Summary scalars(Epoch epoch) {
        MetricsReport report = epoch.validation();
        Summary summary = new Summary()
                .scalar("loss/train", epoch.trainLoss())
                .scalar("loss/validation", epoch.validationLoss())
                .scalar("metric/pixel accuracy", report.pixelAccuracy());
        for (Metric metric : Metric.values()) {
            summary.scalar("metric/" + metric.word(), report.summary(metric));
        }
        for (int k = 0; k < report.classes().size(); k++) {
            summary.scalar("iou/" + report.classes().get(k), report.value(Metric.IOU, k));
        }
        return summary.scalar("training/learning rate", epoch.knownRate())
                .scalar("training/crops a second", epoch.cropsPerSecond(last, batch));
    }

    private static void addCurves(Summary summary, List<String> classes, List<ThresholdCurve> curves) {
        for (int k = 0; k < curves.size(); k++) {
            ThresholdCurve curve = curves.get(k);
            List<ClassCounts> counts = IntStream.iterate(0, i -> i < curve.size(), i -> i + THRESHOLDS)
                    .mapToObj(curve::counts)
                    .toList();
            summary.precisionRecall("precision and recall/" + classes.get(k), counts);
        }
    }

    private static void addWeights(Summary summary, SegmentationModel model) {
        Weights.forEach(model.network().build(), (name, tensor) -> {
            if (tensor.role().learnt()) {
                summary.histogram("weights/" + name, model.weights().get(name));
            }
        });
    }
}

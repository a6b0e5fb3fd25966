package io.github.tessera.train;

import io.github.tessera.image.AtomicFile;
import io.github.tessera.metric.Metric;
import io.github.tessera.model.SegmentationModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** The epochs of one training, also as a CSV file that grows with them. */
public final class History implements TrainingListener {
    /** The file's name in the model's folder. */
    public static final String FILE = "history.csv";

    private final Path file;
    private final List<Epoch> epochs = new ArrayList<>();
    private int batch;

    /** A history that is kept in a folder as {@value #FILE}. */
    History(Path folder) {
        file = folder.resolve(FILE);
    }

    /** The epochs so far. */
    public List<Epoch> epochs() {
        return List.copyOf(epochs);
    }

    @Override
    public List<String> files() {
        return List.of(FILE);
    }

    @Override
    public void onStart(TrainingStart start) {
        batch = start.config().batch();
    }

    @Override
    public void onResume(List<Epoch> earlier) {
        epochs.addAll(earlier);
    }

    @Override
    public void onEpoch(Epoch epoch, Snapshot now) {
        epochs.add(epoch);
        String text = csv();
        AtomicFile.write(file, path -> Files.writeString(path, text, StandardCharsets.UTF_8));
    }

    /** A model of no epoch has no history, nor that of an earlier one in its folder. */
    @Override
    public void onEnd(Supplier<SegmentationModel> model) {
        if (epochs.isEmpty()) {
            AtomicFile.delete(file);
        }
    }

    private String csv() {
        StringBuilder text = new StringBuilder("epoch,step,train_loss,validation_loss,pixel_accuracy");
        for (Metric metric : Metric.values()) {
            text.append(',').append(metric.word());
        }
        List<String> classes = epochs.get(0).validation().classes();
        classes.forEach(name -> text.append(",iou_").append(name.replaceAll("[^\\p{L}\\p{N}]+", "_")));
        text.append(",seconds,learning_rate,crops_per_second\n");
        Epoch earlier = null;
        for (Epoch e : epochs) {
            text.append(e.number()).append(',').append(e.step());
            text.append(number(e.trainLoss())).append(number(e.validationLoss()));
            text.append(number(e.validation().pixelAccuracy()));
            for (Metric metric : Metric.values()) {
                text.append(number(e.validation().summary(metric)));
            }
            for (int k = 0; k < classes.size(); k++) {
                text.append(number(e.validation().value(Metric.IOU, k)));
            }
            text.append(number(e.seconds())).append(number(e.knownRate()));
            text.append(number(e.cropsPerSecond(earlier, batch))).append('\n');
            earlier = e;
        }
        return text.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "," : String.format(Locale.ROOT, ",%.6g", value);
    }
}

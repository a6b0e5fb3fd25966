package io.github.tessera.command;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.metric.ConfusionMatrix;
import io.github.tessera.metric.Metric;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.CorrectedLabels;
import io.github.tessera.view.ImageSegmenter;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the user has made of a predicted image.
 *
 * @param labels of all planes
 * @param planes those that are learnt from, from 0, at least one
 */
record Correction(CorrectedLabels labels, List<Integer> planes) {
    /** How well a prediction agrees with it, where something is to be learnt: the IoU of the class, or the mean over classes. */
    double iou(Prediction prediction, List<String> classes) {
        ConfusionMatrix matrix = new ConfusionMatrix(classes.size());
        planes.forEach(plane ->
                matrix.add(labels.planes().get(plane), prediction.planes().get(plane)));
        return matrix.report(classes).summary(Metric.IOU);
    }

    /**
     * Finds it.
     *
     * @param classes the model's
     * @param labelTitle of the label image; empty for the image's title with _labels
     * @param predicted what the model makes of each plane
     */
    record Search(ImagePlus image, List<String> classes, String labelTitle, List<byte[]> predicted, Progress progress) {
        /**
         * The correction.
         *
         * @param slices and frames that are learnt from; both empty: those that were corrected
         * @throws TesseraException naming the cure if there is none, or it does not fit model and image
         */
        Correction find(LabelPlace source, String slices, String frames) {
            List<CorrectedLabels> found = found(source);
            CorrectedLabels labels = found.stream()
                    .max(Comparator.comparingLong(this::differing))
                    .orElseThrow(() -> nothing(source));
            List<CorrectedLabels> others = new ArrayList<>(found);
            others.remove(labels);
            for (CorrectedLabels other : others) {
                progress.log("Taken for the correction: " + labels.source()
                        + ", which differs from what the model predicts in " + differing(labels) + " pixels ("
                        + other.source() + ": " + differing(other) + ").");
            }
            return new Correction(labels, planes(labels, others, slices, frames));
        }

        private long differing(CorrectedLabels labels) {
            return IntStream.range(0, predicted.size())
                    .mapToLong(plane -> labels.differing(plane, predicted.get(plane)))
                    .sum();
        }

        private List<CorrectedLabels> found(LabelPlace source) {
            List<CorrectedLabels> found = new ArrayList<>();
            boolean auto = source == LabelPlace.AUTO;
            if (auto || source == LabelPlace.OVERLAY) {
                overlay().ifPresent(rois -> found.add(drawn("the overlay", rois)));
            }
            if (source == LabelPlace.ROI_MANAGER || (auto && found.isEmpty())) {
                DrawnRois.managed().ifPresent(rois -> found.add(drawn("the ROI Manager", rois)));
            }
            if (auto || source == LabelPlace.LABELS) {
                labelImage().ifPresent(l -> found.add(CorrectedLabels.ofLabelImage(image, l, classes, progress)));
            }
            Optional<Roi> area = area();
            area.ifPresent(
                    roi -> progress.log("Outside the selection nothing is learnt from " + image.getTitle() + "."));
            return found.stream()
                    .map(labels -> area.map(labels::within).orElse(labels))
                    .toList();
        }

        private CorrectedLabels drawn(String source, Roi[] rois) {
            return CorrectedLabels.ofRois(source, image, rois, classes, progress);
        }

        private Optional<Roi[]> overlay() {
            return Optional.ofNullable(image.getOverlay()).map(Overlay::toArray);
        }

        private Optional<ImagePlus> labelImage() {
            if (labelTitle.isBlank()) {
                return Optional.ofNullable(WindowManager.getImage(ImageSegmenter.baseName(image) + "_labels"));
            }
            ImagePlus named = WindowManager.getImage(labelTitle);
            if (named == null) {
                throw new TesseraException("No open image has the title \"" + labelTitle
                        + "\" (labels): open the label image, or write its title as its window shows it.");
            }
            return Optional.of(named);
        }

        /** An overlay's ROI that was clicked on is the image's selection too, but nobody means it to be all that counts. */
        private Optional<Roi> area() {
            Roi roi = image.getRoi();
            Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
            if (roi == null || !roi.isArea() || !roi.getBounds().intersects(all)) {
                return Optional.empty();
            }
            boolean drawn = Stream.of(overlay(), DrawnRois.managed())
                    .flatMap(Optional::stream)
                    .flatMap(Arrays::stream)
                    .anyMatch(other -> other.equals(roi));
            return drawn ? Optional.empty() : Optional.of(roi);
        }

        private List<Integer> planes(
                CorrectedLabels labels, List<CorrectedLabels> others, String slices, String frames) {
            if (!slices.isBlank() || !frames.isBlank()) {
                PlaneChoice choice =
                        PlaneChoice.parse("all", slices.isBlank() ? "all" : slices, frames.isBlank() ? "all" : frames);
                return choice.of(PlaneStack.of(image)).numbers().numbers().stream()
                        .map(number -> number - 1)
                        .toList();
            }
            List<Integer> corrected = IntStream.range(0, predicted.size())
                    .filter(plane -> labels.differing(plane, predicted.get(plane)) > 0)
                    .boxed()
                    .toList();
            if (corrected.isEmpty()) {
                throw new TesseraException("There is nothing to learn in " + labels.source() + " of " + image.getTitle()
                        + ": it is just what the model predicts. Correct it first; to learn from it as it is, name its slices"
                        + " (slices=all).");
            }
            // Where the same prediction is there twice, the planes that were corrected are those that are not the same.
            List<Integer> changed = corrected.stream()
                    .filter(plane -> others.stream()
                            .allMatch(other ->
                                    labels.differing(plane, other.planes().get(plane)) > 0))
                    .toList();
            return changed.isEmpty() ? corrected : changed;
        }

        private TesseraException nothing(LabelPlace source) {
            String title = image.getTitle();
            return new TesseraException(
                    switch (source) {
                        case AUTO ->
                            "There is no correction of " + title + ": it has no overlay, and no label image "
                                    + ImageSegmenter.baseName(image)
                                    + "_labels is open. Segment it with Tessera Segment..., correct that, and run this again.";
                        case OVERLAY ->
                            "The image " + title
                                    + " has no overlay: segment it with Tessera Segment..., or draw and add each"
                                    + " selection (Image > Overlay > Add Selection).";
                        case ROI_MANAGER -> "The ROI Manager holds no ROIs: add those of " + title + " to it.";
                        case LABELS ->
                            "No label image " + ImageSegmenter.baseName(image)
                                    + "_labels is open: open it, or write the title of another (labels).";
                    });
        }
    }
}

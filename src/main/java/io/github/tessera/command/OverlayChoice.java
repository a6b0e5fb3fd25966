package io.github.tessera.command;

import ij.ImagePlus;
import ij.gui.Overlay;
import io.github.tessera.image.Palette;
import io.github.tessera.image.PlaneChoice;
import io.github.tessera.image.Planes;
import io.github.tessera.predict.Decision;
import io.github.tessera.progress.Choice;
import io.github.tessera.progress.Progress;
import io.github.tessera.view.ImageSegmenter.ObjectOptions;
import io.github.tessera.view.ImageSegmenter.Options;
import io.github.tessera.view.LabelObjects;
import io.github.tessera.view.LabelOverlay;
import io.github.tessera.view.LabelOverlay.Grouping;
import java.util.Optional;

/** What is laid over an image that has labels. */
public enum OverlayChoice implements Choice {
    OBJECT(Grouping.PER_OBJECT),
    CLASS(Grouping.PER_CLASS),
    LAYER(Grouping.LAYER),
    NONE(null);

    private final Grouping grouping;

    OverlayChoice(Grouping grouping) {
        this.grouping = grouping;
    }

    /**
     * The segmenter's options.
     *
     * @param opacity from 0 to 1
     */
    Options options(
            PlaneChoice planes,
            Decision decision,
            boolean probabilities,
            Optional<ObjectOptions> objects,
            double opacity) {
        return new Options(planes, decision, probabilities, objects, Optional.ofNullable(grouping), opacity);
    }

    /**
     * Lays labels over an image, in place of what Tessera laid there before.
     *
     * @param percent opacity of the fill
     * @return how many ROIs it are
     */
    int layOver(ImagePlus image, LabelObjects labels, int percent, Progress progress) {
        Overlay overlay = grouping == null
                ? new Overlay()
                : new LabelOverlay(labels.classes(), Palette.standard(), percent / 100.0, grouping)
                        .of(labels, image, progress);
        LabelOverlay.replace(image, Planes.numbers(image).numbers(), overlay);
        return overlay.size();
    }

    @Override
    public String label() {
        return grouping == null ? "None" : grouping.label();
    }

    @Override
    public String word() {
        return grouping == null ? Choice.super.word() : grouping.word();
    }

    @Override
    public String toString() {
        return label();
    }
}

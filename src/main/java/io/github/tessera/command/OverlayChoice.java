package io.github.tessera.command;

import io.github.tessera.image.PlaneChoice;
import io.github.tessera.predict.Decision;
import io.github.tessera.progress.Choice;
import io.github.tessera.view.ImageSegmenter.Options;
import io.github.tessera.view.LabelOverlay.Grouping;
import java.util.Optional;

/** What is laid over a segmented image. */
public enum OverlayChoice implements Choice {
    OBJECT(Grouping.PER_OBJECT),
    CLASS(Grouping.PER_CLASS),
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
    Options options(PlaneChoice planes, Decision decision, boolean probabilities, double opacity) {
        return new Options(planes, decision, probabilities, Optional.ofNullable(grouping), opacity);
    }

    @Override
    public String label() {
        return grouping == null ? "None" : grouping.label();
    }

    @Override
    public String word() {
        return grouping == null ? "none" : grouping.word();
    }

    @Override
    public String toString() {
        return label();
    }
}

package io.github.tessera.command;

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

    /** The segmenter's options, for an opacity in percent. */
    Options options(boolean probabilities, int percent) {
        return new Options(probabilities, Optional.ofNullable(grouping), percent / 100.0);
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

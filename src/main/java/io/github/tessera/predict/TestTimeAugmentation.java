package io.github.tessera.predict;

import io.github.tessera.progress.Choice;
import java.util.ArrayList;
import java.util.List;

/** From how many sides a network looks at each tile; the probabilities, brought back, are averaged: test-time augmentation. */
public enum TestTimeAugmentation implements Choice {
    /** As it is. */
    NONE("None", "none"),
    /** Flipped to the side, upside down, and both: four times the work. */
    FLIPS("Flips (4 x the time)", "flips"),
    /** The flips, and all of them on their side: eight times the work. */
    ALL("Flips and quarter turns (8 x the time)", "all");

    private final String label;
    private final String word;

    TestTimeAugmentation(String label, String word) {
        this.label = label;
        this.word = word;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return label;
    }

    /** The views; the first is the tile as it is. */
    List<View> views() {
        List<View> views = new ArrayList<>();
        for (boolean turned : this == ALL ? new boolean[] {false, true} : new boolean[] {false}) {
            for (boolean inverted : this == NONE ? new boolean[] {false} : new boolean[] {false, true}) {
                for (boolean mirrored : this == NONE ? new boolean[] {false} : new boolean[] {false, true}) {
                    views.add(new View(turned, inverted, mirrored));
                }
            }
        }
        return views;
    }
}

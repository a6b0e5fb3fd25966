package io.github.tessera.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Which images are learnt from and which are kept out.
 *
 * @param train indices of images to learn from, ascending
 * @param validation indices of images that are tried while learning, ascending; the one image of a set of one is in both parts
 * @param test indices of images that nobody looks at before the end, ascending; often none
 * @param notes sentences that the user must read: what leaks, what was left out
 */
public record Split(List<Integer> train, List<Integer> validation, List<Integer> test, List<String> notes) {
    /** Copies the lists. */
    public Split {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        notes = List.copyOf(notes);
    }

    /** A few lines for the log: how many images each part has, then the notes. */
    public String describe() {
        List<String> lines = new ArrayList<>();
        if (train.equals(validation)) {
            lines.add(
                    train.size() == 1
                            ? "The only image is learnt from and validated on: the validation says nothing about other images."
                            : "All " + train.size()
                                    + " images are learnt from and validated on, for they are tiles of one image, or corrections alone:"
                                    + " the validation says nothing about other images. If they are images of their own, split by tile.");
        } else {
            String tested = test.isEmpty() ? "" : ", " + test.size() + " for a test at the end";
            lines.add(
                    train.size() + " images to learn from, " + validation.size() + " kept out for validation" + tested);
        }
        lines.addAll(notes);
        return String.join("\n", lines);
    }

    Split withNotes(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new Split(train, validation, test, all);
    }
}

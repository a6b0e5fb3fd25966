package io.github.tessera.network;

import java.util.ArrayList;
import java.util.List;

/**
 * How the outputs of a network that goes on from another begin, where it has more or other classes: classes are known by their names.
 *
 * <p>A single output z, the class against the background, and a softmax over several become each other with the same probabilities: z becomes 0
 * for the background and z for the class; b and f become z = f - b. Where each output has a sigmoid of its own, z becomes -z and z, and the
 * class's own output becomes z.
 */
public final class ClassTransfer {
    private final Outputs there;
    private final Outputs here;

    /**
     * From the outputs of one network to those of another.
     *
     * @param there what the other network's outputs stand for
     * @param here what those of the network that goes on stand for
     */
    public ClassTransfer(Outputs there, Outputs here) {
        this.there = there;
        this.here = here;
    }

    /** How each output begins, in order. */
    List<OutputRow> rows() {
        if (here.single()) {
            return List.of(against());
        }
        return here.classes().stream().map(this::row).toList();
    }

    /** Whether no output is carried over. */
    public boolean none() {
        return rows().stream().allMatch(OutputRow::fresh);
    }

    private OutputRow against() {
        int background = there.classes().indexOf(here.classes().get(0));
        int object = there.classes().indexOf(here.classes().get(1));
        if (object < 0) {
            return OutputRow.FRESH;
        }
        if (there.single()) {
            return OutputRow.of(0, object == 0 ? -1 : 1);
        }
        return there.activation() == Activation.SIGMOID || background < 0
                ? OutputRow.of(object, 1)
                : OutputRow.difference(object, background);
    }

    private OutputRow row(String name) {
        int index = there.classes().indexOf(name);
        if (index < 0) {
            return OutputRow.FRESH;
        }
        if (!there.single()) {
            return OutputRow.of(index, 1);
        }
        if (index == 1) {
            return OutputRow.of(0, 1);
        }
        return here.activation() == Activation.SIGMOID ? OutputRow.of(0, -1) : OutputRow.ZERO;
    }

    /** Which classes are carried over, begin anew, and are left out: a line each, as far as there are such. */
    public List<String> describe() {
        if (none()) {
            return List.of(
                    "No class of the images (" + String.join(", ", here.classes())
                            + ") is one that the model tells apart (" + String.join(", ", there.classes())
                            + "): the last layers start fresh. Classes are known by their names, which a table of classes gives.");
        }
        List<String> lines = new ArrayList<>();
        list(lines, "Classes carried over from the model: ", common(here.classes(), there.classes(), true));
        list(lines, "New classes, which start fresh: ", common(here.classes(), there.classes(), false));
        list(lines, "Classes of the model that the images have not: ", common(there.classes(), here.classes(), false));
        return lines;
    }

    private static List<String> common(List<String> names, List<String> others, boolean shared) {
        return names.stream().filter(name -> others.contains(name) == shared).toList();
    }

    private static void list(List<String> lines, String title, List<String> names) {
        if (!names.isEmpty()) {
            lines.add(title + String.join(", ", names) + ".");
        }
    }
}

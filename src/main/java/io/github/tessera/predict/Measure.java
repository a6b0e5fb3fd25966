package io.github.tessera.predict;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Something that can be told of one image as of several together.
 *
 * @param label what it is called
 * @param of the class that it is told of, "mean" over the classes, {@link #ALL} or {@link #OBJECTS}
 * @param value of what was counted; NaN where it is undefined
 * @param higherIsBetter false for errors and distances
 */
public record Measure(String label, String of, ToDoubleFunction<ImageScores> value, boolean higherIsBetter) {
    /** Of all classes at once. */
    public static final String ALL = "all classes";

    /** Of single objects. */
    public static final String OBJECTS = "objects";

    /** One that is the better the higher it is. */
    Measure(String label, String of, ToDoubleFunction<ImageScores> value) {
        this(label, of, value, true);
    }

    /** All measures of an evaluation, as {@link Measures} has them. */
    public static List<Measure> of(Evaluation evaluation, double beta) {
        return new Measures(evaluation, beta).all();
    }
}

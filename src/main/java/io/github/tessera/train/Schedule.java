package io.github.tessera.train;

import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the learning rate changes while a training goes on: a warm-up that rises to it in a straight line (Goyal et al., "Accurate, large
 * minibatch SGD", 2017), and then a rule.
 *
 * @param warmup steps of the warm-up, at least 0
 * @param kind the rule for the steps that follow
 * @param numbers of the rule, as many as it has
 */
public record Schedule(int warmup, ScheduleKind kind, List<Double> numbers) {
    /** No change. */
    public static final Schedule CONSTANT = new Schedule(0, ScheduleKind.CONSTANT, List.of());

    private static final String WARMUP = "warmup";

    public Schedule {
        numbers = List.copyOf(numbers);
        if (warmup < 0 || !kind.accepts(numbers)) {
            throw new TesseraException("The schedule \"" + text(warmup, kind, numbers)
                    + "\" cannot be used: the warm-up must not be below 0, and the rule is written " + kind.grammar()
                    + ".");
        }
    }

    /**
     * Reads a schedule such as {@code cosine}, {@code step 1000 0.1} or {@code warmup 100, polynomial 0.9}; numbers left out are the
     * rule's own.
     *
     * @throws TesseraException if it cannot be read; the message tells the words
     */
    public static Schedule parse(String text) {
        int warmup = 0;
        Schedule rule = null;
        for (String part : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            List<String> words = new ArrayList<>(Arrays.stream(part.strip().split("\\s+", -1))
                    .filter(w -> !w.isEmpty())
                    .toList());
            if (words.isEmpty()) {
                continue;
            }
            String first = words.remove(0);
            List<Double> numbers = words.stream().map(w -> number(w, text)).toList();
            if (first.equals(WARMUP)) {
                if (numbers.size() != 1 || numbers.get(0) != numbers.get(0).intValue()) {
                    throw new TesseraException(
                            "In the schedule \"" + text + "\" the warm-up wants a whole number of steps: warmup 100.");
                }
                warmup = numbers.get(0).intValue();
            } else if (rule != null) {
                throw new TesseraException("In the schedule \"" + text + "\" there are two rules, " + rule.kind.word()
                        + " and " + first + ": write one, before it a warm-up if you like.");
            } else {
                ScheduleKind kind = ScheduleKind.of(first, text);
                rule = new Schedule(0, kind, kind.completed(numbers));
            }
        }
        Schedule last = rule == null ? CONSTANT : rule;
        return new Schedule(warmup, last.kind, last.numbers);
    }

    private static double number(String word, String text) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new TesseraException(
                    "In the schedule \"" + text + "\", \"" + word
                            + "\" is no number; write for example warmup 100, step 1000 0.1.",
                    e);
        }
    }

    /**
     * What the learning rate is multiplied by.
     *
     * @param step from 0
     * @param steps in all
     * @param scores of the validations so far, the higher the better
     */
    public double factor(long step, long steps, List<Double> scores) {
        if (step < warmup) {
            return (step + 1.0) / (warmup + 1.0);
        }
        return kind.factor(numbers, step - warmup, Math.max(1, steps - warmup), scores);
    }

    /** Whether the rate in a step depends on how many steps there are in all. */
    boolean endsWithTheSteps() {
        return kind.endsWithTheSteps(numbers);
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return text(warmup, kind, numbers);
    }

    private static String text(int warmup, ScheduleKind kind, List<Double> numbers) {
        String rule = kind.word()
                + numbers.stream().map(n -> " " + ScheduleKind.text(n)).collect(Collectors.joining());
        return warmup == 0 ? rule : WARMUP + " " + warmup + ", " + rule;
    }
}

package io.github.tessera.train;

import io.github.tessera.progress.Choice;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The one list of rules by which a learning rate changes. */
public enum ScheduleKind implements Choice {
    /** Always the same. */
    CONSTANT("Constant", "constant", List.of()) {
        @Override
        double factor(List<Double> numbers, long step, long steps, List<Double> scores) {
            return 1;
        }
    },
    /** Times a factor after every so many steps; 0 steps: after each third of the training. */
    STEP("Step", "step STEPS FACTOR", List.of(0.0, 0.1)) {
        @Override
        double factor(List<Double> numbers, long step, long steps, List<Double> scores) {
            long every = numbers.get(0) == 0 ? (steps + 2) / 3 : numbers.get(0).longValue();
            long times = step / every;
            return Math.pow(numbers.get(1), (double) times);
        }
    },
    /** (1 - step / steps) to a power: "poly" of Chen et al., "DeepLab", PAMI 2018. */
    POLYNOMIAL("Polynomial", "polynomial POWER", List.of(0.9)) {
        @Override
        double factor(List<Double> numbers, long step, long steps, List<Double> scores) {
            return Math.pow(1 - (double) step / steps, numbers.get(0));
        }
    },
    /** (1 + cos(pi step / steps)) / 2: Loshchilov, Hutter, "SGDR", ICLR 2017, equation 5, without restarts. */
    COSINE("Cosine", "cosine", List.of()) {
        @Override
        double factor(List<Double> numbers, long step, long steps, List<Double> scores) {
            return halfCosine(1, 0, (double) step / steps);
        }
    },
    /**
     * From 1/25 up to the rate in a share of the steps, then down to 1/250,000, along half cosines: Smith, Topin, "Super-convergence",
     * 2018, with PyTorch's constants; the momentum stays.
     */
    ONE_CYCLE("One-cycle", "onecycle SHARE", List.of(0.3)) {
        @Override
        double factor(List<Double> numbers, long step, long steps, List<Double> scores) {
            double up = numbers.get(0) * steps - 1;
            double down = steps - 1 - up;
            return step <= up
                    ? halfCosine(FIRST, 1, up == 0 ? 1 : step / up)
                    : halfCosine(1, FIRST / 1e4, down == 0 ? 1 : Math.min(1, (step - up) / down));
        }

        @Override
        public String word() {
            return "onecycle";
        }
    },
    /** Times a factor whenever more than so many validations in a row have brought nothing better (PyTorch's ReduceLROnPlateau). */
    PLATEAU("Reduce on plateau", "plateau VALIDATIONS FACTOR", List.of(3.0, 0.1)) {
        @Override
        double factor(List<Double> numbers, long step, long steps, List<Double> scores) {
            double factor = 1;
            double best = Double.NEGATIVE_INFINITY;
            int worse = 0;
            for (double score : scores) {
                if (score > best) {
                    best = score;
                    worse = 0;
                } else if (++worse > numbers.get(0)) {
                    factor *= numbers.get(1);
                    worse = 0;
                }
            }
            return factor;
        }

        @Override
        public String word() {
            return "plateau";
        }
    };

    private static final double FIRST = 1 / 25.0;

    private final String label;
    private final String grammar;
    private final List<Double> defaults;

    ScheduleKind(String label, String grammar, List<Double> defaults) {
        this.label = label;
        this.grammar = grammar;
        this.defaults = defaults;
    }

    /** What the rate is multiplied by in a step, from 0, of so many. */
    abstract double factor(List<Double> numbers, long step, long steps, List<Double> scores);

    private static double halfCosine(double from, double to, double share) {
        return to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2;
    }

    static ScheduleKind of(String word, String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new TesseraException("In the schedule \"" + text + "\" the word \"" + word
                        + "\" is not known; the rules are "
                        + Arrays.stream(values()).map(ScheduleKind::grammar).collect(Collectors.joining(", "))
                        + ", before them warmup STEPS, with a comma."));
    }

    /** The numbers given, and behind them the rule's own. */
    List<Double> completed(List<Double> given) {
        List<Double> all = new ArrayList<>(given);
        for (int i = given.size(); i < defaults.size(); i++) {
            all.add(defaults.get(i));
        }
        return all;
    }

    /** Whole numbers of steps or validations, factors above 0 and at most 1, a power above 0, a share of the steps. */
    boolean accepts(List<Double> numbers) {
        return numbers.size() == defaults.size()
                && switch (this) {
                    case CONSTANT, COSINE -> true;
                    case STEP, PLATEAU ->
                        numbers.get(0) >= 0
                                && numbers.get(0) == Math.rint(numbers.get(0))
                                && numbers.get(1) > 0
                                && numbers.get(1) <= 1;
                    case POLYNOMIAL -> numbers.get(0) > 0 && numbers.get(0) <= 10;
                    case ONE_CYCLE -> numbers.get(0) > 0 && numbers.get(0) < 1;
                };
    }

    /** Whether the rate in a step depends on how many steps there are in all. */
    boolean endsWithTheSteps(List<Double> numbers) {
        return switch (this) {
            case CONSTANT, PLATEAU -> false;
            case STEP -> numbers.get(0) == 0;
            case POLYNOMIAL, COSINE, ONE_CYCLE -> true;
        };
    }

    /** How it is written, numbers in capitals. */
    public String grammar() {
        return grammar;
    }

    @Override
    public String label() {
        return label;
    }

    static String text(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}

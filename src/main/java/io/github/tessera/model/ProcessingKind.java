package io.github.tessera.model;

import io.github.tessera.image.ChannelStatistics;
import io.github.tessera.image.ValueMap;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The steps of pre- and postprocessing that packages describe; formulas as in bioimageio.core. */
enum ProcessingKind {
    BINARIZE("binarize", ProcessingKind::binarize),
    CLIP("clip", ProcessingKind::clip),
    ENSURE_DTYPE("ensure_dtype", ProcessingKind::ensureType),
    SCALE_LINEAR("scale_linear", ProcessingKind::scaleLinear),
    SIGMOID("sigmoid", arguments -> ProcessingStep.fixed(arguments.all(ProcessingKind::sigmoid))),
    FIXED_ZERO_MEAN_UNIT_VARIANCE("fixed_zero_mean_unit_variance", ProcessingKind::fixedMean),
    ZERO_MEAN_UNIT_VARIANCE("zero_mean_unit_variance", ProcessingKind::zeroMean),
    SCALE_RANGE("scale_range", ProcessingKind::scaleRange);

    private static final double EPSILON = 1e-6;

    /** Understands arguments. */
    private interface Reader {
        ProcessingStep read(StepArguments arguments) throws IOException;
    }

    private final String name;
    private final Reader reader;

    ProcessingKind(String name, Reader reader) {
        this.name = name;
        this.reader = reader;
    }

    /**
     * Understands a step.
     *
     * @throws UnsupportedModelException if it is not known, or works in a way that is not
     * @throws IOException if its arguments make no sense
     */
    static ProcessingStep read(StepArguments arguments) throws IOException {
        String wanted = arguments.step().name();
        for (ProcessingKind kind : values()) {
            if (kind.name.equals(wanted)) {
                return kind.reader.read(arguments);
            }
        }
        throw new UnsupportedModelException("it needs the step " + wanted + ", and Tessera knows "
                + Arrays.stream(values()).map(kind -> kind.name).collect(Collectors.joining(", "))
                + "; use bioimageio.core for it");
    }

    private static ProcessingStep binarize(StepArguments arguments) throws IOException {
        double[] threshold = arguments.byChannel("threshold", Double.NaN);
        if (Arrays.stream(threshold).anyMatch(Double::isNaN)) {
            throw new IOException("its step binarize has no threshold");
        }
        return ProcessingStep.fixed(arguments.each(c -> {
            double least = threshold[c];
            return value -> value > least ? 1 : 0;
        }));
    }

    private static ProcessingStep clip(StepArguments arguments) throws IOException {
        double min = arguments.number("min", Double.NEGATIVE_INFINITY);
        double max = arguments.number("max", Double.POSITIVE_INFINITY);
        if (!arguments.has("min_percentile") && !arguments.has("max_percentile")) {
            return ProcessingStep.fixed(arguments.all(between(min, max)));
        }
        boolean together = arguments.together();
        boolean below = arguments.has("min_percentile");
        boolean above = arguments.has("max_percentile");
        double low = percentile(arguments, "min_percentile", 0);
        double high = percentile(arguments, "max_percentile", 100);
        return new ProcessingStep(true, plane -> {
            List<ChannelStatistics> statistics = plane.statistics(together);
            return arguments.each(c -> {
                double[] values = statistics.get(c).percentiles(low, high);
                return between(below ? values[0] : min, above ? values[1] : max);
            });
        });
    }

    private static ValueMap between(double min, double max) {
        return value -> (float) Math.max(min, Math.min(max, value));
    }

    private static double percentile(StepArguments arguments, String name, double otherwise) throws IOException {
        double percentile = arguments.number(name, otherwise);
        if (!(percentile >= 0 && percentile <= 100)) {
            throw new IOException("its step " + arguments.step().name() + " has a " + name + " of " + percentile);
        }
        return percentile;
    }

    /** Numbers stay float32 here; whole numbers are cut off and held within their range. */
    private static ProcessingStep ensureType(StepArguments arguments) throws IOException {
        String type = arguments.text("dtype", "float32");
        ValueMap map =
                switch (type) {
                    case "float16", "float32", "float64", "float", "double" -> ValueMap.IDENTITY;
                    case "bool" -> value -> value == 0 ? 0 : 1;
                    case "uint8" -> whole(0, 255);
                    case "int8" -> whole(-128, 127);
                    case "uint16" -> whole(0, 65535);
                    case "int16" -> whole(-32768, 32767);
                    case "uint32", "uint64" -> whole(0, Float.MAX_VALUE);
                    case "int32", "int64" -> whole(-Float.MAX_VALUE, Float.MAX_VALUE);
                    default -> throw new IOException("its step ensure_dtype names the type " + type);
                };
        return ProcessingStep.fixed(arguments.all(map));
    }

    private static ValueMap whole(float min, float max) {
        return value -> {
            double cut = value < 0 ? Math.ceil(value) : Math.floor(value);
            return (float) Math.max(min, Math.min(max, cut));
        };
    }

    private static ProcessingStep scaleLinear(StepArguments arguments) throws IOException {
        double[] gain = arguments.byChannel("gain", 1);
        double[] offset = arguments.byChannel("offset", 0);
        return ProcessingStep.fixed(arguments.each(c -> ValueMap.linear(gain[c], offset[c])));
    }

    static float sigmoid(float value) {
        return (float) (1 / (1 + Math.exp(-value)));
    }

    private static ProcessingStep fixedMean(StepArguments arguments) throws IOException {
        double[] mean = arguments.byChannel("mean", Double.NaN);
        double[] deviation = arguments.byChannel("std", Double.NaN);
        for (int c = 0; c < mean.length; c++) {
            if (!Double.isFinite(mean[c]) || !(deviation[c] > 0)) {
                throw new IOException("its step " + arguments.step().name() + " has a mean of " + mean[c]
                        + " and a std of " + deviation[c]);
            }
        }
        return ProcessingStep.fixed(arguments.each(c -> centred(mean[c], deviation[c])));
    }

    private static ValueMap centred(double zero, double one) {
        double factor = 1 / one;
        return value -> (float) ((value - zero) * factor);
    }

    /** In format 0.4 the mode may be fixed, with mean and std. */
    private static ProcessingStep zeroMean(StepArguments arguments) throws IOException {
        if (arguments.has("mean") && !arguments.text("mode", "fixed").startsWith("per_")) {
            return fixedMean(arguments);
        }
        boolean together = arguments.together();
        double eps = arguments.number("eps", EPSILON);
        return new ProcessingStep(true, plane -> {
            List<ChannelStatistics> statistics = plane.statistics(together);
            return arguments.each(c -> {
                ChannelStatistics.Moments moments = statistics.get(c).moments();
                return centred(moments.mean(), moments.deviation() + eps);
            });
        });
    }

    private static ProcessingStep scaleRange(StepArguments arguments) throws IOException {
        arguments.requireOwn();
        boolean together = arguments.together();
        double eps = arguments.number("eps", EPSILON);
        double low = percentile(arguments, "min_percentile", 0);
        double high = percentile(arguments, "max_percentile", 100);
        return new ProcessingStep(true, plane -> {
            List<ChannelStatistics> statistics = plane.statistics(together);
            return arguments.each(c -> {
                double[] values = statistics.get(c).percentiles(low, high);
                return centred(values[0], values[1] - values[0] + eps);
            });
        });
    }
}

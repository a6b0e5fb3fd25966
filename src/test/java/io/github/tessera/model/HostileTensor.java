package io.github.tessera.model;

/** Axes, sizes and steps of processing that no image has. */
enum HostileTensor implements HostilePackage {
    NO_AXES(draft -> draft.replace("axes: [{type: batch}, {type: channel, channel_names: [c1]}", "x: [{type: batch}")),
    AXES_ARE_LETTERS(draft -> draft.replace("axes: [", "axes: bcyx\n  x: [")),
    AXES_ARE_LISTS(draft -> draft.replace("axes: [", "axes: [[b], [c]]\n  x: [")),
    AXIS_WITHOUT_TYPE(draft -> draft.replace("{type: batch}", "{id: batch}")),
    AXIS_OF_UNKNOWN_TYPE(draft -> draft.replace("{type: batch}", "{type: colour}")),
    AXIS_TYPE_IS_A_LIST(draft -> draft.replace("{type: batch}", "{type: [batch]}")),
    AXIS_TYPE_IS_VERY_LONG(draft -> draft.replace("{type: batch}", "{type: " + "b".repeat(10_000) + "}")),
    AXIS_TWICE(draft -> draft.replace("id: x", "id: y")),
    AXIS_MISSING(draft -> draft.replace("{type: space, id: x, size: {min: 16, step: 8}}", "{type: index, size: 1}")),
    AXES_WITHOUT_END(draft -> draft.replace("{type: batch},", "{type: batch},".repeat(10_000))),
    A_STACK(draft -> draft.replace("{type: batch}", "{type: space, id: z, size: 16}")),
    A_FILM(draft -> draft.replace("{type: batch}", "{type: time, size: {min: 1, step: 1}}")),
    SIZE_MISSING(draft -> draft.replace(", size: {min: 16, step: 8}", "")),
    SIZE_ZERO(draft -> size(draft, "0")),
    SIZE_BELOW_ZERO(draft -> size(draft, "-16")),
    SIZE_NAN(draft -> size(draft, ".nan")),
    SIZE_INFINITE(draft -> size(draft, ".inf")),
    SIZE_HUGE(draft -> size(draft, "2147483647")),
    SIZE_OF_MANY_DIGITS(draft -> size(draft, "9".repeat(100_000))),
    SIZE_OF_AN_EXPONENT(draft -> size(draft, "1.0e+999999999")),
    SIZE_A_FRACTION(draft -> size(draft, "16.5")),
    SIZE_A_TEXT(draft -> size(draft, "wide")),
    SIZE_A_LONG_TEXT(draft -> size(draft, "w".repeat(100_000))),
    SIZE_A_LIST(draft -> size(draft, "[16, 16]")),
    SIZE_A_TRUTH(draft -> size(draft, "true")),
    SIZE_A_DATE(draft -> size(draft, "2020-01-01")),
    SIZE_WITHOUT_MIN(draft -> size(draft, "{step: 8}")),
    SIZE_WITHOUT_STEP(draft -> size(draft, "{min: 8}")),
    SIZE_MIN_BELOW_ZERO(draft -> size(draft, "{min: -8, step: 8}")),
    SIZE_STEP_HUGE(draft -> size(draft, "{min: 8, step: 4294967296}")),
    SIZE_STEP_NAN(draft -> size(draft, "{min: 8, step: .nan}")),
    FOLLOWS_NOTHING(draft -> size(draft, "{tensor_id: nothing, axis_id: nothing}")),
    FOLLOW_EACH_OTHER(draft -> {
        draft.replace("id: y, size: {min: 16, step: 8}", "id: y, size: {axis_id: x}");
        draft.replace("id: x, size: {min: 16, step: 8}", "id: x, size: {axis_id: y}");
    }),
    FOLLOWS_ITSELF(draft -> draft.replace("id: y, size: {min: 16, step: 8}", "id: y, size: {axis_id: y}")),
    FOLLOWS_TOO_FAR(
            draft -> draft.replace("id: y, size: {min: 16, step: 8}", "id: y, size: {axis_id: x, offset: 1.0e+300}")),
    RESULT_FOLLOWS_NOTHING(draft -> draft.replace("axis_id: y}", "axis_id: q}")),
    RESULT_FAR_LARGER(draft -> draft.replace("axis_id: y}", "axis_id: y, offset: 1.0e+300}")),
    RESULT_FAR_SMALLER(draft -> draft.replace("axis_id: y}", "axis_id: y, offset: -1.0e+300}")),
    RESULT_SMALLER_BY_NAN(draft -> draft.replace("axis_id: y}", "axis_id: y, offset: .nan}")),
    SCALE_ZERO(draft -> draft.replace("id: y,", "id: y, scale: 0,")),
    SCALE_BELOW_ZERO(draft -> draft.replace("id: y,", "id: y, scale: -1,")),
    SCALE_NAN(draft -> draft.replace("id: y,", "id: y, scale: .nan,")),
    SCALE_INFINITE(draft -> draft.replace("id: y,", "id: y, unit: micrometer, scale: .inf,")),
    SCALE_A_TEXT(draft -> draft.replace("id: y,", "id: y, scale: coarse,")),
    HALO_BELOW_ZERO(draft -> draft.replace("axis_id: y}", "axis_id: y}, halo: -1")),
    HALO_LARGER_THAN_THE_TILE(draft -> draft.replace("axis_id: y}", "axis_id: y}, halo: 300")),
    HALO_OVER_ALL_NUMBERS(draft -> draft.replace("axis_id: y}", "axis_id: y, offset: -8}, halo: 2147483646")),
    HALO_NAN(draft -> draft.replace("axis_id: y}", "axis_id: y}, halo: .nan")),
    CHANNELS_WITHOUT_END(draft -> draft.replace("channel_names: [c1]", "size: 1000000")),
    CHANNELS_ARE_NONE(draft -> draft.replace("channel_names: [c1]", "size: 0")),
    CHANNEL_NAMES_ARE_A_TEXT(draft -> draft.replace("channel_names: [c1]", "channel_names: c1")),
    CHANNEL_NAMES_ARE_LISTS(draft -> draft.replace("channel_names: [c1]", "channel_names: [[c1]]")),
    CLASSES_WITHOUT_END(draft -> draft.replace("[cell]", "[" + "c, ".repeat(1000) + "]")),
    CLASSES_THAT_THE_NETWORK_HAS_NOT(draft -> {
        draft.replace("[cell]", "[a, b, c]");
        draft.replace("\n  test_tensor: {source: out.npy}", "");
    }),
    STEP_UNKNOWN(draft -> before(draft, "{id: exec, kwargs: {command: rm}}")),
    STEP_WITH_A_LONG_NAME(draft -> before(draft, "{id: " + "x".repeat(10_000) + "}")),
    STEP_WITHOUT_NAME(draft -> before(draft, "{kwargs: {gain: 1}}")),
    STEP_IS_A_TEXT(draft -> before(draft, "sigmoid")),
    STEPS_WITHOUT_END(draft -> before(draft, "{id: sigmoid}, ".repeat(10_000))),
    STEP_ARGUMENTS_ARE_A_LIST(draft -> before(draft, "{id: clip, kwargs: [0, 1]}")),
    STEP_GAIN_IS_A_TEXT(draft -> before(draft, "{id: scale_linear, kwargs: {gain: much}}")),
    STEP_GAINS_FOR_OTHER_CHANNELS(draft -> before(draft, "{id: scale_linear, kwargs: {gain: [1, 2, 3]}}")),
    STEP_DIVIDES_BY_ZERO(draft -> before(draft, "{id: fixed_zero_mean_unit_variance, kwargs: {mean: 1, std: 0}}")),
    STEP_MEAN_NAN(draft -> before(draft, "{id: fixed_zero_mean_unit_variance, kwargs: {mean: .nan, std: 1}}")),
    STEP_PERCENTILES_BEYOND_ALL(
            draft -> before(draft, "{id: scale_range, kwargs: {min_percentile: -1, max_percentile: 900}}")),
    STEP_PERCENTILES_NAN(draft -> before(draft, "{id: scale_range, kwargs: {min_percentile: .nan}}")),
    STEP_OF_ANOTHER_TENSOR(draft -> before(draft, "{id: scale_range, kwargs: {reference_tensor: other}}")),
    STEP_ALONG_NO_AXIS(draft -> before(draft, "{id: zero_mean_unit_variance, kwargs: {axes: [q]}}")),
    STEP_WITHOUT_THRESHOLD(draft -> before(draft, "{id: binarize}")),
    STEP_TYPE_UNKNOWN(draft -> before(draft, "{id: ensure_dtype, kwargs: {dtype: object}}")),
    OLD_SHAPE_TOO_SHORT(draft -> draft.older("bcyx", "[1, 1, 16]", "[1, 1, 16, 16]", "")),
    OLD_SHAPE_BELOW_ZERO(draft -> draft.older("bcyx", "[1, 1, -16, 16]", "[1, 1, 16, 16]", "")),
    OLD_SHAPE_A_TEXT(draft -> draft.older("bcyx", "any", "[1, 1, 16, 16]", "")),
    OLD_SHAPE_NAN(draft -> draft.older("bcyx", "[1, 1, .nan, 16]", "[1, 1, 16, 16]", "")),
    OLD_STEPS_TOO_FEW(draft -> draft.older("bcyx", "{min: [1, 1, 16, 16], step: [0, 0, 8]}", "[1, 1, 16, 16]", "")),
    OLD_AXES_UNKNOWN(draft -> draft.older("bqyx", "[1, 1, 16, 16]", "[1, 1, 16, 16]", "")),
    OLD_AXES_WITHOUT_END(draft -> draft.older("b".repeat(50_000), "[1, 1, 16, 16]", "[1, 1, 16, 16]", "")),
    OLD_AXES_A_LIST(draft -> draft.older("[b, c, y, x]", "[1, 1, 16, 16]", "[1, 1, 16, 16]", "")),
    OLD_HALO_HUGE(draft -> draft.older("bcyx", "[1, 1, 16, 16]", "[1, 1, 16, 16]", ", halo: [0, 0, 1.0e+300, 0]")),
    OLD_HALO_TOO_SHORT(draft -> draft.older("bcyx", "[1, 1, 16, 16]", "[1, 1, 16, 16]", ", halo: [0]")),
    OLD_RESULT_OF_NOTHING(
            draft -> draft.older("bcyx", "[1, 1, 16, 16]", "{reference_tensor: q, scale: text, offset: text}", ""));

    private final Change change;

    HostileTensor(Change change) {
        this.change = change;
    }

    @Override
    public Change change() {
        return change;
    }

    private static void size(PackageDraft draft, String size) throws java.io.IOException {
        draft.replace("size: {min: 16, step: 8}", "size: " + size);
    }

    private static void before(PackageDraft draft, String steps) throws java.io.IOException {
        draft.replace("preprocessing: []", "preprocessing: [" + steps + "]");
    }
}

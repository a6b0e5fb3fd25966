package io.github.tessera.model;

import io.github.tessera.image.ValueMap;
import io.github.tessera.model.TensorDescription.StepDescription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a package does with its network's result, place by place. */
final class ResultSteps {
    private static final String SOFTMAX = "softmax";

    /** One of them, on (K, pixels), in place. */
    private interface Step {
        void apply(float[][] result);
    }

    private final List<Step> steps = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /**
     * Understands the steps of a tensor.
     *
     * @throws UnsupportedModelException if one of them is not known, or needs the whole result at once
     */
    static ResultSteps of(TensorDescription tensor, int channels) throws IOException {
        ResultSteps all = new ResultSteps();
        for (StepDescription description : tensor.steps()) {
            StepArguments arguments = new StepArguments(description, tensor, channels);
            all.names.add(description.name());
            if (description.name().equals(SOFTMAX)) {
                if (tensor.letter(arguments.text("axis", "channel")) != 'c') {
                    throw new UnsupportedModelException("its softmax is not over the channels");
                }
                all.steps.add(ResultSteps::softmax);
                continue;
            }
            ProcessingStep step = ProcessingKind.read(arguments);
            if (step.fitted()) {
                throw new UnsupportedModelException(
                        "its step " + description.name() + " needs its whole result at once,"
                                + " and Tessera makes results tile by tile; use bioimageio.core for it");
            }
            List<ValueMap> maps = step.fit(null);
            all.steps.add(result -> {
                for (int k = 0; k < result.length; k++) {
                    for (int i = 0; i < result[k].length; i++) {
                        result[k][i] = maps.get(k).of(result[k][i]);
                    }
                }
            });
        }
        return all;
    }

    /** Whether one of them is a sigmoid, which lets channels stand by themselves. */
    boolean sigmoid() {
        return names.contains("sigmoid");
    }

    /** Whether one of them is a softmax, after which channels share a pixel. */
    boolean softmax() {
        return names.contains(SOFTMAX);
    }

    /** Applies them to (K, pixels), in place. */
    void apply(float[][] result) {
        steps.forEach(step -> step.apply(result));
    }

    private static void softmax(float[][] result) {
        for (int i = 0; i < result[0].length; i++) {
            double most = Double.NEGATIVE_INFINITY;
            for (float[] channel : result) {
                most = Math.max(most, channel[i]);
            }
            double sum = 0;
            for (float[] channel : result) {
                sum += Math.exp(channel[i] - most);
            }
            for (float[] channel : result) {
                channel[i] = (float) (Math.exp(channel[i] - most) / sum);
            }
        }
    }
}

package io.github.tessera.train;

import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.Split;
import io.github.tessera.model.RunSettings;
import io.github.tessera.network.MemoryEstimate;

/**
 * What a training is about to do.
 *
 * @param config all settings, with the seed that was drawn
 * @param set the images
 * @param split which of them are learnt from
 * @param device one line: where it computes, and why
 * @param run what was chosen for speed
 * @param need what it takes of the memory
 * @param step steps done before, in a training that goes on
 */
public record TrainingStart(
        TrainingConfig config,
        LabelledSet set,
        Split split,
        String device,
        RunSettings run,
        MemoryEstimate need,
        long step) {}

package io.github.tessera.train;

import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.SetFacts;
import io.github.tessera.data.SetFactsReader;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.progress.Progress;
import java.util.List;

/**
 * Settings for a training that follow from its images and the computer, as nnU-Net does it (Isensee et al., Nature Methods 2021), each with
 * its reason. Equal images, wishes and computers give equal plans.
 *
 * <pre>{@code
 * Plan plan = Plan.of(Wishes.none(TrainingConfig.defaults("nuclei")), set, Progress.NONE);
 * new Training(plan.config(), set, folder).run(Progress.NONE);
 * }</pre>
 *
 * @param config every setting of the training
 * @param reasons a sentence for each thing that was chosen
 */
public record Plan(TrainingConfig config, List<String> reasons) {
    public Plan {
        reasons = List.copyOf(reasons);
    }

    /**
     * Looks at the images that are learnt from and plans; where nothing is open, nothing is looked at.
     *
     * @throws io.github.tessera.progress.TesseraException if the images cannot be split, the device cannot be had, or what is fixed does
     *     not fit the images
     */
    public static Plan of(Wishes wishes, LabelledSet set, Progress progress) {
        if (wishes.open().isEmpty()) {
            return new Plan(wishes.fixed(), List.of());
        }
        List<LabelledImage> images = wishes.fixed().split().of(set.names()).train().stream()
                .map(set.images()::get)
                .toList();
        SetFacts facts = new SetFactsReader(images, set.classes().names().size()).read(progress);
        return of(wishes, facts, Machine.of(wishes.fixed().device().choose()));
    }

    /** What follows from facts alone. */
    static Plan of(Wishes wishes, SetFacts facts, Machine machine) {
        NetworkSettings network = wishes.fixed()
                .network()
                .withChannels(facts.channels())
                .withOutputs(facts.classes() == 2 ? 1 : facts.classes());
        Planning plan = new Planning(wishes, facts, machine, wishes.fixed().withNetwork(network));
        IntensityRule.apply(plan);
        LossRule.apply(plan);
        AugmentationRule.apply(plan);
        CropRule.apply(plan);
        NetworkRule.apply(plan);
        MemoryRule.apply(plan);
        LengthRule.apply(plan);
        OptimizerRule.apply(plan);
        return new Plan(plan.config(), plan.reasons());
    }
}

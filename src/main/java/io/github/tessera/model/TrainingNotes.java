package io.github.tessera.model;

/**
 * How a model came to be; kept with it, shown to people, read by nothing else.
 *
 * @param loss such as bce+jaccard
 * @param optimizer such as adam, rate 0.001
 * @param steps batches that the weights have seen
 * @param batch crops per step
 * @param crop side of a crop in pixels
 * @param augment how crops were augmented, such as flip, turn; true or false in older models
 * @param seed of weights, split and crops
 * @param images images learnt from
 * @param validationImages images kept out
 * @param validationIou intersection over union on the images kept out; NaN where they hold no class
 * @param device what it was trained on
 * @param stopped whether the user stopped it before its end
 */
public record TrainingNotes(
        String loss,
        String optimizer,
        long steps,
        int batch,
        int crop,
        String augment,
        long seed,
        int images,
        int validationImages,
        double validationIou,
        String device,
        boolean stopped) {}

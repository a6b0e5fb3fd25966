package io.github.tessera.train;

/** A setting of a training that can be left to its {@link Plan}. */
public enum Setting {
    /** A U-Net with batch normalization; where it is fixed, the next two are its own. */
    NETWORK,
    WIDTH,
    DEPTH,
    CROP,
    BATCH,
    /** Parts of a batch. */
    PARTS,
    STEPS,
    VALIDATIONS,
    NORMALIZATION,
    LOSS,
    CLASS_WEIGHTS,
    AUGMENTATION,
    OVERSAMPLING,
    /** Where it is fixed, the next five are its usual ones. */
    OPTIMIZER,
    RATE,
    SCHEDULE,
    DECAY,
    CLIP,
    AVERAGING
}

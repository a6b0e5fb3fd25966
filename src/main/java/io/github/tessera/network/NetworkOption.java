package io.github.tessera.network;

import java.util.function.Function;

/** What can be chosen of some networks and not of others. */
public enum NetworkOption {
    DEPTH("depth", NetworkSettings::depth),
    CONVOLUTIONS("number of convolutions per level", NetworkSettings::convolutions),
    SKIP("kind of skips", NetworkSettings::skip),
    UPSAMPLING("kind of upsampling", NetworkSettings::upsampling),
    BATCH_NORM("batch normalization", NetworkSettings::batchNorm),
    DROPOUT("dropout", NetworkSettings::dropout),
    DILATION("dilation", NetworkSettings::dilation),
    ENCODER("encoder", NetworkSettings::encoder),
    OUTPUT_STRIDE("output stride", NetworkSettings::outputStride),
    AUXILIARY("auxiliary outputs", NetworkSettings::auxiliary);

    private final String label;
    private final Function<NetworkSettings, Object> value;

    NetworkOption(String label, Function<NetworkSettings, Object> value) {
        this.label = label;
        this.value = value;
    }

    /** What it is called in a sentence. */
    String label() {
        return label;
    }

    Object value(NetworkSettings settings) {
        return value.apply(settings);
    }
}

package io.github.tessera.network;

import io.github.tessera.network.NetworkSettings.Skip;
import io.github.tessera.network.NetworkSettings.Upsampling;

/** Every network at about an eighth of its width, deep enough for crops of 64 pixels: quick, and built in the same way. */
public final class SmallNetworks {
    private SmallNetworks() {}

    /** For 3 channels and 2 outputs. */
    public static NetworkSettings of(Architecture architecture) {
        NetworkSettings settings = architecture.settings(3, 2);
        return settings.withWidth(Math.max(4, settings.width() / 8)).forCrop(64);
    }

    /** The same with one choice made otherwise. */
    public static NetworkSettings changed(NetworkSettings settings, NetworkOption option) {
        return switch (option) {
            case DEPTH -> settings.withDepth(settings.depth() - 1);
            case CONVOLUTIONS -> settings.withConvolutions(settings.convolutions() + 1);
            case SKIP -> settings.withSkip(settings.skip() == Skip.ADD ? Skip.CONCAT : Skip.ADD);
            case UPSAMPLING ->
                settings.withUpsampling(
                        settings.upsampling() == Upsampling.BILINEAR ? Upsampling.TRANSPOSED : Upsampling.BILINEAR);
            case BATCH_NORM -> settings.withBatchNorm(!settings.batchNorm());
            case DROPOUT -> settings.withDropout(0.25);
            case DILATION -> settings.withDilation(2);
            case ENCODER ->
                settings.withEncoder(settings.encoder() == Encoder.RESNET18 ? Encoder.RESNET34 : Encoder.RESNET18);
            case OUTPUT_STRIDE -> settings.withOutputStride(settings.outputStride() == 8 ? 16 : 8);
            case AUXILIARY -> settings.withAuxiliary(!settings.auxiliary());
        };
    }
}

package io.github.tessera.command;

import io.github.tessera.network.Architecture;
import io.github.tessera.network.NetworkOption;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Precision;

/**
 * What a dialog or a macro says about a network.
 *
 * @param width 0 for the network's, or the encoder's, own; so are the next two, and the output stride
 * @param batchNorm false for the network's own
 * @param auxiliary whether auxiliary outputs are learnt where the network has them
 */
record NetworkChoice(
        Architecture network,
        EncoderChoice encoder,
        int width,
        int depth,
        int convolutions,
        UpsamplingChoice upsampling,
        boolean batchNorm,
        double dropout,
        int dilation,
        int outputStride,
        boolean auxiliary,
        Precision precision) {

    /**
     * The settings that follow.
     *
     * @param side of the crops or the image in pixels, from which some networks take their depth
     */
    NetworkSettings settings(int channels, int outputs, int side) {
        NetworkSettings s = network.settings(channels, outputs).withPrecision(precision);
        s = encoder == EncoderChoice.OWN ? s : s.withEncoder(encoder.choice());
        s = width == 0 ? s : s.withWidth(width);
        s = depth == 0 ? s.forCrop(side) : s.withDepth(depth);
        s = convolutions == 0 ? s : s.withConvolutions(convolutions);
        s = upsampling == UpsamplingChoice.OWN ? s : s.withUpsampling(upsampling.choice());
        s = batchNorm ? s.withBatchNorm(true) : s;
        s = dropout == 0 ? s : s.withDropout(dropout);
        s = dilation == 1 ? s : s.withDilation(dilation);
        s = outputStride == 0 ? s : s.withOutputStride(outputStride);
        return network.options().contains(NetworkOption.AUXILIARY) ? s.withAuxiliary(auxiliary) : s;
    }
}

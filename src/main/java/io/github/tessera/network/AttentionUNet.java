package io.github.tessera.network;

import io.github.tessera.network.Resizing.Interpolation;

/**
 * Attention U-Net: Oktay et al., "Attention U-Net: learning where to look for the pancreas", MIDL 2018, figure 2 and formulas 1 and 2.
 *
 * <p>A U-Net whose decoder says, from its coarser maps, which pixels of the encoder's maps it wants: each skip is multiplied by
 * coefficients from 0 to 1. (N, C, H, W) to (N, outputs, H, W) raw logits.
 */
final class AttentionUNet extends UNet {
    private AttentionUNet(NetworkSettings settings) {
        super(settings);
    }

    static Graph build(NetworkSettings settings) {
        return new AttentionUNet(settings).build();
    }

    @Override
    Node skip(Node encoded, Node coarser) {
        int maps = encoded.channels();
        Node wanted = g.conv(encoded, maps, 2, 2, 0, 1, 1, false);
        Node gate = g.conv(coarser, maps, 1);
        Node coefficients = g.sigmoid(g.conv(g.relu(g.add(wanted, gate)), 1, 1));
        return g.multiply(encoded, g.upsample(coefficients, Interpolation.BILINEAR, 2, encoded));
    }
}

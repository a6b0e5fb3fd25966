package io.github.tessera.model;

import io.github.tessera.image.NormalizationSettings;
import java.util.List;

/**
 * What a user tells of a TorchScript file that comes without a description.
 *
 * @param channels of the images; 0 to find out
 * @param classes names, the background first; empty if they have none
 * @param normalization of the images, before the network sees them
 * @param result what its values are
 * @param tile the only side of images that it takes, in pixels; 0 to find out
 * @param halo pixels at each edge of a tile that are not to be used; 0 if that is not known
 */
public record PlainNetwork(
        int channels,
        List<String> classes,
        NormalizationSettings normalization,
        ResultMeaning result,
        int tile,
        int halo) {
    public PlainNetwork {
        classes = List.copyOf(classes);
        if (channels < 0 || tile < 0 || halo < 0) {
            throw new IllegalArgumentException(channels + " channels, tiles of " + tile + ", halo " + halo);
        }
    }
}

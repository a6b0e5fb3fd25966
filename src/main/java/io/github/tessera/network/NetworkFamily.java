package io.github.tessera.network;

import static io.github.tessera.network.NetworkOption.BATCH_NORM;
import static io.github.tessera.network.NetworkOption.CONVOLUTIONS;
import static io.github.tessera.network.NetworkOption.DEPTH;
import static io.github.tessera.network.NetworkOption.DILATION;
import static io.github.tessera.network.NetworkOption.DROPOUT;
import static io.github.tessera.network.NetworkOption.SKIP;
import static io.github.tessera.network.NetworkOption.UPSAMPLING;

import io.github.tessera.progress.TesseraException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What networks have in common.
 *
 * @param encoders that it can have
 * @param options what else can be chosen
 */
record NetworkFamily(Set<Encoder> encoders, Set<NetworkOption> options) {
    static final NetworkFamily U_NET = plain(DEPTH, CONVOLUTIONS, SKIP, UPSAMPLING, BATCH_NORM, DROPOUT, DILATION);

    static NetworkFamily plain(NetworkOption... options) {
        return new NetworkFamily(Set.of(), Set.of(options));
    }

    /**
     * Checks that nothing else was chosen.
     *
     * @param label the network
     * @param own its settings where nothing was chosen
     * @throws TesseraException if a setting was changed that this network does not have, or the encoder is none of its
     */
    void require(String label, NetworkSettings own, NetworkSettings settings) {
        for (NetworkOption option : NetworkOption.values()) {
            if (!options.contains(option) && !Objects.equals(option.value(own), option.value(settings))) {
                throw new TesseraException(label + " has no choice of " + option.label()
                        + ": leave it as it is, or choose another network.");
            }
        }
        if (settings.encoder() != null && !encoders.contains(settings.encoder())) {
            throw new TesseraException(label + " cannot be built on " + settings.encoder() + ": choose one of "
                    + encoders.stream().sorted().map(Encoder::label).collect(Collectors.joining(", ")) + ".");
        }
    }
}

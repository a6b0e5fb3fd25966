package io.github.tessera.network;

import io.github.tessera.network.NetworkSettings.Skip;
import io.github.tessera.network.NetworkSettings.Upsampling;
import io.github.tessera.progress.Choice;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The one list of networks: menus, macro words, tests and documentation come from it. */
public enum Architecture implements Choice {
    /**
     * The compact U-Net of Bahl, Daniel, Moretti, Lafarge, "Low-power neural networks for semantic segmentation of satellite
     * images", ICCV Workshops 2019, doi 10.1109/ICCVW.2019.00302, in the form that courses teach it: plain padded 3 x 3
     * convolutions instead of separable ones. A U-Net of three levels with 8, 16 and 32 maps; 29,465 parameters for 3 channels.
     */
    C_UNET(
            "C-UNet",
            "Small and quick on a CPU; the place to start.",
            s -> s.withWidth(8).withDepth(3),
            UNet::build),
    U_NET(
            "U-Net",
            "The network of the 2015 paper; give it a GPU, or a width of 16 on a CPU.",
            UnaryOperator.identity(),
            UNet::build),
    U_NET_SHALLOW(
            "U-Net shallow",
            "A U-Net that halves the image twice only; for objects under about 40 pixels.",
            s -> s.withDepth(3),
            UNet::build),
    U_NET_ADD(
            "U-Net add",
            "A U-Net whose skips are added instead of concatenated; a tenth fewer parameters.",
            s -> s.withSkip(Skip.ADD),
            UNet::build);

    private final String label;
    private final String use;
    private final UnaryOperator<NetworkSettings> defaults;
    private final Builder builder;

    Architecture(String label, String use, UnaryOperator<NetworkSettings> defaults, Builder builder) {
        this.label = label;
        this.use = use;
        this.defaults = defaults;
        this.builder = builder;
    }

    /** The name as it stands in menus. */
    @Override
    public String label() {
        return label;
    }

    /** One sentence: when to use it. */
    public String use() {
        return use;
    }

    /** The word for it in macros: the label in lower case without blanks, such as {@code c-unet}. */
    @Override
    public String word() {
        return label.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    @Override
    public String toString() {
        return label;
    }

    /** The settings of its paper or course, for images of so many channels and so many outputs. */
    public NetworkSettings settings(int channels, int outputs) {
        return defaults.apply(
                new NetworkSettings(this, channels, outputs, 64, 5, 2, Skip.CONCAT, Upsampling.TRANSPOSED, false));
    }

    Graph build(NetworkSettings settings) {
        return builder.build(settings);
    }

    private interface Builder {
        Graph build(NetworkSettings settings);
    }
}

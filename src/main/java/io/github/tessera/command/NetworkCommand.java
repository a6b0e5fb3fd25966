package io.github.tessera.command;

import io.github.tessera.network.Architecture;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Precision;
import io.github.tessera.train.Setting;
import java.util.EnumSet;
import java.util.Set;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

/** A command that learns: asks which network. */
abstract class NetworkCommand extends StartCommand {
    @Parameter(
            label = "Network",
            description = "What is taught. Automatic: a U-Net as deep and wide as suits images, memory and time.")
    private ArchitectureChoice network = ArchitectureChoice.AUTO;

    @Parameter(
            label = "Encoder",
            attrs = @Attr(name = MORE),
            description = "What makes feature maps of the image, in networks that leave it open.")
    private EncoderChoice encoder = EncoderChoice.OWN;

    @Parameter(
            label = "Width (maps, 0 = own or automatic)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "1024",
            description = "Feature maps of the first level; twice as many take four times as long.")
    private int width;

    @Parameter(
            label = "Depth (levels, 0 = own or automatic)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "8",
            description = "Levels, each of half the size of the one before.")
    private int depth;

    @Parameter(
            label = "Convolutions per level (0 = own)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "8",
            description = "3 x 3 convolutions in each level.")
    private int convolutions;

    @Parameter(label = "Upsampling", attrs = @Attr(name = MORE), description = "How maps become finer.")
    private UpsamplingChoice upsampling = UpsamplingChoice.OWN;

    @Parameter(
            label = "Batch normalization",
            attrs = @Attr(name = MORE),
            description = "After each 3 x 3 convolution: learns in fewer steps. The automatic network has it.")
    private boolean batchnorm;

    @Parameter(
            label = "Dropout",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "0.9",
            description = "Share of the deepest maps' values that is dropped in training; U-Nets only.")
    private double dropout;

    @Parameter(
            label = "Dilation",
            attrs = @Attr(name = MORE),
            min = "1",
            max = "32",
            description = "Pixels from tap to tap in the encoder's convolutions; U-Nets only.")
    private int dilation = 1;

    @Parameter(
            label = "Output stride (0 = own)",
            attrs = @Attr(name = MORE),
            min = "0",
            max = "32",
            description = "8 or 16: pixels of the image per pixel of the last maps; smaller is finer and slower.")
    private int outputstride;

    @Parameter(
            label = "Auxiliary outputs",
            attrs = @Attr(name = MORE),
            description =
                    "Deep supervision: further outputs that are learnt and then left away, where the network has them.")
    private boolean auxiliary = true;

    @Parameter(
            label = "Computes in",
            attrs = @Attr(name = MORE),
            description =
                    "What the network computes in; bfloat16 and float16 are for GPUs. Weights are float32 always.")
    private Precision precision = Precision.FLOAT32;

    /**
     * The network, that of the model which is taught further if there is one; channels and outputs are the data's, and what is automatic
     * may be anything.
     */
    final NetworkSettings network() {
        return before().map(Before::network).orElseGet(this::entered);
    }

    /** What of the network is automatic. */
    final Set<Setting> openOfNetwork() {
        Set<Setting> open = EnumSet.noneOf(Setting.class);
        if (before().isPresent()) {
            return open;
        }
        if (automatic()) {
            open.add(Setting.NETWORK);
        }
        if (width == 0) {
            open.add(Setting.WIDTH);
        }
        if (depth == 0) {
            open.add(Setting.DEPTH);
        }
        return open;
    }

    /** Who names an encoder wants the network that takes it. */
    private boolean automatic() {
        return network == ArchitectureChoice.AUTO && encoder == EncoderChoice.OWN;
    }

    private NetworkSettings entered() {
        Architecture named = network.choice() != null
                ? network.choice()
                : automatic() ? Architecture.U_NET : Architecture.U_NET_ENCODER;
        return new NetworkChoice(
                        named,
                        encoder,
                        width,
                        depth,
                        convolutions,
                        upsampling,
                        batchnorm,
                        dropout,
                        dilation,
                        outputstride,
                        auxiliary,
                        precision)
                .settings(1, 1, crop());
    }
}

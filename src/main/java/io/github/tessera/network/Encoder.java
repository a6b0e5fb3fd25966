package io.github.tessera.network;

import io.github.tessera.progress.Choice;
import java.util.EnumSet;
import java.util.Set;

/** The one list of encoders: classification networks without their classifiers, whose weights can be had from elsewhere. */
public enum Encoder implements Choice {
    VGG11("VGG11", Family.VGG, 1, 1, 2, 2, 2),
    VGG13("VGG13", Family.VGG, 2, 2, 2, 2, 2),
    VGG16("VGG16", Family.VGG, 2, 2, 3, 3, 3),
    VGG19("VGG19", Family.VGG, 2, 2, 4, 4, 4),
    VGG11_BN("VGG11 BN", Family.VGG_BN, 1, 1, 2, 2, 2),
    VGG13_BN("VGG13 BN", Family.VGG_BN, 2, 2, 2, 2, 2),
    VGG16_BN("VGG16 BN", Family.VGG_BN, 2, 2, 3, 3, 3),
    VGG19_BN("VGG19 BN", Family.VGG_BN, 2, 2, 4, 4, 4),
    RESNET18("ResNet18", Family.RESNET, 2, 2, 2, 2),
    RESNET34("ResNet34", Family.RESNET, 3, 4, 6, 3),
    RESNET50("ResNet50", Family.RESNET_BOTTLENECK, 3, 4, 6, 3),
    RESNET101("ResNet101", Family.RESNET_BOTTLENECK, 3, 4, 23, 3),
    MOBILENET_V1("MobileNet v1", Family.MOBILENET),
    MOBILENET_V2("MobileNet v2", Family.MOBILENET),
    XCEPTION("Xception", Family.XCEPTION);

    /** What encoders have in common. */
    enum Family {
        VGG(64),
        VGG_BN(64),
        RESNET(64),
        RESNET_BOTTLENECK(64),
        MOBILENET(32),
        XCEPTION(32);

        private final int width;

        Family(int width) {
            this.width = width;
        }
    }

    /** VGG with and without batch normalization. */
    static final Set<Encoder> VGGS = Set.copyOf(EnumSet.range(VGG11, VGG19_BN));

    /** ResNets only. */
    static final Set<Encoder> RESNETS = Set.copyOf(EnumSet.range(RESNET18, RESNET101));

    /** Those that can go on dilated instead of becoming coarser. */
    static final Set<Encoder> DILATED = Set.copyOf(EnumSet.range(RESNET18, XCEPTION));

    private final String label;
    private final Family family;
    private final int[] repeats;

    Encoder(String label, Family family, int... repeats) {
        this.label = label;
        this.family = family;
        this.repeats = repeats;
    }

    @Override
    public String label() {
        return label;
    }

    /** Where it comes from. */
    public Paper paper() {
        return switch (family) {
            case VGG, VGG_BN -> Paper.VGG;
            case RESNET, RESNET_BOTTLENECK -> Paper.RESNET;
            case MOBILENET -> this == MOBILENET_V1 ? Paper.MOBILENET_V1 : Paper.MOBILENET_V2;
            case XCEPTION -> Paper.XCEPTION;
        };
    }

    @Override
    public String toString() {
        return label;
    }

    /** Feature maps of its first convolution, as its paper has them. */
    public int width() {
        return family.width;
    }

    Family family() {
        return family;
    }

    /** Convolutions of a VGG's block, or blocks of a ResNet's layer. */
    int repeats(int block) {
        return repeats[block];
    }

    /** A count of maps that is {@code maps} at the own width, as it is at another; at least 1. */
    int scaled(int maps, int width) {
        return Math.max(1, (int) Math.floor((double) maps * width / width() + 0.5));
    }

    /** Whether a level of n pixels has (n + 1) / 2 after it, not n / 2. */
    boolean roundsUp() {
        return family != Family.VGG && family != Family.VGG_BN;
    }

    /**
     * Adds the encoder to a graph, from the graph's input on.
     *
     * @param backbone the scope that its layers' names begin with
     * @param outputStride the coarsest resolution; VGG's is 16 always
     */
    Features build(Graph backbone, int width, int outputStride) {
        return switch (family) {
            case VGG, VGG_BN -> Vgg.build(backbone, this, width);
            case RESNET, RESNET_BOTTLENECK -> ResNet.build(backbone, this, width, outputStride);
            case MOBILENET -> MobileNet.build(backbone, this, width, outputStride);
            case XCEPTION -> Xception.build(backbone, this, width, outputStride);
        };
    }
}

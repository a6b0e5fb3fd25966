package io.github.tessera.network;

import static io.github.tessera.network.NetworkOption.AUXILIARY;
import static io.github.tessera.network.NetworkOption.CONVOLUTIONS;
import static io.github.tessera.network.NetworkOption.DEPTH;
import static io.github.tessera.network.NetworkOption.ENCODER;
import static io.github.tessera.network.NetworkOption.OUTPUT_STRIDE;
import static io.github.tessera.network.NetworkOption.UPSAMPLING;

import io.github.tessera.network.NetworkSettings.Skip;
import io.github.tessera.network.NetworkSettings.Upsampling;
import io.github.tessera.progress.Choice;
import io.github.tessera.progress.TesseraException;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The one list of networks: menus, macro words, tests and documentation come from it. */
public enum Architecture implements Choice {
    /**
     * The compact U-Net in the form that courses teach it: plain padded 3 x 3 convolutions instead of separable ones; 29,465 parameters for
     * 3 channels.
     */
    C_UNET(
            "C-UNet",
            Paper.C_UNET,
            "Small and quick on a CPU; the place to start.",
            s -> s.withWidth(8).withDepth(3),
            UNet::build,
            NetworkFamily.U_NET),
    LIGHT_U_NET(
            "Light U-Net",
            Paper.U_NET,
            "Made for the CPU: quicker than C-UNet and no worse; with a width of 16 quicker still, and coarser.",
            s -> s.withWidth(32)
                    .withDepth(3)
                    .withSkip(Skip.ADD)
                    .withUpsampling(Upsampling.BILINEAR)
                    .withBatchNorm(true),
            LightUNet::build,
            NetworkFamily.plain(DEPTH)),
    U_NET(
            "U-Net",
            Paper.U_NET,
            "The network of the 2015 paper; give it a GPU, or a width of 16 on a CPU.",
            s -> s,
            UNet::build,
            NetworkFamily.U_NET),
    U_NET_SHALLOW(
            "U-Net shallow",
            Paper.U_NET,
            "A U-Net that halves the image twice only; for objects under about 40 pixels.",
            s -> s.withDepth(3),
            UNet::build,
            NetworkFamily.U_NET),
    U_NET_ADD(
            "U-Net add",
            Paper.U_NET,
            "A U-Net whose skips are added instead of concatenated; a tenth fewer parameters.",
            s -> s.withSkip(Skip.ADD),
            UNet::build,
            NetworkFamily.U_NET),
    RESIDUAL_U_NET(
            "Residual U-Net",
            Paper.RESIDUAL_U_NET,
            "A U-Net of residual units; learns thin structures, such as vessels and roads, in fewer steps.",
            s -> s.withDepth(4).withBatchNorm(true).withUpsampling(Upsampling.BILINEAR),
            ResidualUNet::build,
            NetworkFamily.plain(DEPTH)),
    ATTENTION_U_NET(
            "Attention U-Net",
            Paper.ATTENTION_U_NET,
            "A U-Net that learns where to look; for small objects in a large, busy background.",
            s -> s.withBatchNorm(true),
            AttentionUNet::build,
            NetworkFamily.U_NET),
    U_NET_PP(
            "UNet++",
            Paper.U_NET_PP,
            "A nested U-Net with deep supervision; slower, sharper, and can be cut down after training.",
            s -> s.withWidth(32)
                    .withBatchNorm(true)
                    .withUpsampling(Upsampling.BILINEAR)
                    .withAuxiliary(true),
            UNetPlusPlus::build,
            NetworkFamily.plain(DEPTH, AUXILIARY)),
    U_NET_ENCODER(
            "U-Net on encoder",
            Paper.U_NET,
            "A U-Net on a classification network: the one to give weights from elsewhere.",
            s -> s.withEncoder(Encoder.RESNET34)
                    .withOutputStride(32)
                    .withUpsampling(Upsampling.BILINEAR)
                    .withBatchNorm(true),
            EncoderUNet::build,
            new NetworkFamily(Set.of(Encoder.values()), Set.of(ENCODER, UPSAMPLING))),
    NNU_NET(
            "nnU-Net",
            Paper.NNU_NET,
            "The plain network of nnU-Net; the safe choice on a GPU.",
            s -> s.withWidth(32).withDepth(7).withAuxiliary(true),
            NnUNet::build,
            NetworkFamily.plain(DEPTH, CONVOLUTIONS, AUXILIARY)),
    NNU_NET_RESIDUAL(
            "nnU-Net residual",
            Paper.NNU_NET_RESIDUAL,
            "nnU-Net with a residual encoder; for large sets and a GPU of 16 GB or more.",
            s -> s.withWidth(32).withDepth(7).withAuxiliary(true),
            NnUNet::buildResidual,
            NetworkFamily.plain(DEPTH, AUXILIARY)),
    CNN(
            "CNN",
            Paper.CNN,
            "Three convolutions at full size: the baseline that any network must beat.",
            s -> s,
            PlainCnn::build,
            NetworkFamily.plain()),
    FCN_32(
            "FCN-32",
            Paper.FCN,
            "The first fully convolutional network, coarse; for teaching.",
            Architecture::onVgg16,
            Fcn::build32,
            new NetworkFamily(Encoder.VGGS, Set.of(ENCODER, UPSAMPLING))),
    FCN_16(
            "FCN-16",
            Paper.FCN,
            "FCN with one skip; for teaching.",
            Architecture::onVgg16,
            Fcn::build16,
            new NetworkFamily(Encoder.VGGS, Set.of(ENCODER, UPSAMPLING))),
    FCN_8(
            "FCN-8",
            Paper.FCN,
            "FCN with two skips; large blunt objects, with VGG's weights from elsewhere.",
            Architecture::onVgg16,
            Fcn::build8,
            new NetworkFamily(Encoder.VGGS, Set.of(ENCODER, UPSAMPLING))),
    FCN_RESNET(
            "FCN ResNet",
            Paper.FCN,
            "torchvision's fully convolutional ResNet; takes its weights as they are.",
            s -> dilated(s, Encoder.RESNET50, 8).withAuxiliary(true),
            FcnResNet::build,
            new NetworkFamily(Encoder.DILATED, Set.of(ENCODER, OUTPUT_STRIDE, AUXILIARY))),
    SEGNET(
            "SegNet",
            Paper.SEGNET,
            "Remembers where maxima were instead of their maps; little memory, clean outlines.",
            Architecture::onVgg16,
            SegNet::build,
            new NetworkFamily(Encoder.VGGS, Set.of(ENCODER))),
    DEEPLAB_V1(
            "DeepLab v1",
            Paper.DEEPLAB_V1,
            "A dilated VGG16 with a large field of view; for teaching.",
            Architecture::onVgg16,
            DeepLabV1::build,
            new NetworkFamily(Set.of(Encoder.VGG16), Set.of())),
    DEEPLAB_V2(
            "DeepLab v2",
            Paper.DEEPLAB_V2,
            "A dilated ResNet that looks at several scales and sums them; for teaching.",
            s -> dilated(s, Encoder.RESNET101, 8),
            DeepLabV2::build,
            new NetworkFamily(Encoder.DILATED, Set.of(ENCODER, OUTPUT_STRIDE))),
    DEEPLAB_V3(
            "DeepLab v3",
            Paper.DEEPLAB_V3,
            "torchvision's DeepLab: large regions of many classes, with its weights from elsewhere.",
            s -> dilated(s, Encoder.RESNET50, 8).withAuxiliary(true),
            DeepLabV3::build,
            new NetworkFamily(Encoder.DILATED, Set.of(ENCODER, OUTPUT_STRIDE, AUXILIARY))),
    DEEPLAB_V3_CASCADE(
            "DeepLab v3 cascade",
            Paper.DEEPLAB_V3,
            "DeepLab v3 with ever wider layers instead of a pyramid; LOCAL, so tiles equal the whole.",
            s -> dilated(s, Encoder.RESNET50, 16),
            DeepLabV3::buildCascade,
            new NetworkFamily(Encoder.RESNETS, Set.of(ENCODER, OUTPUT_STRIDE))),
    DEEPLAB_V3_PLUS(
            "DeepLab v3+",
            Paper.DEEPLAB_V3_PLUS,
            "DeepLab v3 with a decoder for sharper outlines; the usual choice for scenes of many classes.",
            s -> dilated(s, Encoder.RESNET50, 16),
            DeepLabV3Plus::build,
            new NetworkFamily(Encoder.DILATED, Set.of(ENCODER, OUTPUT_STRIDE))),
    PSPNET(
            "PSPNet",
            Paper.PSPNET,
            "Sees the whole image at four scales; for scenes whose classes depend on each other.",
            s -> dilated(s, Encoder.RESNET50, 8).withAuxiliary(true),
            PspNet::build,
            new NetworkFamily(Encoder.DILATED, Set.of(ENCODER, OUTPUT_STRIDE, AUXILIARY)));

    private interface Builder {
        Graph build(NetworkSettings settings);
    }

    private final String label;
    private final Paper paper;
    private final String use;
    private final UnaryOperator<NetworkSettings> defaults;
    private final Builder builder;
    private final NetworkFamily family;

    Architecture(
            String label,
            Paper paper,
            String use,
            UnaryOperator<NetworkSettings> defaults,
            Builder builder,
            NetworkFamily family) {
        this.label = label;
        this.paper = paper;
        this.use = use;
        this.defaults = defaults;
        this.builder = builder;
        this.family = family;
    }

    private static NetworkSettings onVgg16(NetworkSettings settings) {
        return settings.withEncoder(Encoder.VGG16).withUpsampling(Upsampling.BILINEAR);
    }

    private static NetworkSettings dilated(NetworkSettings settings, Encoder encoder, int outputStride) {
        return settings.withEncoder(encoder)
                .withOutputStride(outputStride)
                .withBatchNorm(true)
                .withUpsampling(Upsampling.BILINEAR);
    }

    /** The name as it stands in menus. */
    @Override
    public String label() {
        return label;
    }

    /** Where it comes from; a variant's is that of the network that it varies. */
    public Paper paper() {
        return paper;
    }

    /** One sentence: when to use it. */
    public String use() {
        return use;
    }

    @Override
    public String toString() {
        return label;
    }

    /** The encoders that it can be built on; empty where it has one of its own. */
    public Set<Encoder> encoders() {
        return family.encoders();
    }

    /** What can be chosen of it besides channels, outputs, width and precision. */
    public Set<NetworkOption> options() {
        return family.options();
    }

    /** The settings of its paper or course, for images of so many channels and so many outputs. */
    public NetworkSettings settings(int channels, int outputs) {
        return defaults.apply(new NetworkSettings(
                this,
                channels,
                outputs,
                64,
                5,
                2,
                Skip.CONCAT,
                Upsampling.TRANSPOSED,
                false,
                0,
                1,
                null,
                32,
                false,
                Precision.FLOAT32));
    }

    NetworkSettings forCrop(NetworkSettings settings, int side) {
        return this == NNU_NET || this == NNU_NET_RESIDUAL ? NnUNet.forCrop(settings, side) : settings;
    }

    /**
     * The network.
     *
     * @throws TesseraException if a setting was changed that this network does not have, or the encoder is none of its
     */
    Graph build(NetworkSettings settings) {
        family.require(label, settings(settings.channels(), settings.outputs()), settings);
        return builder.build(settings);
    }
}

package io.github.tessera.command;

import io.github.tessera.network.Architecture;

/** A network, or the one that suits the images. */
public enum ArchitectureChoice implements AutoOr<Architecture> {
    AUTO(null),
    C_UNET(Architecture.C_UNET),
    LIGHT_U_NET(Architecture.LIGHT_U_NET),
    U_NET(Architecture.U_NET),
    U_NET_SHALLOW(Architecture.U_NET_SHALLOW),
    U_NET_ADD(Architecture.U_NET_ADD),
    RESIDUAL_U_NET(Architecture.RESIDUAL_U_NET),
    ATTENTION_U_NET(Architecture.ATTENTION_U_NET),
    U_NET_PP(Architecture.U_NET_PP),
    U_NET_ENCODER(Architecture.U_NET_ENCODER),
    NNU_NET(Architecture.NNU_NET),
    NNU_NET_RESIDUAL(Architecture.NNU_NET_RESIDUAL),
    CNN(Architecture.CNN),
    FCN_32(Architecture.FCN_32),
    FCN_16(Architecture.FCN_16),
    FCN_8(Architecture.FCN_8),
    FCN_RESNET(Architecture.FCN_RESNET),
    SEGNET(Architecture.SEGNET),
    DEEPLAB_V1(Architecture.DEEPLAB_V1),
    DEEPLAB_V2(Architecture.DEEPLAB_V2),
    DEEPLAB_V3(Architecture.DEEPLAB_V3),
    DEEPLAB_V3_CASCADE(Architecture.DEEPLAB_V3_CASCADE),
    DEEPLAB_V3_PLUS(Architecture.DEEPLAB_V3_PLUS),
    PSPNET(Architecture.PSPNET);

    private final Architecture choice;

    ArchitectureChoice(Architecture choice) {
        this.choice = choice;
    }

    @Override
    public Architecture choice() {
        return choice;
    }

    @Override
    public String toString() {
        return label();
    }
}

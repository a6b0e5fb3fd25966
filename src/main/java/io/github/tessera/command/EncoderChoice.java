package io.github.tessera.command;

import io.github.tessera.network.Encoder;

/** An encoder, or the network's own. */
public enum EncoderChoice implements OwnOr<Encoder> {
    OWN(null),
    VGG11(Encoder.VGG11),
    VGG13(Encoder.VGG13),
    VGG16(Encoder.VGG16),
    VGG19(Encoder.VGG19),
    VGG11_BN(Encoder.VGG11_BN),
    VGG13_BN(Encoder.VGG13_BN),
    VGG16_BN(Encoder.VGG16_BN),
    VGG19_BN(Encoder.VGG19_BN),
    RESNET18(Encoder.RESNET18),
    RESNET34(Encoder.RESNET34),
    RESNET50(Encoder.RESNET50),
    RESNET101(Encoder.RESNET101),
    MOBILENET_V1(Encoder.MOBILENET_V1),
    MOBILENET_V2(Encoder.MOBILENET_V2),
    XCEPTION(Encoder.XCEPTION);

    private final Encoder choice;

    EncoderChoice(Encoder choice) {
        this.choice = choice;
    }

    @Override
    public Encoder choice() {
        return choice;
    }

    @Override
    public String toString() {
        return label();
    }
}

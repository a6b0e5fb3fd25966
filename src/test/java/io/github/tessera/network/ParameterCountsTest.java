package io.github.tessera.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.tessera.network.NetworkSettings.Upsampling;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of parameters as papers, courses and torchvision state them; where no source states one, the sum stands beside it. */
class ParameterCountsTest {
    private static Arguments row(long expected, Architecture architecture, int outputs) {
        return row(expected, architecture.settings(3, outputs));
    }

    private static Arguments row(long expected, NetworkSettings settings) {
        return Arguments.of(expected, settings);
    }

    static Stream<Arguments> stated() {
        NetworkSettings fcn = Architecture.FCN_RESNET.settings(3, 21);
        NetworkSettings v3 = Architecture.DEEPLAB_V3.settings(3, 21);
        NetworkSettings v3Deep = v3.withEncoder(Encoder.RESNET101);
        return Stream.of(
                row(29_465, Architecture.C_UNET, 1),
                row(31_031_810, Architecture.U_NET, 2),
                row(371_073, Architecture.CNN, 1),
                row(134_362_751, Architecture.FCN_8, 21),
                row(20_742_591, Architecture.SEGNET, 21),
                row(9_163_428, Architecture.U_NET_PP, 1),
                row(9_163_329, Architecture.U_NET_PP.settings(3, 1).withAuxiliary(false)),
                row(20_505_429, Architecture.DEEPLAB_V1, 21), // the paper: 20.5 million
                row(35_322_218, fcn),
                row(32_957_013, fcn.withAuxiliary(false)),
                row(42_004_074, v3),
                row(39_638_869, v3.withAuxiliary(false)),
                row(60_996_202, v3Deep),
                row(58_630_997, v3Deep.withAuxiliary(false)));
    }

    @ParameterizedTest
    @MethodSource("stated")
    void areThoseOfTheSources(long expected, NetworkSettings settings) {
        assertEquals(expected, Weights.learnt(settings.build()), settings.toString());
    }

    static Stream<Arguments> encoders() {
        // torchvision's counts without the classifiers, which are 4096 maps wide (VGG) or one layer to 1000 classes
        long vgg = 25_088L * 4096 + 4096 + 4096L * 4096 + 4096 + 4096L * 1000 + 1000;
        return Stream.of(
                Arguments.of(132_863_336 - vgg, Encoder.VGG11),
                Arguments.of(133_047_848 - vgg, Encoder.VGG13),
                Arguments.of(138_357_544 - vgg, Encoder.VGG16),
                Arguments.of(143_667_240 - vgg, Encoder.VGG19),
                Arguments.of(132_868_840 - vgg, Encoder.VGG11_BN),
                Arguments.of(133_053_736 - vgg, Encoder.VGG13_BN),
                Arguments.of(138_365_992 - vgg, Encoder.VGG16_BN),
                Arguments.of(143_678_248 - vgg, Encoder.VGG19_BN),
                Arguments.of(11_689_512 - 513_000L, Encoder.RESNET18),
                Arguments.of(21_797_672 - 513_000L, Encoder.RESNET34),
                Arguments.of(25_557_032 - 2_049_000L, Encoder.RESNET50),
                Arguments.of(44_549_160 - 2_049_000L, Encoder.RESNET101),
                // 4,231,976 (timm) less 1,025,000 of the classifier
                Arguments.of(4_231_976 - 1_025_000L, Encoder.MOBILENET_V1),
                // 3,504,872 less the classifier 1,281,000 and the 1 x 1 convolution before it, 320 x 1280 + 2 x 1280
                Arguments.of(3_504_872 - 1_281_000L - 412_160, Encoder.MOBILENET_V2),
                // 39,921,3xx (timm) less 2,049,000 of the classifier: derived in the next test
                Arguments.of(xception(), Encoder.XCEPTION));
    }

    /** Derived: depthwise 9 a map, pointwise in x out, two values a map and normalization. */
    private static long xception() {
        long sum = 3 * 32 * 9 + 64 + 32 * 64 * 9 + 128;
        sum += entry(64, 128) + entry(128, 256) + entry(256, 728);
        sum += 16 * 3 * separable(728, 728);
        sum += separable(728, 728) + separable(728, 1024) + separable(1024, 1024) + 728 * 1024 + 2048;
        return sum + separable(1024, 1536) + separable(1536, 1536) + separable(1536, 2048);
    }

    private static long entry(int in, int out) {
        return separable(in, out) + 2 * separable(out, out) + (long) in * out + 2L * out;
    }

    private static long separable(int in, int out) {
        return 9L * in + 2L * in + (long) in * out + 2L * out;
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void encodersAreTorchvisionsWithoutClassifier(long expected, Encoder encoder) {
        Graph g = new Graph(3);
        g.output(encoder.build(g, encoder.width(), 32).deepest());
        assertEquals(expected, Weights.learnt(g));
    }

    @Test
    void transposedConvolutionsOfFcn8() {
        NetworkSettings settings = Architecture.FCN_8.settings(3, 21).withUpsampling(Upsampling.TRANSPOSED);
        // two of 4 x 4 and one of 16 x 16 between 21 maps, without bias
        assertEquals(134_362_751 + 21 * 21 * (2 * 16 + 256), Weights.learnt(settings.build()));
    }
}

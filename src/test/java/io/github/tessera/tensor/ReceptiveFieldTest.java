package io.github.tessera.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.tessera.network.Architecture;
import io.github.tessera.network.Encoder;
import io.github.tessera.network.Graph;
import io.github.tessera.network.NetworkOption;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.NetworkSettings.Upsampling;
import io.github.tessera.network.Node;
import io.github.tessera.network.Resizing.Interpolation;
import io.github.tessera.network.Shapes;
import io.github.tessera.network.SmallNetworks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shapes say that a network sees is what it sees: no pixel more, and none less. */
class ReceptiveFieldTest {
    private static final int[] OUTPUT_STRIDES = {8, 16, 32};

    private static void check(NetworkSettings settings) {
        Graph graph = settings.build();
        MeasuredField measured = MeasuredField.of(graph);
        int field = Shapes.receptiveField(graph);
        int halo = Shapes.halo(graph);
        int stride = Shapes.stride(graph);
        String told = "stated: field " + field + ", halo " + halo + "; " + measured;
        assertTrue(measured.widest() <= field, told);
        assertTrue(measured.reach() <= halo, told);
        // Black maps hide what else an attention depends on, and an unpooling puts a maximum on one of its two places
        // only.
        boolean exact = settings.architecture() != Architecture.ATTENTION_U_NET
                && settings.architecture() != Architecture.SEGNET;
        int hidden = exact ? 0 : 2 * stride;
        assertTrue(measured.widest() >= field - hidden, told);
        assertTrue(measured.reach() > halo - stride - hidden, told);
    }

    private static Stream<NetworkSettings> local(Stream<NetworkSettings> all) {
        return all.filter(s -> !Shapes.global(s.build()));
    }

    private static Stream<NetworkSettings> withBothUpsamplings(NetworkSettings settings) {
        return settings.architecture().options().contains(NetworkOption.UPSAMPLING)
                ? Stream.of(Upsampling.values()).map(settings::withUpsampling)
                : Stream.of(settings);
    }

    static Stream<Arguments> networks() {
        return local(Stream.of(Architecture.values())
                        .map(SmallNetworks::of)
                        .flatMap(ReceptiveFieldTest::withBothUpsamplings))
                .map(s -> arguments(s.architecture(), s.upsampling(), s));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("networks")
    void localNetworksSeeWhatIsStated(Architecture architecture, Upsampling upsampling, NetworkSettings settings) {
        check(settings);
    }

    static Stream<Arguments> encoders() {
        List<NetworkSettings> all = new ArrayList<>();
        for (Architecture architecture : Architecture.values()) {
            for (Encoder encoder : architecture.encoders()) {
                NetworkSettings settings =
                        SmallNetworks.of(architecture).withEncoder(encoder).withWidth(2);
                if (architecture.options().contains(NetworkOption.OUTPUT_STRIDE)) {
                    for (int outputStride : OUTPUT_STRIDES) {
                        all.add(settings.withOutputStride(outputStride));
                    }
                } else {
                    all.add(settings);
                }
            }
        }
        return local(all.stream()).map(s -> arguments(s.architecture(), s.encoder(), s.outputStride(), s));
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("encoders")
    void onEveryEncoder(Architecture architecture, Encoder encoder, int outputStride, NetworkSettings settings) {
        check(settings);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void randomGraphsSeeWhatIsStated(long seed) {
        Graph g = randomGraph(new Random(seed));
        MeasuredField measured = MeasuredField.of(g);
        assertEquals(Shapes.receptiveField(g), measured.widest());
        int stride = Shapes.stride(g);
        assertEquals(Shapes.halo(g), (measured.reach() + stride - 1) / stride * stride);
    }

    /** Down by random layers and up again, with what each level was beside what came back. */
    private static Graph randomGraph(Random random) {
        Graph g = new Graph(1);
        List<Node> levels = new ArrayList<>();
        Node x = plain(g, g.input(), random);
        int depth = 1 + random.nextInt(3);
        for (int i = 0; i < depth; i++) {
            levels.add(x);
            x = plain(g, coarser(g, x, random), random);
        }
        for (int i = depth - 1; i >= 0; i--) {
            x = plain(g, g.concat(levels.get(i), finer(g, x, levels.get(i), random)), random);
        }
        g.output(x);
        return g;
    }

    private static Node plain(Graph g, Node x, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> x;
            case 1 -> g.relu(g.conv(x, 2, 1));
            case 2 -> g.relu(g.conv(x, 2, 3));
            case 3 -> g.maxPool(g.conv(x, 2, 3, 1, 2, 2, 1, true), 3, 1, 1);
            default -> g.add(x, g.conv(x, x.channels(), 5));
        };
    }

    private static Node coarser(Graph g, Node x, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> g.maxPool(x);
            case 1 -> g.maxPool(x, 3, 2, 1);
            case 2 -> g.conv(x, 2, 3, 2, 1, 1, 1, true);
            case 3 -> g.conv(x, 2, 7, 2, 3, 1, 1, true);
            case 4 -> g.add(g.averagePool(x), g.conv(x, x.channels(), 1, 2, 0, 1, 1, false));
            default -> g.conv(x, 2, 3, 2, 2, 2, 1, true);
        };
    }

    private static Node finer(Graph g, Node x, Node like, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> g.upsample(x, Interpolation.NEAREST, 2);
            case 1 -> g.upsample(x, Interpolation.BILINEAR, 2, like);
            case 2 -> g.up(x, 2, like);
            case 3 -> g.bilinearUp(x, 2, like);
            default -> g.crop(g.transposedConv(x, 2, 3, 2, 1, 1, true), like);
        };
    }

    @Test
    void byHand() {
        Graph g = new Graph(1);
        // Pixels 0 and 1 of three see block 0, which sees pixels -1 to 1 (stride 2, padding 1): three pixels each.
        g.output(g.upsample(g.conv(g.input(), 1, 3, 2, 1, 1, 1, true), Interpolation.NEAREST, 2));
        assertEquals(3, Shapes.receptiveField(g));
        assertEquals(2, Shapes.halo(g)); // pixel 1 sees pixel -1
    }
}

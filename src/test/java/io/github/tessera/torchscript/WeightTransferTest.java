package io.github.tessera.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.network.Architecture;
import io.github.tessera.network.Encoder;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WeightTransferTest {
    private final NetworkSettings settings =
            Architecture.DEEPLAB_V3.settings(3, 2).withEncoder(Encoder.RESNET18).withWidth(8);
    private final Graph graph = settings.build();
    private final Weights there = Weights.initial(graph, Initialization.HE_NORMAL, 5);
    private final Weights fresh = Weights.initial(graph, Initialization.HE_NORMAL, 6);

    private static StateDict renamed(Graph graph, Weights weights, UnaryOperator<String> names) {
        Map<String, StateTensor> tensors = new LinkedHashMap<>();
        StateDict.of(graph, weights).asMap().forEach((name, tensor) -> {
            String other = names.apply(name);
            if (other != null) {
                tensors.put(other, tensor);
            }
        });
        return new StateDict(tensors);
    }

    private WeightTransfer transfer(StateDict from) {
        return WeightTransfer.of(graph, fresh, from, FirstLayer.REPEAT, false);
    }

    @Test
    void takesEverythingOfTheSameNetwork() {
        WeightTransfer all = transfer(StateDict.of(graph, there));
        all.weights().asMap().forEach((name, values) -> assertArrayEquals(there.get(name), values, name));
        assertEquals(1, all.describe().size(), all.describe().toString());
    }

    @Test
    void encodersOfOtherProgramsAreFoundWithOrWithoutAPrefix() {
        for (String prefix : List.of("", "encoder.", "backbone.")) {
            StateDict encoder = renamed(
                    graph, there, n -> n.startsWith("backbone.") ? prefix + n.substring("backbone.".length()) : null);
            WeightTransfer part = transfer(encoder);
            assertEquals(encoder.asMap().size(), part.taken().size());
            assertTrue(part.unused().isEmpty());
            assertArrayEquals(
                    there.get("backbone.layer2.0.downsample.0.weight"),
                    part.weights().get("backbone.layer2.0.downsample.0.weight"));
            assertArrayEquals(fresh.get("classifier.4.weight"), part.weights().get("classifier.4.weight"));
            assertTrue(
                    part.fresh().contains("classifier.4.bias (2)"), part.fresh().toString());
        }
    }

    @Test
    void encoderOnlyLeavesTheHeadFresh() {
        WeightTransfer part = WeightTransfer.of(graph, fresh, StateDict.of(graph, there), FirstLayer.REPEAT, true);
        assertArrayEquals(fresh.get("classifier.1.weight"), part.weights().get("classifier.1.weight"));
        assertArrayEquals(there.get("backbone.conv1.weight"), part.weights().get("backbone.conv1.weight"));
    }

    @Test
    void whatDoesNotFitIsToldByNameAndBothShapes() {
        Graph other = settings.withOutputs(21).build();
        StateDict from = StateDict.of(other, Weights.initial(other, Initialization.HE_NORMAL, 1));
        WeightTransfer part = transfer(from);
        assertTrue(
                part.misfits().contains("classifier.4.weight is (21, 32, 1, 1) there, (2, 32, 1, 1) here"),
                part.misfits().toString());
        assertTrue(String.join("\n", part.describe()).contains("classifier.4.bias is (21) there, (2) here"));
    }

    @Test
    void nothingThatFitsIsASentence() {
        StateDict from = new StateDict(Map.of("fc.weight", new StateTensor(new int[] {2, 3}, new float[6])));
        String message =
                assertThrows(TesseraException.class, () -> transfer(from)).getMessage();
        assertTrue(message.contains("fc.weight (2, 3)") && message.contains("choose weights"), message);
    }

    @Test
    void matricesOfClassifiersBecomeKernels() {
        NetworkSettings fcn = Architecture.FCN_8.settings(3, 2).withWidth(1);
        Graph g = fcn.build();
        Weights weights = Weights.initial(g, Initialization.HE_NORMAL, 3);
        Map<String, StateTensor> tensors = new LinkedHashMap<>();
        StateDict.of(g, weights).asMap().forEach((name, t) -> {
            int[] s = t.shape();
            boolean fc = name.startsWith("backbone.classifier") && s.length == 4;
            tensors.put(
                    name.replace("backbone.", ""),
                    fc ? new StateTensor(new int[] {s[0], s[1] * s[2] * s[3]}, t.values()) : t);
        });
        WeightTransfer all = WeightTransfer.of(
                g, Weights.initial(g, Initialization.HE_NORMAL, 4), new StateDict(tensors), FirstLayer.REPEAT, false);
        assertTrue(
                all.misfits().isEmpty() && all.fresh().isEmpty(), all.describe().toString());
        assertArrayEquals(
                weights.get("backbone.classifier.0.weight"), all.weights().get("backbone.classifier.0.weight"));
    }

    @Test
    void timmsNamesOfMobileNetV2() {
        assertTrue(ForeignNames.of("backbone.features.0.0.weight").contains("conv_stem.weight"));
        assertTrue(ForeignNames.of("backbone.features.1.conv.0.0.weight").contains("blocks.0.0.conv_dw.weight"));
        assertTrue(ForeignNames.of("backbone.features.1.conv.0.1.bias").contains("blocks.0.0.bn1.bias"));
        assertTrue(ForeignNames.of("backbone.features.1.conv.1.weight").contains("blocks.0.0.conv_pw.weight"));
        assertTrue(ForeignNames.of("backbone.features.1.conv.2.weight").contains("blocks.0.0.bn2.weight"));
        assertTrue(ForeignNames.of("backbone.features.3.conv.0.0.weight").contains("blocks.1.1.conv_pw.weight"));
        assertTrue(ForeignNames.of("backbone.features.3.conv.1.0.weight").contains("blocks.1.1.conv_dw.weight"));
        assertTrue(ForeignNames.of("backbone.features.3.conv.2.weight").contains("blocks.1.1.conv_pwl.weight"));
        assertTrue(ForeignNames.of("backbone.features.3.conv.3.running_mean").contains("blocks.1.1.bn3.running_mean"));
        assertTrue(ForeignNames.of("backbone.features.17.conv.1.1.weight").contains("blocks.6.0.bn2.weight"));
    }

    @Test
    void firstLayersByHand() {
        // one map; red 1, green 2, blue 6, one tap each
        StateTensor rgb = new StateTensor(new int[] {1, 3, 1, 1}, new float[] {1, 2, 6});
        assertArrayEquals(new float[] {3}, FirstLayer.REPEAT.adapt(rgb, 1));
        assertArrayEquals(new float[] {9}, FirstLayer.AVERAGE.adapt(rgb, 1));
        assertArrayEquals(new float[] {0.75f, 1.5f, 4.5f, 0.75f}, FirstLayer.REPEAT.adapt(rgb, 4));
        assertArrayEquals(new float[] {4.5f, 4.5f}, FirstLayer.AVERAGE.adapt(rgb, 2), 1e-6f);
    }

    @Test
    void firstLayersOfOtherChannelsAreAdapted() {
        Graph grey = settings.withChannels(1).build();
        WeightTransfer part = WeightTransfer.of(
                grey,
                Weights.initial(grey, Initialization.HE_NORMAL, 9),
                StateDict.of(graph, there),
                FirstLayer.AVERAGE,
                false);
        assertTrue(part.misfits().isEmpty(), part.misfits().toString());
        float[] rgb = there.get("backbone.conv1.weight");
        assertEquals(rgb[0] + rgb[49] + rgb[98], part.weights().get("backbone.conv1.weight")[0], 1e-6);
    }
}

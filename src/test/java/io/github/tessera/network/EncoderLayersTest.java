package io.github.tessera.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncoderLayersTest {
    /** Layers of the encoder that own tensors, in order. */
    private static List<String> learnt(Graph graph) {
        Set<String> encoder = EncoderLayers.of(graph);
        return graph.nodes().stream()
                .filter(node ->
                        encoder.contains(node.name()) && !node.layer().tensors().isEmpty())
                .map(Node::name)
                .toList();
    }

    @Test
    void ofAUNetTheContractingPathWithItsLowestLevel() {
        Graph cUNet = Architecture.C_UNET.settings(3, 1).build();
        assertEquals(List.of("conv1", "conv2", "conv3", "conv4", "conv5", "conv6"), learnt(cUNet));
        Graph bilinear = Architecture.C_UNET
                .settings(3, 1)
                .withUpsampling(NetworkSettings.Upsampling.BILINEAR)
                .build();
        assertEquals(learnt(cUNet), learnt(bilinear));
    }

    @Test
    void theGatesOfAttentionUNetBelongToItsDecoder() {
        NetworkSettings settings = Architecture.ATTENTION_U_NET.settings(3, 1).withDepth(3);
        assertEquals(
                learnt(Architecture.U_NET
                        .settings(3, 1)
                        .withDepth(3)
                        .withBatchNorm(true)
                        .build()),
                learnt(settings.build()));
    }

    @Test
    void ofUNetPlusPlusTheFirstColumn() {
        Graph graph = Architecture.U_NET_PP.settings(3, 1).withDepth(3).build();
        long maps =
                learnt(graph).stream().filter(name -> name.startsWith("conv")).count();
        assertEquals(3 * 2, maps);
        assertTrue(learnt(graph).containsAll(List.of("conv1", "conv2", "conv3", "conv4")));
    }

    @Test
    void ofSegNetTheBackboneAlone() {
        assertTrue(learnt(Architecture.SEGNET.settings(3, 1).build()).stream()
                .allMatch(name -> name.startsWith("backbone.")));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CNN")
    void everyNetworkHasOneThatSeesTheImageAndIsNotAll(Architecture architecture) {
        Graph graph = SmallNetworks.of(architecture).build();
        List<String> learnt = learnt(graph);
        long all = graph.nodes().stream()
                .filter(node -> node.layer() != null && !node.layer().tensors().isEmpty())
                .count();
        assertTrue(learnt.size() >= 4 && learnt.size() < all, learnt.toString());
        Set<String> encoder = EncoderLayers.of(graph);
        for (NodeList.Output output : graph.outputs()) {
            assertFalse(encoder.contains(output.node().name()));
        }
        assertTrue(graph.nodes().stream()
                .filter(node -> node.inputs().contains(graph.input()) && node.layer() instanceof Convolving)
                .allMatch(node -> encoder.contains(node.name())));
    }

    @Test
    void withoutAWayUpThereIsNone() {
        for (Graph graph : List.of(
                Architecture.CNN.settings(3, 1).build(),
                Architecture.U_NET.settings(3, 1).withDepth(1).build())) {
            String message = assertThrows(TesseraException.class, () -> EncoderLayers.of(graph))
                    .getMessage();
            assertTrue(message.contains("has no encoder"), message);
        }
    }
}

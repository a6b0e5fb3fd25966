package io.github.tessera.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.SampleFolder;
import io.github.tessera.data.ShapesGenerator;
import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.WeightFiles;
import io.github.tessera.network.Activation;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Encoder;
import io.github.tessera.network.Graph;
import io.github.tessera.network.Initialization;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Outputs;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.torchscript.FirstLayer;
import io.github.tessera.torchscript.Safetensors;
import io.github.tessera.torchscript.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights from elsewhere at the start of a training, and parts that are not learnt. */
class StartingPointTest {
    private final NetworkSettings network = Architecture.U_NET_ENCODER
            .settings(1, 1)
            .withEncoder(Encoder.RESNET18)
            .withWidth(4);

    @TempDir
    Path folder;

    private Path weights(NetworkSettings settings, String name) {
        Graph graph = settings.build();
        Path file = folder.resolve(name);
        Safetensors.write(file, StateDict.of(graph, Weights.initial(graph, Initialization.HE_NORMAL, 77)));
        return file;
    }

    private TrainingResult train(StartingPoint start) {
        Path samples = folder.resolve("samples");
        if (!Files.exists(samples)) {
            SampleFolder.write(new ShapesGenerator(64, 64, 4, 20, false, 1), 4, samples, Progress.NONE);
        }
        LabelledSet set = LabelledSet.fromFolders(
                samples.resolve("images"), samples.resolve("masks"), MaskSettings.defaults(), Progress.NONE);
        TrainingConfig config = TrainingConfig.defaults("start")
                .withNetwork(network)
                .withStart(start)
                .withDevice(DeviceChoice.CPU)
                .withCrops(2, 64)
                .withLength(1, 3);
        return new Training(config, set, folder.resolve("model")).run(Progress.NONE);
    }

    @Test
    void frozenEncoderStaysAsItWasGivenAndTheRestIsLearnt() {
        Path file = weights(network, "given.safetensors");
        train(new StartingPoint(null, file, false, FirstLayer.REPEAT, List.of("encoder"), 0));
        Weights learnt = ModelPackage.read(folder.resolve("model")).weights();
        StateDict given = StateDict.read(file);
        given.values().forEach((name, values) -> {
            if (name.startsWith("backbone.")) {
                assertArrayEquals(values, learnt.get(name), name);
            }
        });
        assertFalse(
                Arrays.equals(given.values().get("classifier.conv1.weight"), learnt.get("classifier.conv1.weight")));
    }

    @Test
    void weightsOfAnEncoderForRgbStartAGreyNetwork() {
        Path file = weights(network.withChannels(3), "rgb.safetensors");
        TrainingResult result = train(new StartingPoint(null, file, true, FirstLayer.AVERAGE, List.of(), 0));
        assertEquals(3, result.history().epochs().get(0).step());
    }

    @Test
    void unknownPartsAreASentenceThatListsThoseThereAre() {
        String message = assertThrows(
                        TesseraException.class,
                        () -> train(new StartingPoint(null, null, false, FirstLayer.REPEAT, List.of("head"), 0)))
                .getMessage();
        assertTrue(message.contains("\"head\"") && message.contains("backbone, decoder, classifier"), message);
    }

    private static StartingPoint further(Path model) {
        return new StartingPoint(model, null, false, FirstLayer.REPEAT, List.of(), 0);
    }

    @Test
    void aModelGoesOnWithItsOwnWeights() throws IOException {
        train(StartingPoint.FRESH);
        Path before = Files.move(folder.resolve("model"), folder.resolve("before"));
        train(new StartingPoint(before, null, false, FirstLayer.REPEAT, List.of("backbone", "decoder"), 0));
        Weights weights = ModelPackage.read(before).weights();
        ModelPackage.read(folder.resolve("model")).weights().asMap().forEach((name, values) -> {
            float tolerance = name.startsWith("classifier.") ? 0.004f : 0; // three steps of 0.001
            assertArrayEquals(weights.get(name), values, tolerance, name);
        });
    }

    @Test
    void toFreezeEverythingIsASentence() {
        String message = assertThrows(
                        TesseraException.class,
                        () -> train(new StartingPoint(
                                null, null, false, FirstLayer.REPEAT, List.of("encoder", "decoder", "classifier"), 0)))
                .getMessage();
        assertTrue(message.contains("nothing is left to learn"), message);
    }

    @Test
    void aModelOfAnotherNetworkOrInTheSameFolderIsASentence() {
        train(StartingPoint.FRESH);
        Path model = folder.resolve("model");
        String same = assertThrows(TesseraException.class, () -> train(further(model.resolve("rdf.yaml"))))
                .getMessage();
        assertTrue(same.contains("would be overwritten"), same);
        Graph other = Architecture.C_UNET.settings(1, 1).build();
        Weights fresh = Weights.initial(other, Initialization.HE_NORMAL, 1);
        Outputs outputs = new Outputs(List.of("background", "foreground"), 1, Activation.SIGMOID);
        String network = assertThrows(
                        TesseraException.class, () -> further(model).weights(other, fresh, outputs, line -> {}))
                .getMessage();
        assertTrue(network.contains("is another network, U-Net on encoder"), network);
    }

    @Test
    void choicesThatDoNotGoTogetherAreSentences() {
        for (String[] wrong : new String[][] {{"m", "w", "0"}, {"m", null, "-1"}, {"m", null, "3"}}) {
            Path weights = wrong[1] == null ? null : Path.of(wrong[1]);
            int steps = Integer.parseInt(wrong[2]);
            String message = assertThrows(
                            TesseraException.class,
                            () -> new StartingPoint(
                                    Path.of(wrong[0]), weights, false, FirstLayer.REPEAT, List.of(), steps))
                    .getMessage();
            assertTrue(message.contains("leave one") || message.contains("choose "), message);
        }
    }

    @Test
    void whatIsNotLearntIsTold() {
        List<String> encoder = List.of("encoder", "up1");
        for (Object[] told : new Object[][] {{0, ""}, {1, " in the first step"}, {20, " in the first 20 steps"}}) {
            StartingPoint start = new StartingPoint(null, null, false, FirstLayer.REPEAT, encoder, (Integer) told[0]);
            assertEquals(
                    "Not learnt" + told[1] + ": encoder, up1.", start.describe().orElseThrow());
        }
        assertTrue(StartingPoint.FRESH.describe().isEmpty());
    }

    @Test
    void partsAreSeparatedByCommas() {
        assertEquals(List.of("encoder", "up1"), StartingPoint.parts(" encoder, up1 ,"));
        assertEquals(List.of(), StartingPoint.parts(""));
    }

    @Test
    void ofAFolderTheBestFittingFileIsTaken() throws IOException {
        weights(Architecture.C_UNET.settings(1, 1), "a.safetensors");
        Path best = weights(network, "b.safetensors");
        Files.writeString(folder.resolve("c.pth"), "no weights at all");
        Files.writeString(folder.resolve("readme.txt"), "nothing");
        assertEquals(best, WeightFiles.find(folder.toString(), "", network.build(), Progress.NONE));
        String message = assertThrows(
                        TesseraException.class,
                        () -> WeightFiles.find(
                                Files.createDirectory(folder.resolve("empty")).toString(),
                                "",
                                network.build(),
                                Progress.NONE))
                .getMessage();
        assertTrue(message.contains(".safetensors"), message);
    }

    @Test
    void addressesThatAreNoneAreSentences() {
        String message = assertThrows(
                        TesseraException.class,
                        () -> WeightFiles.find("https://a b/c.pth", "", network.build(), Progress.NONE))
                .getMessage();
        assertTrue(message.contains("is no address"), message);
    }
}

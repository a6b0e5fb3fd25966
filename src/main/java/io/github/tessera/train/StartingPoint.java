package io.github.tessera.train;

import io.github.tessera.model.ModelPackage;
import io.github.tessera.model.PackageFiles;
import io.github.tessera.model.SegmentationModel;
import io.github.tessera.network.ClassTransfer;
import io.github.tessera.network.EncoderLayers;
import io.github.tessera.network.Graph;
import io.github.tessera.network.HeadTransfer;
import io.github.tessera.network.Node;
import io.github.tessera.network.Outputs;
import io.github.tessera.network.Weights;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.torchscript.FirstLayer;
import io.github.tessera.torchscript.StateDict;
import io.github.tessera.torchscript.StateTensor;
import io.github.tessera.torchscript.WeightTransfer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a training begins with besides fresh weights.
 *
 * @param model folder or zip of a model of the same network that is gone on from, whatever its channels and classes; null for none
 * @param weights file of weights from elsewhere; null for none, and where there is a model
 * @param encoderOnly whether only the encoder's are taken
 * @param firstLayer how a first convolution is brought to the images' channels
 * @param frozen parts that stay as they are, by the beginning of their layers' names, such as {@code backbone} or {@code
 *     backbone.layer1}; the word {@code encoder} means the encoder
 * @param freezeFor steps after which these parts are learnt too; 0 for never
 */
public record StartingPoint(
        Path model, Path weights, boolean encoderOnly, FirstLayer firstLayer, List<String> frozen, int freezeFor) {
    /** Fresh weights, and all of them learnt. */
    public static final StartingPoint FRESH = new StartingPoint(null, null, false, FirstLayer.REPEAT, List.of(), 0);

    private static final String ENCODER = "encoder";
    private static final int MOST_NAMED = 12;

    /**
     * Checks that the choices go together.
     *
     * @throws TesseraException if there are a model and other weights, or a time to freeze nothing for
     */
    public StartingPoint {
        frozen = frozen.stream()
                .map(part -> part.equalsIgnoreCase(ENCODER) ? ENCODER : part)
                .toList();
        if (model != null && weights != null) {
            throw new TesseraException(
                    "To go on from a model (finetune) and from other weights (weights) at once is not"
                            + " possible: leave one of them empty.");
        }
        if (freezeFor < 0) {
            throw new TesseraException("To freeze for " + freezeFor + " steps is not possible: choose 0 or more.");
        }
        if (freezeFor > 0 && frozen.isEmpty()) {
            throw new TesseraException(
                    "Nothing is frozen that " + freezeFor
                            + " steps (freezefor) could be the time of: choose what is frozen, such as freeze=encoder, or 0 steps.");
        }
    }

    /** The parts in a text such as {@code encoder, up1}; none in an empty one. */
    public static List<String> parts(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /**
     * The weights to begin with.
     *
     * @param graph what is taught
     * @param fresh weights of it, the same ones if there is nothing to take
     * @param outputs what its outputs stand for
     * @param log gets lines that tell what was taken
     * @throws TesseraException if model or file cannot be read, the model is another network, or nothing fits
     */
    Weights weights(Graph graph, Weights fresh, Outputs outputs, Consumer<String> log) {
        if (model == null && weights == null) {
            return fresh;
        }
        StateDict from = model == null ? StateDict.read(weights) : ofModel(graph, fresh, outputs, log);
        WeightTransfer transfer = WeightTransfer.of(graph, fresh, from, firstLayer, encoderOnly);
        transfer.describe().forEach(log);
        return transfer.weights();
    }

    private StateDict ofModel(Graph graph, Weights fresh, Outputs outputs, Consumer<String> log) {
        SegmentationModel before = ModelPackage.read(model);
        if (!before.weights().asMap().keySet().equals(fresh.asMap().keySet())) {
            throw new TesseraException("The model in " + model + " is another network, "
                    + before.network().architecture().label() + ": choose the same one with the same settings.");
        }
        Graph old = before.network().build();
        ClassTransfer classes = new ClassTransfer(
                new Outputs(before.classes(), before.network().outputs(), before.activation()), outputs);
        Map<String, StateTensor> tensors =
                new LinkedHashMap<>(StateDict.of(old, before.weights()).asMap());
        Map<String, StateTensor> shapes = StateDict.of(graph, fresh).asMap();
        HeadTransfer.of(old, before.weights(), fresh, classes)
                .forEach((name, values) -> tensors.computeIfPresent(
                        name,
                        (same, tensor) -> classes.none()
                                ? null
                                : new StateTensor(shapes.get(name).shape(), values)));
        if (!encoderOnly) {
            classes.describe().forEach(log);
        }
        return new StateDict(tensors);
    }

    /**
     * Checks that the model that is gone on from is not overwritten.
     *
     * @param folder that the new model is to be in
     * @throws TesseraException if it is
     */
    void requireApart(Path folder) {
        if (model == null) {
            return;
        }
        Path home = PackageFiles.folder(model.toAbsolutePath().normalize());
        if (home.equals(folder.toAbsolutePath().normalize())) {
            throw new TesseraException("The model in " + model
                    + " would be overwritten by the one that goes on from it: choose a new folder for the model.");
        }
    }

    /**
     * Which layers are not learnt.
     *
     * @throws TesseraException if a part is not there, the message lists those that are; or if all are frozen
     */
    Predicate<Node> frozenLayers(Graph graph) {
        Set<String> encoder = frozen.contains(ENCODER) ? EncoderLayers.of(graph) : Set.of();
        List<String> parts =
                frozen.stream().filter(part -> !part.equals(ENCODER)).toList();
        parts.forEach(part -> requireThere(graph, part));
        Predicate<Node> chosen =
                node -> encoder.contains(node.name()) || parts.stream().anyMatch(part -> within(node, part));
        if (learning(graph).allMatch(chosen)) {
            throw new TesseraException("With " + String.join(", ", frozen)
                    + " frozen nothing is left to learn: leave one of them out of what is frozen.");
        }
        return chosen;
    }

    private static void requireThere(Graph graph, String part) {
        if (graph.nodes().stream().noneMatch(node -> within(node, part))) {
            List<String> known = learning(graph)
                    .map(node -> node.name().split("\\.", 2)[0])
                    .distinct()
                    .toList();
            throw new TesseraException("The network has no part called \"" + part + "\" to freeze: its parts are "
                    + String.join(", ", known.subList(0, Math.min(MOST_NAMED, known.size())))
                    + (known.size() > MOST_NAMED ? " and so on." : "."));
        }
    }

    private static Stream<Node> learning(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> node.layer() != null && !node.layer().tensors().isEmpty());
    }

    /** Which layers are not learnt in a step, from 0. */
    Predicate<Node> frozenLayers(Graph graph, long step) {
        Predicate<Node> layers = frozenLayers(graph);
        return freezeFor > 0 && step >= freezeFor ? node -> false : layers;
    }

    /** The step up to which the same layers are learnt as in this one, of so many steps. */
    long phaseEnd(long step, long steps) {
        return step < freezeFor ? Math.min(freezeFor, steps) : steps;
    }

    /** Whether other layers are learnt from this step on, from 0, than before. */
    boolean phaseBegins(long step) {
        return freezeFor > 0 && step == freezeFor;
    }

    private static boolean within(Node node, String part) {
        return node.layer() != null && (node.name().equals(part) || node.name().startsWith(part + "."));
    }

    /** What is not learnt, and for how long: a line, or none. */
    public Optional<String> describe() {
        String time =
                switch (freezeFor) {
                    case 0 -> "";
                    case 1 -> " in the first step";
                    default -> " in the first " + freezeFor + " steps";
                };
        return frozen.isEmpty()
                ? Optional.empty()
                : Optional.of("Not learnt" + time + ": " + String.join(", ", frozen) + ".");
    }
}

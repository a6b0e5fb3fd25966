package io.github.tessera.network;

import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;

/** Sizes that follow from a graph: every node's shape, the receptive field, the grid that tiles must lie on. */
public final class Shapes {
    private Shapes() {}

    /**
     * Every node's shape for one image.
     *
     * @return shapes in the order of {@link Graph#nodes()}
     * @throws TesseraException if the image is too small
     * @throws IllegalArgumentException if branches do not fit
     */
    public static List<FeatureShape> of(Graph graph, int height, int width) {
        List<FeatureShape> shapes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.layer() == null) {
                shapes.add(new FeatureShape(node.channels(), height, width));
            } else {
                List<FeatureShape> in = node.inputs().stream()
                        .map(input -> shapes.get(input.index()))
                        .toList();
                try {
                    shapes.add(node.layer().shape(in));
                } catch (TesseraException e) {
                    throw new TesseraException(
                            "An image or crop of " + width + " x " + height
                                    + " pixels is too small for this network: choose a larger one, or fewer levels.",
                            e);
                }
            }
        }
        return shapes;
    }

    /**
     * Checks that an image reaches the coarsest level of a network.
     *
     * @param what the side is, for the message: crop, image
     * @throws TesseraException if it does not
     */
    public static void requireReach(Graph graph, int side, String what) {
        int stride = stride(graph);
        if (side < stride) {
            throw new TesseraException("A side of " + side + " pixels (" + what
                    + ") is too small for this network: use at least " + stride + ", or a network of fewer levels.");
        }
    }

    /**
     * Checks that every normalization has more than one value to take its deviation from.
     *
     * @param side of the crops in pixels
     * @throws TesseraException if not: batch normalization of a map of one pixel needs a batch, instance normalization more pixels
     */
    public static void requireStatistics(Graph graph, int side, int batch) {
        List<FeatureShape> shapes = of(graph, side, side);
        for (Node node : graph.nodes()) {
            FeatureShape shape = shapes.get(node.index());
            boolean onePixel = shape.height() * shape.width() == 1;
            if (onePixel && batch == 1 && node.layer() instanceof Pointwise.BatchNorm) {
                throw new TesseraException("This network normalizes one value per image, which a batch of 1 cannot: "
                        + "choose a batch of at least 2.");
            }
            if (onePixel && node.layer() instanceof Pointwise.InstanceNorm) {
                throw new TesseraException("Crops of " + side
                        + " pixels leave a single pixel in the deepest level: choose larger crops, or fewer levels.");
            }
        }
    }

    /** Whether what an image gives in training depends on the others of its batch. */
    public static boolean batchNormalized(Graph graph) {
        return graph.nodes().stream().anyMatch(node -> node.layer() instanceof Pointwise.BatchNorm);
    }

    /**
     * Side of the square of input pixels that can move one pixel of the main output: the largest of any, for pixels of one network
     * differ where a grid becomes finer. Layers that see the whole image are not counted, see {@link #global}.
     */
    public static int receptiveField(Graph graph) {
        int stride = stride(graph);
        int widest = 1;
        for (int pixel = 0; pixel < stride; pixel++) {
            Span seen = seen(graph, pixel);
            widest = Math.max(widest, seen.last() - seen.first() + 1);
        }
        return widest;
    }

    /** Pixels from the first to the last. */
    private record Span(int first, int last) {
        Span and(Span other) {
            return other == null ? this : new Span(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    /** What one pixel of the main output sees along one axis of an image without edges: asked from the output back, layer by layer. */
    private static Span seen(Graph graph, int pixel) {
        Span[] spans = new Span[graph.nodes().size()];
        int main = graph.mainOutput().index();
        spans[main] = new Span(pixel, pixel);
        for (int i = main; i > 0; i--) {
            Node node = graph.nodes().get(i);
            if (spans[i] != null) {
                Layer.Reach reach = node.layer().reach();
                Span read = new Span(reach.first(spans[i].first()), reach.last(spans[i].last()));
                for (Node in :
                        node.inputs().subList(0, node.layer().seen(node.inputs().size()))) {
                    spans[in.index()] = read.and(spans[in.index()]);
                }
            }
        }
        return spans[0];
    }

    /**
     * The coarsest grid of the network in input pixels: tiles whose origins are multiples of it, and images whose sides are, pass
     * through every pooling alike.
     */
    public static int stride(Graph graph) {
        double coarsest = 1;
        for (double jump : jumps(graph)) {
            coarsest = Math.max(coarsest, jump);
        }
        return (int) Math.round(coarsest);
    }

    /**
     * How far from a tile's edge a pixel of the main output, which has the image's size, can still see it; rounded up to the grid.
     */
    public static int halo(Graph graph) {
        int stride = stride(graph);
        int reach = 0;
        for (int pixel = 0; pixel < stride; pixel++) {
            Span seen = seen(graph, pixel);
            reach = Math.max(reach, Math.max(pixel - seen.first(), seen.last() - pixel));
        }
        return (reach + stride - 1) / stride * stride;
    }

    /** Whether an output value can depend on the whole image (DESIGN D7: GLOBAL), so that tiles only approximate the whole. */
    public static boolean global(Graph graph) {
        return graph.nodes().stream()
                .anyMatch(n -> n.layer() != null && n.layer().global());
    }

    /** Input pixels per pixel of every node, in order. */
    static double[] jumps(Graph graph) {
        double[] jump = new double[graph.nodes().size()];
        for (Node node : graph.nodes()) {
            jump[node.index()] = node.layer() == null
                    ? 1
                    : jump[node.inputs().get(0).index()] * node.layer().reach().step();
        }
        return jump;
    }
}

package io.github.tessera.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The layer table of a network for one image size, laid out as torchsummary prints it.
 *
 * <p>Sizes are float32 megabytes of 1024 x 1024 bytes for one image; the forward/backward figure counts each listed layer's output
 * twice, once as value and once as gradient.
 *
 * @param rows one row a layer; joins of branches are not layers
 * @param parameters learnt values
 * @param fixed values that are kept but not learnt (running statistics)
 * @param inputMegabytes the image
 * @param passMegabytes outputs of all layers, twice
 * @param parameterMegabytes learnt and kept values
 * @param receptiveField side of the receptive field in pixels
 * @param stride sides of tiles are multiples of this
 * @param multiplyAdds of one forward pass of one image: see {@link Layer#multiplyAdds}
 * @param batch images in a training step
 * @param training what a training step with Adam needs of the CPU's memory
 * @param inference what segmenting {@value #TILES} tiles of the image's size at once needs
 */
public record Summary(
        List<Row> rows,
        long parameters,
        long fixed,
        double inputMegabytes,
        double passMegabytes,
        double parameterMegabytes,
        int receptiveField,
        int stride,
        long multiplyAdds,
        int batch,
        MemoryEstimate training,
        MemoryEstimate inference) {

    /** Images in a training step unless told otherwise. */
    public static final int BATCH = 8;

    /** Tiles that are segmented at once where nothing was timed. */
    public static final int TILES = 4;

    /** Adam keeps two values of each weight. */
    private static final int STATES = 2;

    private static final double VALUES_PER_MEGABYTE = 1024 * 1024 / 4.0;

    /**
     * One layer.
     *
     * @param name type and position, such as {@code Conv2d-1}
     * @param shape the output's shape
     * @param parameters values that the layer owns and learns
     * @param multiplyAdds of one image
     */
    public record Row(String name, FeatureShape shape, long parameters, long multiplyAdds) {}

    /** The table of a graph for images of height x width pixels, with memory for batches of {@value #BATCH}. */
    public static Summary of(Graph graph, int height, int width) {
        return of(graph, height, width, BATCH, true);
    }

    /**
     * The table of a graph for images of height x width pixels.
     *
     * @param batch images in a training step
     * @param channelsLast the memory format that training is estimated in; segmenting is in channels last by rule
     */
    public static Summary of(Graph graph, int height, int width, int batch, boolean channelsLast) {
        List<FeatureShape> shapes = Shapes.of(graph, height, width);
        List<Row> rows = new ArrayList<>();
        long learnt = 0;
        long fixed = 0;
        long outputs = 0;
        long multiplyAdds = 0;
        for (Node node : graph.nodes()) {
            if (node.layer() == null) {
                continue;
            }
            FeatureShape shape = shapes.get(node.index());
            long work = node.layer()
                    .multiplyAdds(
                            node.inputs().stream()
                                    .map(in -> shapes.get(in.index()))
                                    .toList(),
                            shape);
            multiplyAdds += work;
            if (!node.layer().listed()) {
                continue;
            }
            long own = 0;
            for (TensorSpec tensor : node.layer().tensors()) {
                own += tensor.role().learnt() ? tensor.size() : 0;
                fixed += tensor.role().learnt() ? 0 : tensor.size();
            }
            rows.add(new Row(node.layer().type() + "-" + (rows.size() + 1), shape, own, work));
            learnt += own;
            outputs += shape.values();
        }
        return new Summary(
                List.copyOf(rows),
                learnt,
                fixed,
                shapes.get(0).values() / VALUES_PER_MEGABYTE,
                2 * outputs / VALUES_PER_MEGABYTE,
                (learnt + fixed) / VALUES_PER_MEGABYTE,
                Shapes.receptiveField(graph),
                Shapes.stride(graph),
                multiplyAdds,
                batch,
                MemoryEstimate.training(graph, height, width, batch, STATES, channelsLast),
                MemoryEstimate.inference(Inference.graph(graph, Activation.SIGMOID, 0), height, width, TILES, true));
    }

    /** Everything together: image, passes and parameters. */
    public double totalMegabytes() {
        return inputMegabytes + passMegabytes + parameterMegabytes;
    }

    /** The table as text, a line a layer, then the sums. */
    @Override
    public String toString() {
        String rule = "-".repeat(64) + "\n";
        StringBuilder text = new StringBuilder(rule);
        text.append(line("%20s  %25s %15s", "Layer (type)", "Output Shape", "Param #"));
        text.append("=".repeat(64)).append('\n');
        for (Row row : rows) {
            FeatureShape s = row.shape();
            String shape = "[-1, " + s.channels() + ", " + s.height() + ", " + s.width() + "]";
            text.append(line("%20s  %25s %,15d", row.name(), shape, row.parameters()));
        }
        text.append("=".repeat(64)).append('\n');
        text.append(line("Total params: %,d", parameters + fixed));
        text.append(line("Trainable params: %,d", parameters));
        text.append(line("Non-trainable params: %,d", fixed)).append(rule);
        text.append(line("Input size (MB): %.2f", inputMegabytes));
        text.append(line("Forward/backward pass size (MB): %.2f", passMegabytes));
        text.append(line("Params size (MB): %.2f", parameterMegabytes));
        text.append(line("Estimated Total Size (MB): %.2f", totalMegabytes())).append(rule);
        text.append(line("Receptive field: %d pixels; tile sides are multiples of %d", receptiveField, stride));
        text.append(line("Multiply-adds: %.2f G", multiplyAdds / 1e9));
        text.append(line("Memory for training (MB, Adam, batches of %d): %.0f", batch, megabytes(training)));
        text.append(line("Memory for segmenting (MB, %d tiles at once): %.0f", TILES, megabytes(inference)));
        return text.append(rule).toString();
    }

    private static double megabytes(MemoryEstimate estimate) {
        return estimate.bytes() / (1024.0 * 1024);
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + "\n";
    }
}

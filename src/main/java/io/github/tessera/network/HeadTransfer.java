package io.github.tessera.network;

import io.github.tessera.network.Convolving.TransposedConvolution;
import io.github.tessera.network.OutputRow.Term;
import io.github.tessera.network.Pointwise.BatchNorm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The layers of a network that know its classes, brought to other classes: from each output back, through all that treats every map by itself,
 * to the convolutions that make the maps of the classes.
 *
 * <p>What an output is made of is exact, but for a learnt interpolation (that of FCN with transposed convolutions) where it mixes the classes that
 * become one output, or are left out.
 */
public final class HeadTransfer {
    private final Weights weights;
    private final Weights fresh;
    private final Map<String, float[]> values = new LinkedHashMap<>();

    private HeadTransfer(Weights weights, Weights fresh) {
        this.weights = weights;
        this.fresh = fresh;
    }

    /**
     * The tensors of these layers for the new classes, by name.
     *
     * @param graph of the network with its old classes
     * @param weights of that network
     * @param fresh weights of the same network with the new classes
     */
    public static Map<String, float[]> of(Graph graph, Weights weights, Weights fresh, ClassTransfer classes) {
        HeadTransfer transfer = new HeadTransfer(weights, fresh);
        List<OutputRow> rows = classes.rows();
        graph.outputs().forEach(output -> transfer.carry(output.node(), rows));
        return transfer.values;
    }

    private void carry(Node node, List<OutputRow> rows) {
        Layer layer = node.layer();
        if (layer instanceof TransposedConvolution up && up.bilinear()) {
            interpolation(node, up.kernel() * up.kernel(), up.in(), rows);
            carry(node.inputs().get(0), rows);
        } else if (layer instanceof Convolving) {
            convolution(node, rows);
        } else if (layer instanceof BatchNorm norm) {
            carry(node.inputs().get(0), new Normalized(node, norm).rows(rows));
        } else {
            node.inputs().subList(0, layer.seen(node.inputs().size())).forEach(in -> carry(in, rows));
        }
    }

    private void convolution(Node node, List<OutputRow> rows) {
        for (TensorSpec tensor : node.layer().tensors()) {
            int axis = tensor.role() == TensorSpec.Role.TRANSPOSED_KERNEL ? 1 : 0;
            sums(node.tensorName(tensor), tensor.shape(), axis, rows);
        }
    }

    /** Sums over the axis of the classes. */
    private void sums(String name, int[] shape, int axis, List<OutputRow> rows) {
        float[] from = weights.get(name);
        float[] to = fresh.get(name).clone();
        int outer = axis == 0 ? 1 : shape[0];
        int inner = from.length / outer / shape[axis];
        for (int i = 0; i < to.length; i++) {
            OutputRow row = rows.get(i / inner % rows.size());
            int block = i / inner / rows.size();
            if (!row.fresh()) {
                double sum = 0;
                for (Term term : row.terms()) {
                    sum += term.factor() * from[(block * shape[axis] + term.output()) * inner + i % inner];
                }
                to[i] = (float) sum;
            }
        }
        values.put(name, to);
    }

    /** A kernel from every class to every class: (in, out, kH, kW). */
    private void interpolation(Node node, int taps, int classes, List<OutputRow> rows) {
        String name = node.tensorName(node.layer().tensors().get(0));
        float[] from = weights.get(name);
        float[] to = fresh.get(name).clone();
        for (int i = 0; i < to.length; i++) {
            int in = i / taps / rows.size();
            List<Term> read = rows.get(in).terms();
            List<Term> made = rows.get(i / taps % rows.size()).terms();
            int tap = i % taps;
            if (in == i / taps % rows.size() && !read.isEmpty()) {
                to[i] = (float) read.stream()
                        .mapToDouble(t -> from[(t.output() * classes + t.output()) * taps + tap])
                        .average()
                        .orElseThrow();
            } else if (read.size() == 1
                    && made.size() == 1
                    && read.get(0).output() != made.get(0).output()) {
                Term a = read.get(0);
                Term b = made.get(0);
                to[i] = (float) (from[(a.output() * classes + b.output()) * taps + tap] * b.factor() / a.factor());
            }
        }
        values.put(name, to);
    }

    /** A normalization of the classes' maps: a sum of normalized maps is the normalization of a sum of maps. */
    private final class Normalized {
        private final Node node;
        private final double epsilon;
        private final float[] scale;
        private final float[] shift;
        private final float[] mean;
        private final float[] variance;

        Normalized(Node node, BatchNorm norm) {
            this.node = node;
            epsilon = norm.epsilon();
            scale = weights.get(node.name() + ".weight");
            shift = weights.get(node.name() + ".bias");
            mean = weights.get(node.name() + ".running_mean");
            variance = weights.get(node.name() + ".running_var");
        }

        /** Fills in the normalization, and tells what it must be given. */
        List<OutputRow> rows(List<OutputRow> rows) {
            node.layer().tensors().forEach(t -> sums(node.tensorName(t), t.shape(), 0, rows));
            return IntStream.range(0, rows.size())
                    .mapToObj(i -> rows.get(i).fresh() || rows.get(i).copied() ? rows.get(i) : summed(i, rows.get(i)))
                    .toList();
        }

        private OutputRow summed(int output, OutputRow row) {
            double means = 0;
            double variances = 0;
            double shifts = 0;
            List<Term> given = new ArrayList<>();
            for (Term term : row.terms()) {
                int i = term.output();
                double factor = term.factor() * scale[i] / Math.sqrt(variance[i] + epsilon);
                given.add(new Term(i, factor));
                means += factor * mean[i];
                variances += factor * factor * variance[i];
                shifts += term.factor() * shift[i];
            }
            put("running_mean", output, means);
            put("running_var", output, variances);
            put("weight", output, Math.sqrt(variances + epsilon));
            put("bias", output, shifts);
            return new OutputRow(false, given);
        }

        private void put(String tensor, int output, double value) {
            values.get(node.name() + "." + tensor)[output] = (float) value;
        }
    }
}

package io.github.tessera.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.network.MemoryEstimate;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.MemoryFault;
import io.github.tessera.tensor.TorchModule;
import io.github.tessera.tile.TileRule;
import io.github.tessera.torchscript.ByteChunks;
import java.io.IOException;

/** Somebody else's network inside the engine: of its inside nothing is known but what its description tells. */
final class ForeignNetwork implements RunningNetwork {
    /** Maps of the image's size that are guessed to be alive at one time. */
    private static final int MAPS = 256;

    private final String name;
    private final ForeignTensors tensors;
    private final TorchModule module;
    private final long weights;

    /**
     * Loads it.
     *
     * @throws TesseraException if the engine cannot
     */
    ForeignNetwork(String name, ForeignTensors tensors, ByteChunks archive, Device device) {
        this.name = name;
        this.tensors = tensors;
        weights = archive.length();
        try {
            module = TorchModule.load(archive, device);
        } catch (IOException e) {
            throw new TesseraException(
                    "The network of the model " + name + " cannot be loaded (" + PackageDescription.told(e)
                            + "): ask its authors for an archive that PyTorch 2.7 opens.",
                    e);
        }
    }

    @Override
    public TileRule tiles() {
        return tensors.sizes().tiles();
    }

    @Override
    public boolean global() {
        return true;
    }

    @Override
    public MemoryEstimate need(int height, int width, int tiles) {
        long passes = (long) Float.BYTES * MAPS * height * width * tiles;
        return new MemoryEstimate(weights, passes, passes, weights, 3 * weights);
    }

    @Override
    public NDManager newScope() {
        return module.newScope();
    }

    /**
     * The result for one tile.
     *
     * @param values (K, height x width) after all steps
     * @param height rows, at most those of the tile
     * @param width columns, at most those of the tile
     */
    record Result(float[][] values, int height, int width) {}

    @Override
    public NDArray probabilities(NDArray x) {
        int count = (int) x.getShape().get(0);
        int height = (int) x.getShape().get(2);
        int width = (int) x.getShape().get(3);
        if (tiles().rows().atLeast(height) != height || tiles().columns().atLeast(width) != width) {
            throw new TesseraException("The model " + name + " takes tiles of " + tiles().columns() + " by "
                    + tiles().rows() + " pixels, not of " + width + " by " + height
                    + ": leave out quarter turns (testtime).");
        }
        int outputs = tensors.classes().outputs();
        float[] all = new float[count * outputs * height * width];
        for (int n = 0; n < count; n++) {
            try (NDArray tile = x.get(n).expandDims(0)) {
                Result result = result(tile);
                float[][] maps = tensors.classes().probabilities(result.values());
                for (int k = 0; k < outputs; k++) {
                    place(maps[k], result, all, (n * outputs + k) * height * width, height, width);
                }
            }
        }
        return x.getManager().create(all, new Shape(count, outputs, height, width));
    }

    /** A network that loses pixels at the edges gives the middle of its tile. */
    private static void place(float[] map, Result from, float[] into, int start, int height, int width) {
        int top = (height - from.height()) / 2;
        int left = (width - from.width()) / 2;
        for (int row = 0; row < from.height(); row++) {
            System.arraycopy(map, row * from.width(), into, start + (top + row) * width + left, from.width());
        }
    }

    /**
     * Runs one tile.
     *
     * @param tile (1, C, H, W)
     * @throws TesseraException if the network fails, or its result is not as described
     */
    Result result(NDArray tile) {
        NDArray given = new TensorOrder(tensors.description().input().order()).of(tile);
        NDList results;
        try {
            results = module.forward(given, false);
        } catch (RuntimeException e) {
            if (MemoryFault.is(e)) {
                throw e;
            }
            throw failed(String.valueOf(e.getMessage()).strip().lines().reduce("", (first, last) -> last), e);
        }
        if (results.isEmpty() || results.get(0).getDataType() == DataType.COMPLEX64) {
            results.close();
            throw failed("its result is no tensor of real numbers", null);
        }
        Shape shape = results.get(0).getShape();
        try (results) {
            TensorOrder order = new TensorOrder(tensors.description().output().order());
            NDArray plane = order.plane(results.get(0)).toType(DataType.FLOAT32, false);
            int channels = (int) plane.getShape().get(0);
            int height = (int) plane.getShape().get(1);
            int width = (int) plane.getShape().get(2);
            boolean fits = channels == tensors.sizes().results()
                    && isMiddle(tile.getShape().get(2) - height)
                    && isMiddle(tile.getShape().get(3) - width);
            if (!fits) {
                throw new IllegalArgumentException("sizes");
            }
            float[][] values = split(plane.toFloatArray(), channels);
            tensors.after().apply(values);
            return new Result(values, height, width);
        } catch (IllegalArgumentException e) {
            throw failed(
                    "its result has the shape " + shape + " where its description tells of "
                            + tensors.description().output().order() + " with "
                            + tensors.sizes().results()
                            + " channels",
                    e);
        }
    }

    private boolean isMiddle(long lost) {
        return lost >= 0 && lost <= 2L * tiles().least();
    }

    private TesseraException failed(String reason, RuntimeException e) {
        return new TesseraException(
                "The network of the model " + name + " cannot be run (" + PackageDescription.told(reason)
                        + "): its description may not fit it; ask its authors.",
                e);
    }

    private static float[][] split(float[] values, int channels) {
        int plane = values.length / channels;
        float[][] split = new float[channels][plane];
        for (int c = 0; c < channels; c++) {
            System.arraycopy(values, c * plane, split[c], 0, plane);
        }
        return split;
    }

    @Override
    public void close() {
        module.close();
    }
}

package io.github.tessera.predict;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.model.Model;
import io.github.tessera.tensor.FreeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What tiles take on this computer: half of the free memory at most, and a quarter of Java's own for the band that they are put
 * together in.
 *
 * @param model of which all networks have channels and outputs
 */
record TileCosts(Networks networks, Model model, TestTimeAugmentation augmentation, Device device)
        implements TileSizes.Costs {
    private static final int SHARE_OF_MEMORY = 2;
    private static final int SHARE_OF_HEAP = 4;

    /** Of a batch: what is read next, what is in the networks, what comes out of them. */
    private static final int BATCHES_IN_JAVA = 3;

    @Override
    public boolean fit(int side, int tiles, int planeWidth) {
        long free = FreeMemory.on(device).orElse(Long.MAX_VALUE);
        long band = (long) model.outputs() * side * planeWidth;
        long batches = (long) BATCHES_IN_JAVA * Math.max(model.channels(), model.outputs()) * tiles * side * side;
        return MemoryBudget.need(networks, device, side, side, tiles).beyondLoading() <= free / SHARE_OF_MEMORY
                && Float.BYTES * (band + batches) <= Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP
                && batches <= Integer.MAX_VALUE / Float.BYTES;
    }

    @Override
    public void run(int side, int tiles) {
        int values = tiles * model.channels() * side * side;
        ByteBuffer pixels = ByteBuffer.allocateDirect(Float.BYTES * values).order(ByteOrder.nativeOrder());
        networks.mean(pixels, new Shape(tiles, model.channels(), side, side), augmentation);
    }
}

package io.github.tessera.model;

import io.github.tessera.network.Graph;
import io.github.tessera.network.Shapes;

/**
 * What other programs are told of the images that a network takes.
 *
 * @param smallest side of an image, in pixels
 * @param step pixels from one side that it takes to the next
 * @param halo pixels at each edge of a tile that are to be cut off
 */
record PackageSizes(int smallest, int step, int halo) {
    private static final int USUAL = 128;

    /** The halo is at most a quarter of a tile (DESIGN D7), for something must be left of the smallest one. */
    static PackageSizes of(SegmentationModel model) {
        Graph graph = model.network().build();
        int step = Shapes.stride(graph);
        int smallest = (USUAL + step - 1) / step * step;
        return new PackageSizes(smallest, step, Math.min(Shapes.halo(graph), smallest / 4));
    }
}

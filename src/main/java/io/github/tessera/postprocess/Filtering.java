package io.github.tessera.postprocess;

/** How sums over pixels that are alike are formed. */
public enum Filtering {
    /** In linear time, within some percent. */
    LATTICE {
        @Override
        KernelFilter of(PixelFeatures features, ParallelRanges threads) {
            return PermutohedralLattice.of(features, threads);
        }
    },
    /** By definition, in time that grows with the square of the pixels. */
    EXACT {
        @Override
        KernelFilter of(PixelFeatures features, ParallelRanges threads) {
            return new ExactFilter(features);
        }
    };

    abstract KernelFilter of(PixelFeatures features, ParallelRanges threads);
}

package io.github.tessera.postprocess;

/** How sums over pixels that are alike are formed. */
public enum Filtering {
    /** In linear time, within some percent: places and colours on a lattice, places alone on a grid. */
    LATTICE {
        @Override
        KernelFilter of(PixelFeatures features, ParallelRanges threads) {
            return PermutohedralLattice.of(features, threads);
        }

        @Override
        KernelFilter places(int columns, int rows, double width) {
            return new GridFilter(columns, rows, width);
        }
    },
    /** By definition, in time that grows with the square of the pixels. */
    EXACT {
        @Override
        KernelFilter of(PixelFeatures features, ParallelRanges threads) {
            return new ExactFilter(features);
        }

        @Override
        KernelFilter places(int columns, int rows, double width) {
            return new ExactFilter(PixelFeatures.places(columns, rows, width));
        }
    };

    /** Of any features. */
    abstract KernelFilter of(PixelFeatures features, ParallelRanges threads);

    /** Of places alone. */
    abstract KernelFilter places(int columns, int rows, double width);
}

package io.github.tessera.network;

/**
 * Keeps an encoder's resolution: strides beyond the output stride are left out, and what follows is dilated instead (Chen,
 * Papandreou, Schroff, Adam, "Rethinking atrous convolution for semantic image segmentation", 2017, section 3.1).
 *
 * <p>As in torchvision, the block whose stride was left out still has the dilation from before.
 */
final class Atrous {
    private final int outputStride;
    private int reached = 1;
    private int dilation = 1;
    private int next = 1;

    Atrous(int outputStride) {
        this.outputStride = outputStride;
    }

    /**
     * Enters the next block.
     *
     * @param stride that it has in its paper
     * @return the stride to build it with
     */
    int enter(int stride) {
        dilation = next;
        if (reached * stride > outputStride) {
            next *= stride;
            return 1;
        }
        reached *= stride;
        return stride;
    }

    /** Dilation of the block entered last. */
    int dilation() {
        return dilation;
    }

    /** Input pixels per pixel after the block entered last. */
    int stride() {
        return reached;
    }
}

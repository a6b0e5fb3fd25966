package io.github.tessera.torchscript;

import io.github.tessera.progress.Choice;

/**
 * How a first convolution learnt on images of some channels is brought to another number of them. Both rules scale the kernels by the
 * channels there were over those there are, so that what the layer answers stays about as large.
 */
public enum FirstLayer implements Choice {
    /** Channel i gets the kernel of channel i modulo those there are. */
    REPEAT("Repeat the channels", "repeat"),
    /** Every channel gets the mean kernel. */
    AVERAGE("Average the channels", "average");

    private final String label;
    private final String word;

    FirstLayer(String label, String word) {
        this.label = label;
        this.word = word;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return label;
    }

    /**
     * The adapted kernel.
     *
     * @param kernel (out, in, kH, kW)
     * @param wanted channels of the images to come
     */
    float[] adapt(StateTensor kernel, int wanted) {
        int there = kernel.shape()[1];
        int taps = kernel.shape()[2] * kernel.shape()[3];
        float[] adapted = new float[kernel.shape()[0] * wanted * taps];
        float scale = (float) there / wanted;
        for (int i = 0; i < adapted.length; i++) {
            int tap = i % taps;
            int first = i / (wanted * taps) * there;
            int channel = i / taps % wanted;
            float value = 0;
            for (int c = 0; c < there; c++) {
                float weight = this == AVERAGE ? 1f / there : c == channel % there ? 1 : 0;
                value += weight * kernel.values()[(first + c) * taps + tap];
            }
            adapted[i] = scale * value;
        }
        return adapted;
    }
}

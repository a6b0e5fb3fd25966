package io.github.tessera.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.tessera.torchscript.StateTensor;
import java.util.Arrays;

/**
 * The order of a tensor's axes, between planes and what a network takes or gives.
 *
 * @param letters such as bcyx, each once; y and x are among them
 */
record TensorOrder(String letters) {
    private static final String PLANE = "bcyx";

    /** A batch of one tile (1, C, H, W) in this order; axes that it has beyond that are of length 1, those that it has not go. */
    NDArray of(NDArray tile) {
        String there = there();
        long[] lengths = new long[letters.length()];
        for (int i = 0; i < lengths.length; i++) {
            int place = PLANE.indexOf(there.charAt(i));
            lengths[i] = place < 0 ? 1 : tile.getShape().get(place);
        }
        return tile.reshape(new Shape(lengths)).transpose(places(there, letters));
    }

    /**
     * A result in this order as (K, H, W).
     *
     * @throws IllegalArgumentException if it has other axes, or a batch or depth above 1
     */
    NDArray plane(NDArray result) {
        long[] shape = result.getShape().getShape();
        if (shape.length != letters.length()) {
            throw new IllegalArgumentException("axes");
        }
        long[] lengths = {1, length('y', shape), length('x', shape)};
        for (int i = 0; i < shape.length; i++) {
            char letter = letters.charAt(i);
            if (letter == 'c') {
                lengths[0] = shape[i];
            } else if (letter != 'y' && letter != 'x' && shape[i] != 1) {
                throw new IllegalArgumentException("axes");
            }
        }
        return result.transpose(places(letters, there())).reshape(new Shape(lengths));
    }

    /** The same axes, those of a plane first and in their order. */
    private String there() {
        StringBuilder there = new StringBuilder();
        PLANE.chars().filter(c -> letters.indexOf(c) >= 0).forEach(c -> there.append((char) c));
        letters.chars().filter(c -> PLANE.indexOf(c) < 0).forEach(c -> there.append((char) c));
        return there.toString();
    }

    private static int[] places(String from, String to) {
        return to.chars().map(from::indexOf).toArray();
    }

    private long length(char letter, long[] shape) {
        int place = letters.indexOf(letter);
        return place < 0 ? 1 : shape[place];
    }

    /** The length of an axis of a tensor in this order; 1 for one that it has not. */
    int length(char letter, StateTensor tensor) {
        return (int) length(letter, Arrays.stream(tensor.shape()).asLongStream().toArray());
    }

    /** The first image of a tensor in this order as (C, H x W). */
    float[][] first(StateTensor tensor) {
        int channels = length('c', tensor);
        int height = length('y', tensor);
        int width = length('x', tensor);
        float[][] planes = new float[channels][height * width];
        int[] strides = new int[letters.length()];
        for (int i = strides.length - 1, stride = 1; i >= 0; stride *= tensor.shape()[i--]) {
            strides[i] = stride;
        }
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                int at = c * stride('c', strides) + i / width * stride('y', strides) + i % width * stride('x', strides);
                planes[c][i] = tensor.values()[at];
            }
        }
        return planes;
    }

    private int stride(char letter, int[] strides) {
        int place = letters.indexOf(letter);
        return place < 0 ? 0 : strides[place];
    }
}

package io.github.tessera.data;

/** Makes images with their truth. */
public interface SampleGenerator {
    /** Sample number {@code index}, from 0; the same whatever was asked before. */
    Sample sample(int index);
}

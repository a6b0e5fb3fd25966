package io.github.tessera.metric;

/**
 * What was counted of an image, and can be put together with what was counted of others.
 *
 * @param <T> itself
 */
@FunctionalInterface
public interface Poolable<T> {
    /** Both together, as if they were one image. */
    T plus(T other);
}

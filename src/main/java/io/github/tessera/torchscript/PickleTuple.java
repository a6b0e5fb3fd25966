package io.github.tessera.torchscript;

import java.util.List;

/**
 * A tuple in a pickle.
 *
 * @param items never changed
 */
record PickleTuple(List<Object> items) {}

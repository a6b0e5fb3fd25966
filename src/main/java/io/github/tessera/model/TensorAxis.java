package io.github.tessera.model;

import io.github.tessera.image.LengthUnit;
import java.util.List;
import java.util.Optional;

/**
 * An axis of a tensor.
 *
 * @param letter b (batch), c (channel), y, x, z, t (time) or i (index)
 * @param id what the description calls it
 * @param size its length; of a batch that may be of any size, {@code stepped(1, 1)}
 * @param halo pixels at each end that are to be cut off
 * @param names of its channels; empty for other axes, and where they have none
 * @param scale length of a pixel in the unit; 1 where none is told
 * @param unit of the scale, if it is a length
 */
record TensorAxis(
        char letter, String id, AxisSize size, int halo, List<String> names, double scale, Optional<LengthUnit> unit) {}

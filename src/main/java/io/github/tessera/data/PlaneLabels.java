package io.github.tessera.data;

/** What was read of the labels of one plane, until those of all planes are there. */
interface PlaneLabels {
    /** What messages call it; no two planes of a set have one name. */
    String name();
}

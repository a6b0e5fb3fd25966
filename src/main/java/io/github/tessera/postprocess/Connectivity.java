package io.github.tessera.postprocess;

/** How pixels touch that belong together. */
enum Connectivity {
    /** By their sides: four neighbours. */
    SIDES,
    /** By their sides or corners: eight neighbours. */
    CORNERS
}

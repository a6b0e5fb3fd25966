package io.github.tessera.torchscript;

/**
 * The device that a value in a pickle names.
 *
 * @param name such as cpu
 */
record PickleDevice(String name) {}

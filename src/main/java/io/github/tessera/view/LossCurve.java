package io.github.tessera.view;

/**
 * Losses along the steps of a training.
 *
 * @param steps where, rising
 * @param values what
 */
@SuppressWarnings("ArrayRecordComponent") // what is drawn is not compared
record LossCurve(double[] steps, double[] values) {}

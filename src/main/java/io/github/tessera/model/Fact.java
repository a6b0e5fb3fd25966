package io.github.tessera.model;

/**
 * One thing that is known of a model, for people.
 *
 * @param label what it is about
 * @param text one line or several
 */
public record Fact(String label, String text) {}

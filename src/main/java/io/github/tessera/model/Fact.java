package io.github.tessera.model;

/**
 * One thing that is known of a model, or of Tessera, for people.
 *
 * @param label what it is about
 * @param text one line or several
 */
public record Fact(String label, String text) {
    /** For the log: the label before the text, further lines indented. */
    public String line() {
        return label + ": " + text.replace("\n", "\n    ");
    }
}

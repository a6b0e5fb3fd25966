package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CommandHelpTest {
    private final String page = CommandHelp.html(DemoCommand.class);

    @Test
    void tellsEveryFieldItsKeyAndWhatItTakes() {
        assertTrue(page.startsWith("<html>"));
        assertTrue(
                page.contains("<td>Shade</td><td><code>shade</code></td><td>The colour. One of: dark-red, blue.</td>"),
                page);
        assertTrue(page.contains("A number from 1 to 1000."), page);
        assertTrue(page.contains("every kind of field &amp; works"), page);
    }

    @Test
    void leavesOutWhatIsNotEntered() {
        assertFalse(page.contains("<code>help</code>")
                || page.contains("<code>cite</code>")
                || page.contains("<code>result</code>"));
    }
}

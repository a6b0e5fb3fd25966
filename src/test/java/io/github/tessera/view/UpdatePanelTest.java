package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.awt.EventQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class UpdatePanelTest {
    private static void click(UpdatePanel panel) throws Exception {
        EventQueue.invokeAndWait(panel.button()::doClick);
    }

    private static void until(BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("waited in vain");
            }
            Thread.sleep(20);
        }
    }

    @Test
    void nothingIsAskedBeforeTheClickAndOnceByEach() throws Exception {
        try (ReleaseServer server = new ReleaseServer(ReleaseServer.list("2.0"))) {
            UpdatePanel panel = new UpdatePanel(server.check("1.0"));
            assertEquals("Asks 127.0.0.1 when you click, and never by itself.", panel.answer());
            Thread.sleep(300);
            assertEquals(0, server.asked());
            click(panel);
            until(() -> panel.answer().startsWith("Version 2.0 is out, and this is 1.0."));
            assertEquals(1, server.asked());
            assertTrue(panel.button().isEnabled());
            click(panel);
            until(() -> server.asked() == 2);
        }
    }

    @Test
    void aFailureIsAnAnswerAndTheButtonCanBeClickedAgain() throws Exception {
        UpdatePanel panel;
        try (ReleaseServer server = new ReleaseServer("")) {
            panel = new UpdatePanel(server.check("1.0"));
        }
        click(panel);
        until(() -> panel.answer().contains("New versions are told of at"));
        until(panel.button()::isEnabled);
    }

    @Test
    void aClosedWindowAsksNoLonger() throws Exception {
        try (ReleaseServer server = new ReleaseServer(ReleaseServer.list("2.0"))) {
            UpdatePanel panel = new UpdatePanel(server.check("1.0"));
            panel.close();
            click(panel);
            until(() -> panel.answer().isEmpty());
        }
    }
}

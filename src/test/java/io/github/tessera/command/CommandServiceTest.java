package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.measure.ResultsTable;
import io.github.tessera.network.Architecture;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** The way of scripts and of Python: SciJava runs a command, and our runner is not there. */
class CommandServiceTest {
    @Test
    void aScriptGetsTheOutputs() throws Exception {
        try (Context context = new Context(CommandService.class)) {
            CommandModule module =
                    run(context, SummaryCommand.class, Map.of("network", Architecture.U_NET, "width", 8));
            assertFalse(module.isCanceled());
            ResultsTable table = assertInstanceOf(ResultsTable.class, module.getOutput("table"));
            assertEquals("Conv2d-1", table.getStringValue("Layer", 0));
            assertEquals(8, table.getValue("Channels", 0), "width was given");
            assertEquals(256, table.getValue("Height", 0), "size has its default");
        }
    }

    @Test
    void aRefusalIsTheReasonOfTheCancel() throws Exception {
        try (Context context = new Context(CommandService.class)) {
            Cancelable module = run(context, TrainCommand.class, Map.of("loss", "bcee"));
            assertTrue(module.isCanceled());
            assertTrue(module.getCancelReason().contains("the word \"bcee\" is not known"), module.getCancelReason());
        }
    }

    private static CommandModule run(
            Context context, Class<? extends TesseraCommand> command, Map<String, Object> inputs) throws Exception {
        return context.service(CommandService.class).run(command, true, inputs).get();
    }
}

package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.AugmentationPreset;
import io.github.tessera.data.ExactCopy;
import io.github.tessera.data.LabelKind;
import io.github.tessera.image.Normalization;
import io.github.tessera.image.TileFormat;
import io.github.tessera.model.License;
import io.github.tessera.network.Architecture;
import io.github.tessera.network.Encoder;
import io.github.tessera.network.NetworkSettings;
import io.github.tessera.network.Precision;
import io.github.tessera.progress.Choice;
import io.github.tessera.tile.EdgeRule;
import io.github.tessera.torchscript.FirstLayer;
import io.github.tessera.train.OptimizerKind;
import io.github.tessera.view.ExportFormat;
import io.github.tessera.view.LabelValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.plugin.Plugin;

/** What holds for every command: plugins.config is the list. */
class CommandsTest {
    private static final Pattern ENTRY = Pattern.compile("(Plugins>Tessera|Help>About Plugins), \"([^\"]+)\", "
            + Pattern.quote(TesseraPlugIn.class.getName()) + "\\(\"([^\"]+)\"\\)");

    /** Label to class name, as ImageJ's menu has them. */
    static Map<String, String> entries() throws Exception {
        return lines().stream().collect(Collectors.toMap(e -> e.group(2), e -> e.group(3), (a, b) -> a, TreeMap::new));
    }

    private static List<Matcher> lines() throws Exception {
        List<Matcher> entries = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("plugins.config"))) {
            if (!line.startsWith("#")) {
                Matcher entry = ENTRY.matcher(line);
                assertTrue(entry.matches(), line);
                entries.add(entry);
            }
        }
        return entries;
    }

    static Stream<Class<? extends Command>> commands() throws Exception {
        Stream.Builder<Class<? extends Command>> commands = Stream.builder();
        for (String name : entries().values()) {
            commands.add(Class.forName(name).asSubclass(Command.class));
        }
        return commands.build();
    }

    private static List<Field> fields(Class<? extends Command> command) {
        return Field.of(new CommandInfo(command, command.getAnnotation(Plugin.class)));
    }

    @Test
    void whatIsSeldomChangedIsAskedForInPagesThatLoseNothing() {
        List<Field> fields = fields(TrainCommand.class);
        List<List<Field>> pages = GenericDialogHarvester.pages(fields);
        assertEquals(fields, pages.stream().flatMap(List::stream).toList());
        assertTrue(pages.size() > 1 && pages.stream().allMatch(page -> page.size() <= 40), pages.toString());
        assertEquals(List.of(fields.subList(0, 5)), GenericDialogHarvester.pages(fields.subList(0, 5)));
    }

    @Test
    void menuAndAnnotationsSayTheSame() throws Exception {
        assertEquals(27, entries().size());
        for (Matcher entry : lines()) {
            String label = entry.group(2);
            Plugin plugin = Class.forName(entry.group(3)).getAnnotation(Plugin.class);
            assertEquals(entry.group(1) + ">" + label, plugin.menuPath());
            assertEquals(label, plugin.label());
            assertTrue(label.startsWith("Tessera ") || label.equals("About Tessera..."), "unique in all of Fiji");
            assertTrue(plugin.headless());
            assertFalse(plugin.visible(), "else Fiji lists it twice");
        }
    }

    @Test
    void sciJavasIndexHoldsThemAll() throws Exception {
        try (Context context = new Context(CommandService.class)) {
            CommandService service = context.service(CommandService.class);
            for (String name : entries().values()) {
                assertEquals(name, service.getCommand(name).getClassName());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void keysAreSafeForMacros(Class<? extends Command> command) {
        List<String> keys = fields(command).stream().map(Field::key).toList();
        for (String key : keys) {
            assertTrue(key.matches("[a-z]+"), key);
            for (String other : keys) {
                assertTrue(
                        key.equals(other) || !other.endsWith(key),
                        other + " ends with " + key + ": ImageJ's recorder takes one for the other");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyFieldIsExplainedAndItsDefaultIsAllowed(Class<? extends Command> command) throws Exception {
        CommandInfo info = new CommandInfo(command, command.getAnnotation(Plugin.class));
        var module = info.createModule();
        assertTrue(info.getDescription().endsWith("."), info.getDescription());
        for (Field field : Field.of(info)) {
            assertTrue(field.item().getDescription().endsWith("."), field.key());
            assertFalse(field.label().isBlank());
            if (field.kind() != Field.Kind.IMAGE) {
                Object value = module.getInput(field.key());
                assertEquals(value, field.parse(field.word(value)), field.key());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpNamesEveryKey(Class<? extends Command> command) {
        String page = CommandHelp.html(command);
        fields(command).forEach(f -> assertTrue(page.contains("<code>" + f.key() + "</code>"), f.key()));
    }

    @Test
    void wordsOfChoicesAreUniqueAndPlain() {
        for (Choice[] list : List.<Choice[]>of(
                Architecture.values(),
                Encoder.values(),
                EncoderChoice.values(),
                UpsamplingChoice.values(),
                ArchitectureChoice.values(),
                OptimizerChoice.values(),
                NormalizationChoice.values(),
                Precision.values(),
                FirstLayer.values(),
                Normalization.values(),
                LabelKind.values(),
                OverlayChoice.values(),
                GenerateSamplesCommand.Kind.values(),
                EdgeRule.values(),
                TileFormat.values(),
                AugmentationPreset.values(),
                LabelPlace.values(),
                LabelValues.values(),
                ExportFormat.values(),
                License.values(),
                ExactCopy.values())) {
            List<String> words = Arrays.stream(list).map(Choice::word).toList();
            assertEquals(list.length, new HashSet<>(words).size(), words.toString());
            assertTrue(words.stream().allMatch(w -> w.matches("[a-z0-9.+-]+")), words.toString());
        }
    }

    private static <C> List<C> choices(AutoOr<?>[] all, Class<C> kind) {
        return Arrays.stream(all)
                .skip(1)
                .map(choice -> kind.cast(choice.choice()))
                .toList();
    }

    @Test
    void everythingThatMayBeAutomaticCanBeChosen() {
        assertEquals(List.of(Architecture.values()), choices(ArchitectureChoice.values(), Architecture.class));
        assertEquals(List.of(OptimizerKind.values()), choices(OptimizerChoice.values(), OptimizerKind.class));
        assertEquals(List.of(Normalization.values()), choices(NormalizationChoice.values(), Normalization.class));
    }

    @Test
    void everyEncoderAndUpsamplingCanBeChosen() {
        assertEquals(
                List.of(Encoder.values()),
                Arrays.stream(EncoderChoice.values())
                        .skip(1)
                        .map(EncoderChoice::choice)
                        .toList());
        assertEquals(
                List.of(NetworkSettings.Upsampling.values()),
                Arrays.stream(UpsamplingChoice.values())
                        .skip(1)
                        .map(UpsamplingChoice::choice)
                        .toList());
    }
}

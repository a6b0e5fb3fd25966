package io.github.tessera.command;

import java.util.List;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.plugin.Plugin;

/** The help of a command, made from its own parameters: what it does, every field, and the macro key of each. */
final class CommandHelp {
    private static final int WIDTH = 90;

    private CommandHelp() {}

    /** An HTML page as ImageJ's help dialog shows it. */
    static String html(Class<? extends Command> type) {
        CommandInfo info = new CommandInfo(type, type.getAnnotation(Plugin.class));
        StringBuilder page = new StringBuilder("<html><h2>" + escape(CommandRunner.title(type)) + "</h2><p>"
                + escape(info.getDescription()) + "</p><table cellpadding=3>"
                + "<tr><th align=left>Field</th><th align=left>In a macro</th><th align=left>Meaning</th></tr>");
        for (Field field : Field.of(info)) {
            String description = field.item().getDescription();
            page.append(
                    "<tr valign=top><td>" + escape(field.label()) + "</td><td><code>" + field.key() + "</code></td><td>"
                            + escape(description == null ? "" : description) + escape(allowed(field)) + "</td></tr>");
        }
        return page
                + "</table><p>A key that is left out of a macro gets its default; a value with blanks goes into [ ]. "
                + "Esc stops the command.</p></html>";
    }

    /** The same as lines of at most {@value #WIDTH} characters, with defaults, for a command line. */
    static String text(MenuEntry entry) {
        CommandInfo info = CommandRunner.info(entry.type());
        StringBuilder page = new StringBuilder(wrapped(entry.word() + ": " + info.getDescription(), ""));
        Module module;
        try {
            module = info.createModule();
        } catch (ModuleException e) {
            throw new IllegalStateException(e);
        }
        for (Field field : Field.of(info)) {
            String description = field.item().getDescription();
            page.append("\n  ").append(field.example()).append('\n');
            page.append(wrapped(
                    (description == null ? "" : description)
                            + allowed(field)
                            + initial(field, module.getInput(field.key())),
                    "      "));
        }
        return page.toString();
    }

    private static String initial(Field field, Object value) {
        String word = field.word(value);
        if (!word.isEmpty()) {
            return " Default: " + word + ".";
        }
        return field.isPath() && field.item().isRequired() ? " Must be given." : "";
    }

    private static String wrapped(String text, String indent) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH && line.length() > indent.length()) {
                lines.append(line).append('\n');
                line = new StringBuilder(indent);
            }
            line.append(line.length() > indent.length() ? " " : "").append(word);
        }
        return lines.append(line).append('\n').toString();
    }

    private static String allowed(Field field) {
        List<String> words = field.choiceWords();
        if (words != null) {
            return " One of: " + String.join(", ", words) + ".";
        }
        return field.item().getMinimumValue() == null && field.item().getMaximumValue() == null
                ? ""
                : field.range()
                        .map(r -> " " + Character.toUpperCase(r.charAt(0)) + r.substring(1) + ".")
                        .orElse("");
    }

    private static String escape(String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

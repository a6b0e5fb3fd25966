package io.github.tessera.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command as ImageJ's menu has it.
 *
 * @param label what macros call it
 * @param type what does it
 */
record MenuEntry(String label, Class<? extends TesseraCommand> type) {
    private static final String FILE = "plugins.config";

    private static final Pattern LINE = Pattern.compile(
            ".*\"([^\"]+)\"\\s*,\\s*" + Pattern.quote(TesseraPlugIn.class.getName()) + "\\(\"([^\"]+)\"\\)\\s*");

    /** Tessera's commands in the menu's order, from the file that ImageJ makes the menu of. */
    static List<MenuEntry> all() {
        ClassLoader loader = MenuEntry.class.getClassLoader();
        List<MenuEntry> entries = new ArrayList<>();
        try {
            for (URL file : Collections.list(loader.getResources(FILE))) {
                try (BufferedReader reader =
                        new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
                    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                        Matcher entry = LINE.matcher(line);
                        if (entry.matches()) {
                            Class<?> type = Class.forName(entry.group(2), false, loader);
                            entries.add(new MenuEntry(entry.group(1), type.asSubclass(TesseraCommand.class)));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(FILE + " names a class that is not there", e);
        }
        return entries;
    }

    /** The command of that name: a label, or its word. */
    static Optional<MenuEntry> named(String name) {
        String word = word(name);
        return all().stream().filter(entry -> entry.word().equals(word)).findFirst();
    }

    /** The name for command lines: segment-folder for "Tessera Segment Folder...". */
    String word() {
        return word(label);
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replace("...", "")
                .replaceFirst("^tessera[ -]", "")
                .strip()
                .replaceAll("[ _]+", "-");
    }
}

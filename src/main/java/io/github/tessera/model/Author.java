package io.github.tessera.model;

import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Somebody who made a model.
 *
 * @param name as it is to be read; neither empty nor with a slash
 * @param affiliation institute or company; may be empty
 * @param orcid sixteen digits in fours, the last of which checks the others; may be empty
 * @param github user name at GitHub; may be empty
 */
public record Author(String name, String affiliation, String orcid, String github) {
    /** How several are written, for messages and help. */
    public static final String EXAMPLE = "Jane Doe, University of Oxford, 0000-0002-1825-0097, @janedoe; John Roe";

    private static final Pattern LIKE_ORCID = Pattern.compile("(?i)(https?://)?(orcid(\\.org/|:)?)?\\s*[\\dX -]{9,}");
    private static final Pattern ORCID = Pattern.compile("\\d{15}[\\dX]");
    private static final Pattern GITHUB = Pattern.compile("@[A-Za-z0-9](-?[A-Za-z0-9]){0,38}");

    /**
     * Reads people: with semicolons between them, and commas between the name, which comes first, and what else is told of them.
     *
     * @return as many as there are; none if nothing was written
     * @throws TesseraException naming what cannot be understood
     */
    public static List<Author> parse(String text) {
        List<Author> authors = new ArrayList<>();
        for (String one : text.split(";", -1)) {
            if (!one.isBlank()) {
                authors.add(one(one.strip()));
            }
        }
        return authors;
    }

    private static Author one(String text) {
        String[] parts = text.split(",", -1);
        String name = parts[0].strip();
        if (name.isEmpty() || name.startsWith("@") || LIKE_ORCID.matcher(name).matches()) {
            throw new TesseraException(
                    "The author \"" + text + "\" has no name: write the name first, as in " + EXAMPLE + ".");
        }
        if (name.contains("/") || name.contains("\\")) {
            throw new TesseraException("The author's name \"" + name
                    + "\" has a slash, which packages do not allow: write it without one (authors).");
        }
        List<String> affiliation = new ArrayList<>();
        String orcid = "";
        String github = "";
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (LIKE_ORCID.matcher(part).matches()) {
                orcid = orcid(part, name);
            } else if (part.startsWith("@")) {
                github = github(part, name);
            } else if (!part.isEmpty()) {
                affiliation.add(part);
            }
        }
        return new Author(name, String.join(", ", affiliation), orcid, github);
    }

    private static String orcid(String text, String name) {
        String digits = text.toUpperCase(Locale.ROOT)
                .replaceFirst(".*ORCID(\\.ORG/|:)?", "")
                .replaceAll("[ -]", "");
        if (!ORCID.matcher(digits).matches()) {
            throw new TesseraException(
                    "\"" + text + "\" of " + name
                            + " is no ORCID, which has 16 digits such as 0000-0002-1825-0097: copy it from orcid.org (authors).");
        }
        if (check(digits) != digits.charAt(15)) {
            throw new TesseraException("The ORCID \"" + text + "\" of " + name
                    + " is mistyped, for its last digit does not fit the others: copy it from orcid.org (authors).");
        }
        return digits.replaceAll("(.{4})(?=.)", "$1-");
    }

    /** The last digit that fifteen others need, by ISO 7064, MOD 11-2. */
    private static char check(String digits) {
        int total = 0;
        for (int i = 0; i < 15; i++) {
            total = 2 * (total + Character.digit(digits.charAt(i), 10)) % 11;
        }
        int last = (12 - total) % 11;
        return last == 10 ? 'X' : Character.forDigit(last, 10);
    }

    private static String github(String text, String name) {
        if (!GITHUB.matcher(text).matches()) {
            throw new TesseraException(
                    "\"" + text + "\" of " + name
                            + " is no name at GitHub, which has letters, digits and single hyphens: write it as in @janedoe (authors).");
        }
        return text.substring(1);
    }

    /** As the description has them; what is empty is left out. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        put(fields, "affiliation", affiliation);
        put(fields, "orcid", orcid);
        put(fields, "github_user", github);
        return fields;
    }

    private static void put(Map<String, Object> fields, String key, String value) {
        if (!value.isEmpty()) {
            fields.put(key, value);
        }
    }

    /** One line for people. */
    public String describe() {
        return name
                + (affiliation.isEmpty() ? "" : ", " + affiliation)
                + (orcid.isEmpty() ? "" : ", https://orcid.org/" + orcid)
                + (github.isEmpty() ? "" : ", https://github.com/" + github);
    }
}

package io.github.tessera.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a package's authors declare, in bioimage.io's format 0.4 or 0.5; what makes no sense there is left out. */
final class DeclaredFacts {
    private final Map<?, ?> description;
    private final List<Fact> facts = new ArrayList<>();

    private DeclaredFacts(Map<?, ?> description) {
        this.description = description;
    }

    /** As far as they are there. */
    static List<Fact> of(Map<?, ?> description) {
        DeclaredFacts declared = new DeclaredFacts(description);
        declared.add("Description", text(description.get("description")));
        declared.add("Authors", declared.entries("authors", DeclaredFacts::author));
        declared.add("Licence", text(description.get("license")));
        declared.add("To cite", declared.entries("cite", DeclaredFacts::citation));
        declared.add("Training data", DeclaredFacts.dataset(description.get("training_data")));
        declared.add(
                "Tags",
                list(description.get("tags")).stream().map(DeclaredFacts::text).collect(Collectors.joining(", ")));
        declared.add("Format", "bioimage.io " + text(description.get("format_version")));
        return declared.facts;
    }

    private void add(String label, String text) {
        if (!text.isBlank()) {
            facts.add(new Fact(label, text.strip()));
        }
    }

    private interface Entry {
        String of(Map<?, ?> fields);
    }

    private String entries(String name, Entry entry) {
        return list(description.get(name)).stream()
                .filter(Map.class::isInstance)
                .map(fields -> entry.of((Map<?, ?>) fields))
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static String author(Map<?, ?> fields) {
        return new Author(
                        text(fields.get("name")),
                        text(fields.get("affiliation")),
                        text(fields.get("orcid")),
                        text(fields.get("github_user")))
                .describe();
    }

    private static String citation(Map<?, ?> fields) {
        return new Citation(text(fields.get("text")), new Link(text(fields.get("doi")), text(fields.get("url"))))
                .describe()
                .strip();
    }

    private static String dataset(Object value) {
        return value instanceof Map<?, ?> fields ? text(fields.get("id")) : text(value);
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** Nothing for what has parts itself. */
    private static String text(Object value) {
        return DescriptionFields.isText(value) ? String.valueOf(value) : "";
    }
}

package io.github.tessera.view;

import io.github.tessera.model.Fact;
import java.util.List;
import java.util.stream.Collectors;

/** What a user may want to know of Tessera itself: version, licence, what to cite, where to ask. */
public final class AboutFacts {
    private AboutFacts() {}

    /** One thing a line, in the order in which they are read. */
    public static List<Fact> of(Product product) {
        return List.of(
                new Fact(product.name(), product.description()),
                new Fact("Versions", String.join("\n", Software.programs())),
                new Fact("Licence", product.licence() + " (BSD 2-Clause)"),
                new Fact(
                        "To cite",
                        product.citation()
                                + "\nThere is no paper about Tessera yet: cite the software with its version and address, and the paper of"
                                + " the network that you use, which Tessera Model Info... names."),
                new Fact("Web page", product.address().toString()),
                new Fact("Questions", product.forum().toString()),
                new Fact("Faults", product.issues().toString()));
    }

    /** As lines for the log. */
    public static String text(List<Fact> facts) {
        return facts.stream().map(Fact::line).collect(Collectors.joining("\n"));
    }
}

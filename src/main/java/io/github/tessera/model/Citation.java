package io.github.tessera.model;

import io.github.tessera.network.Paper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What users of a model are asked to cite.
 *
 * @param text as a reference list has it
 * @param link where it can be read
 */
public record Citation(String text, Link link) {
    private static final Pattern DOI = Pattern.compile("doi:(10\\.\\S+)");
    private static final Pattern ARXIV = Pattern.compile("arXiv:(\\d+\\.\\d+)");

    /** A network's paper. */
    static Citation of(Paper paper) {
        Matcher doi = DOI.matcher(paper.reference());
        Matcher arxiv = ARXIV.matcher(paper.reference());
        String address =
                arxiv.find() ? "https://arxiv.org/abs/" + arxiv.group(1) : "https://github.com/tessera/tessera";
        return new Citation(paper.reference(), doi.find() ? new Link(doi.group(1), "") : new Link("", address));
    }

    /** As the description has it. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", text);
        if (link.doi().isEmpty()) {
            fields.put("url", link.url());
        } else {
            fields.put("doi", link.doi());
        }
        return fields;
    }

    /** One line for people. */
    public String describe() {
        // Papers of networks tell their DOI themselves.
        return link.doi().isEmpty() || !text.contains(link.doi()) ? text + " " + link.address() : text;
    }
}

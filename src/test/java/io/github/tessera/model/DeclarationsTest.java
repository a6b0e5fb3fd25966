package io.github.tessera.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.network.Paper;
import io.github.tessera.progress.TesseraException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people enter when they publish a model: authors, links, citations, names. */
class DeclarationsTest {
    @Test
    void authorsAreReadInAllTheWaysThatPeopleWriteThem() {
        assertEquals(
                List.of(
                        new Author("Jane Doe", "University of Oxford", "0000-0002-1825-0097", "janedoe"),
                        new Author("John Roe", "", "", ""),
                        new Author("J\u00f3zsef K.", "Lab 2, Szeged", "0000-0001-5109-3700", "")),
                Author.parse(
                        Author.EXAMPLE + "; J\u00f3zsef K., Lab 2, https://orcid.org/0000-0001-5109-3700, Szeged;"));
        assertEquals(List.of(), Author.parse(" ; "));
        assertEquals(
                "0000-0002-1694-233X",
                Author.parse("A, 000000021694233x").get(0).orcid());
        assertEquals(
                "0000-0002-1694-233X",
                Author.parse("A, orcid: 0000 0002 1694 233X").get(0).orcid());
        Author jane = Author.parse(Author.EXAMPLE).get(0);
        assertEquals(
                "{name=Jane Doe, affiliation=University of Oxford, orcid=0000-0002-1825-0097, github_user=janedoe}",
                jane.fields().toString());
        assertEquals(Map.of("name", "John Roe"), Author.parse("John Roe").get(0).fields());
        assertEquals(
                "Jane Doe, University of Oxford, https://orcid.org/0000-0002-1825-0097, https://github.com/janedoe",
                jane.describe());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Jane, 0000-0002-1825-0098 | The ORCID \"0000-0002-1825-0098\" of Jane is mistyped, for its last digit does not fit",
                "Jane, 0000-0002-1852-0097 | The ORCID \"0000-0002-1852-0097\" of Jane is mistyped",
                "Jane, 0000-0002-1825-009 | \"0000-0002-1825-009\" of Jane is no ORCID, which has 16 digits",
                "@jane | The author \"@jane\" has no name: write the name first, as in Jane Doe,",
                "0000-0002-1825-0097, Jane | The author \"0000-0002-1825-0097, Jane\" has no name",
                "Jane/Doe | The author's name \"Jane/Doe\" has a slash",
                "Jane, @jane doe | \"@jane doe\" of Jane is no name at GitHub",
                "Jane, @-jane | \"@-jane\" of Jane is no name at GitHub",
            })
    void whatIsWrongWithAnAuthorIsSaid(String text, String start) {
        String message =
                assertThrows(TesseraException.class, () -> Author.parse(text)).getMessage();
        assertTrue(message.startsWith(start), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1038/s41592-018-0261-2",
                " doi:10.1038/s41592-018-0261-2 ",
                "DOI: 10.1038/s41592-018-0261-2",
                "https://doi.org/10.1038/s41592-018-0261-2",
                "http://dx.doi.org/10.1038/s41592-018-0261-2",
                "doi.org/10.1038/s41592-018-0261-2"
            })
    void aDoiIsOneInEveryForm(String text) {
        assertEquals(new Link("10.1038/s41592-018-0261-2", ""), Link.parse("doi", text));
    }

    @Test
    void anAddressIsOne() {
        assertEquals(
                new Link("", "https://zenodo.org/records/1"), Link.parse("dataset", "https://zenodo.org/records/1"));
        assertEquals(
                "https://doi.org/10.5281/z.1",
                Link.parse("dataset", "10.5281/z.1").address());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nature.com", "10.1038", "10.103/x", "ftp://a.b/c", "https://", "https://a b", "10.1038/"})
    void whatIsNeitherIsSaid(String text) {
        String message = assertThrows(TesseraException.class, () -> Link.parse("dataset", text))
                .getMessage();
        assertTrue(message.startsWith("\"" + text + "\" (dataset) is neither a DOI, such as"), message);
    }

    @ParameterizedTest
    @EnumSource
    void everyPaperCanBeCitedByALink(Paper paper) {
        Citation citation = Citation.of(paper);
        assertTrue(citation.text().startsWith(paper.reference().substring(0, 20)));
        assertTrue(
                citation.link().doi().matches("10\\.[0-9]{4}.+")
                        || citation.link().url().startsWith("https://"),
                citation.toString());
        assertTrue(citation.describe().contains("10.") || citation.describe().contains("https://"));
    }

    private static Publication publication(String name, String description, List<Author> authors) {
        return new Publication(
                name,
                description,
                authors,
                License.MIT,
                List.of(),
                List.of(),
                "",
                Optional.empty(),
                true,
                Optional.empty());
    }

    @Test
    void namesAndDescriptionsHaveTheirLengths() {
        List<Author> one = Author.parse("Jane");
        assertEquals("nucle", publication("nucle", "x", one).name());
        publication("n".repeat(128), "x".repeat(1024), one);
        for (String name : new String[] {"nuc", "n".repeat(129), "nuclei: new", "Z\u00e4hler"}) {
            String message = assertThrows(TesseraException.class, () -> publication(name, "x", one))
                    .getMessage();
            assertTrue(message.startsWith("\"" + name + "\" cannot be the name of a package: write 5 to 128"), message);
        }
        String message = assertThrows(TesseraException.class, () -> publication("nuclei", "x".repeat(1025), one))
                .getMessage();
        assertTrue(message.startsWith("The description has 1025 characters: write 1 to 1024"), message);
        message = assertThrows(TesseraException.class, () -> publication("nuclei", "x", List.of()))
                .getMessage();
        assertTrue(message.startsWith("Nobody is named as author: write at least one name (authors), as in "), message);
    }

    @Test
    void licencesAreWrittenAsInSpdx() {
        for (License license : License.values()) {
            assertTrue(license.spdx().matches("[A-Za-z0-9.-]+"));
            assertTrue(license.label().startsWith(license.spdx() + " ("));
        }
    }
}

package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.view.HtmlPage.Cell;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class HtmlPageTest {
    private static final String HOSTILE =
            "</p><script>alert('x')</script> & \"Zellk\u00f6rner\" \u00b5m \ud83d\udd2c <!-- ]]>";

    private static Document parsed(String page) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whateverIsInANameIsText() throws Exception {
        String page = new HtmlPage(HOSTILE, "p { color: red }")
                .heading(HOSTILE)
                .subheading(HOSTILE)
                .paragraph(HOSTILE)
                .block(HOSTILE)
                .list(List.of(HOSTILE))
                .picture(new byte[] {1, 2, 3}, 10, HOSTILE)
                .half(new byte[] {1}, 10, HOSTILE)
                .legend(List.of(Cell.coloured(HOSTILE, 3)))
                .table(List.of(HOSTILE), List.of(List.of(Cell.coloured(HOSTILE, 0xff0080))))
                .table(List.of(List.of(Cell.text(HOSTILE), Cell.shaded(HOSTILE, 0.5))))
                .end();
        assertTrue(page.startsWith("<!DOCTYPE html>"), page);
        assertFalse(page.contains("<script"), page);
        Document document = parsed(page);
        for (String name : List.of("title", "h1", "h2", "h3", "p", "blockquote", "li", "figcaption", "td")) {
            assertEquals(HOSTILE, document.getElementsByTagName(name).item(0).getTextContent(), name);
        }
        var image = document.getElementsByTagName("img").item(0).getAttributes();
        assertEquals(HOSTILE, image.getNamedItem("alt").getNodeValue());
        assertEquals("data:image/png;base64,AQID", image.getNamedItem("src").getNodeValue());
    }

    @Test
    void whatNoPageMayHoldIsReplaced() throws Exception {
        String page = new HtmlPage("a\u0000b\ud800c\u0007", "").end();
        assertEquals(
                "a\uFFFDb\uFFFDc\uFFFD",
                parsed(page).getElementsByTagName("h1").item(0).getTextContent());
    }

    @Test
    void theFirstLineOfAFieldStandsOverSmallerOnes() throws Exception {
        Document document = parsed(new HtmlPage("t", "")
                .table(List.of("a", "b"), List.of(List.of(Cell.text("x"), Cell.number("0.812\n0.781 to 0.842"))))
                .end());
        assertEquals(
                "0.781 to 0.842", document.getElementsByTagName("small").item(0).getTextContent());
        assertEquals(
                "number",
                document.getElementsByTagName("td")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("class")
                        .getNodeValue());
    }
}

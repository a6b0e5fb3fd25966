package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class ProductTest {
    /** The text of a child of the pom's root. */
    private static String pom(String name) throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        for (Node n = pom.getDocumentElement().getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element element && element.getTagName().equals(name)) {
                return element.getTextContent();
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void itIsWhatThePomSays() throws Exception {
        Product product = Product.TESSERA;
        assertEquals(pom("name"), product.name());
        assertEquals(pom("version"), product.version());
        assertEquals(pom("description"), product.description());
        assertEquals(pom("url"), product.address().toString());
        assertFalse(product.toString().contains("${") || product.toString().contains("null"), product.toString());
        assertTrue(product.releases().toString().startsWith(pom("url") + "/"), "the project's own page");
        assertTrue(product.releases().getPath().endsWith("/maven-metadata.xml"));
        assertEquals("https", product.releases().getScheme());
    }

    @Test
    void theCitationNamesVersionAndAddress() {
        String citation = Product.TESSERA.citation();
        assertTrue(citation.startsWith("Tessera developers: Tessera, version "), citation);
        assertTrue(citation.contains(Product.TESSERA.version()), citation);
        assertTrue(citation.endsWith("https://github.com/tessera/tessera"), citation);
    }
}

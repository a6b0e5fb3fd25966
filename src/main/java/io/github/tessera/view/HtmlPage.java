package io.github.tessera.view;

import io.github.tessera.progress.TesseraException;
import java.io.StringWriter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A page of HTML that holds all that it shows, and is well-formed XML too. Java's own XML writer closes what is open and escapes what is
 * text, so that no name can break the page; a library for templates would have to be shipped, and leaves escaping to who writes the template.
 */
final class HtmlPage {
    /** What can be read, whatever was in a name: characters that no XML may hold become U+FFFD. */
    private static final String FORBIDDEN = "[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /** An action that writes to the page. */
    private interface Writing {
        void write() throws XMLStreamException;
    }

    /**
     * One field of a table.
     *
     * @param text the value; lines stand one below the other, and all but the first are smaller
     * @param number whether it is set to the right
     * @param swatch a colour to show before it, 0xRRGGBB; negative for none
     * @param shade how dark the ground is, 0 to 1
     */
    record Cell(String text, boolean number, int swatch, double shade) {
        static Cell text(String text) {
            return new Cell(text, false, -1, 0);
        }

        static Cell number(String text) {
            return new Cell(text, true, -1, 0);
        }

        static Cell coloured(String text, int swatch) {
            return new Cell(text, false, swatch, 0);
        }

        static Cell shaded(String text, double shade) {
            return new Cell(text, true, -1, shade);
        }
    }

    /**
     * A page with a heading.
     *
     * @param style CSS without the characters &lt;, &gt; and &amp;, which HTML and XML read differently there
     */
    HtmlPage(String title, String style) {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        write(() -> {
            xml.writeDTD("<!DOCTYPE html>");
            xml.writeStartElement("html");
            xml.writeAttribute("lang", "en");
            xml.writeStartElement("head");
            xml.writeEmptyElement("meta");
            xml.writeAttribute("charset", "utf-8");
            xml.writeEmptyElement("meta");
            xml.writeAttribute("name", "viewport");
            xml.writeAttribute("content", "width=device-width");
            element("title", title);
            element("style", style);
            xml.writeEndElement();
            xml.writeStartElement("body");
            element("h1", title);
        });
    }

    /** The page, which ends here. */
    String end() {
        write(xml::writeEndDocument);
        return text.toString();
    }

    HtmlPage heading(String heading) {
        return add("h2", heading);
    }

    HtmlPage subheading(String heading) {
        return add("h3", heading);
    }

    HtmlPage paragraph(String paragraph) {
        return add("p", paragraph);
    }

    /** A paragraph that is set apart, such as one to copy. */
    HtmlPage block(String paragraph) {
        return add("blockquote", paragraph);
    }

    private HtmlPage add(String name, String content) {
        write(() -> element(name, content));
        return this;
    }

    HtmlPage list(List<String> items) {
        write(() -> {
            xml.writeStartElement("ul");
            for (String item : items) {
                element("li", item);
            }
            xml.writeEndElement();
        });
        return this;
    }

    /** Colours and what they stand for, one after the other. */
    HtmlPage legend(List<Cell> entries) {
        write(() -> {
            xml.writeStartElement("p");
            xml.writeAttribute("class", "legend");
            for (Cell entry : entries) {
                xml.writeStartElement("span");
                content(entry);
                xml.writeEndElement();
                xml.writeCharacters(" ");
            }
            xml.writeEndElement();
        });
        return this;
    }

    /** A picture of so many pixels in a row or, if that is wider, as wide as the page. */
    HtmlPage picture(byte[] png, int width, String caption) {
        write(() -> {
            xml.writeStartElement("figure");
            image(png, width, caption);
            xml.writeEndElement();
        });
        return this;
    }

    /** A picture half as wide as the page, so that two stand side by side. */
    HtmlPage half(byte[] png, int width, String caption) {
        write(() -> {
            xml.writeStartElement("figure");
            xml.writeAttribute("class", "half");
            image(png, width, caption);
            xml.writeEndElement();
        });
        return this;
    }

    private void image(byte[] png, int width, String caption) throws XMLStreamException {
        xml.writeEmptyElement("img");
        xml.writeAttribute("src", "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
        xml.writeAttribute("width", Integer.toString(width));
        xml.writeAttribute("alt", readable(caption));
        element("figcaption", caption);
    }

    /** A table whose first row and column are headings. */
    HtmlPage table(List<String> headings, List<List<Cell>> rows) {
        write(() -> {
            xml.writeStartElement("table");
            xml.writeStartElement("thead");
            xml.writeStartElement("tr");
            for (int i = 0; i < headings.size(); i++) {
                xml.writeStartElement("th");
                numeric(!rows.isEmpty() && rows.get(0).get(i).number());
                xml.writeCharacters(readable(headings.get(i)));
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndElement();
            body(rows);
            xml.writeEndElement();
        });
        return this;
    }

    /** A table of what is called how, without headings. */
    HtmlPage table(List<List<Cell>> rows) {
        write(() -> {
            xml.writeStartElement("table");
            body(rows);
            xml.writeEndElement();
        });
        return this;
    }

    private void body(List<List<Cell>> rows) throws XMLStreamException {
        xml.writeStartElement("tbody");
        for (List<Cell> row : rows) {
            xml.writeStartElement("tr");
            for (int i = 0; i < row.size(); i++) {
                cell(i == 0 ? "th" : "td", row.get(i));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void cell(String name, Cell cell) throws XMLStreamException {
        xml.writeStartElement(name);
        numeric(cell.number());
        if (cell.shade() > 0) {
            // A pale blue of this strength; black text can be read on it.
            xml.writeAttribute("style", String.format(Locale.ROOT, "background:rgba(86,180,233,%.2f)", cell.shade()));
        }
        content(cell);
        xml.writeEndElement();
    }

    private void content(Cell cell) throws XMLStreamException {
        if (cell.swatch() >= 0) {
            xml.writeStartElement("span");
            xml.writeAttribute("class", "swatch");
            xml.writeAttribute("style", String.format(Locale.ROOT, "background:#%06x", cell.swatch()));
            xml.writeEndElement();
        }
        List<String> lines = cell.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (i == 0) {
                xml.writeCharacters(readable(lines.get(i)));
            } else {
                xml.writeEmptyElement("br");
                element("small", lines.get(i));
            }
        }
    }

    private void numeric(boolean number) throws XMLStreamException {
        if (number) {
            xml.writeAttribute("class", "number");
        }
    }

    private void element(String name, String content) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(readable(content));
        xml.writeEndElement();
    }

    private static String readable(String text) {
        return text.replaceAll(FORBIDDEN, "\uFFFD");
    }

    private static void write(Writing writing) {
        try {
            writing.write();
        } catch (XMLStreamException e) {
            throw new TesseraException("The page cannot be written: " + e.getMessage(), e);
        }
    }
}

package io.github.tessera.view;

import io.github.tessera.model.Fact;
import java.util.List;
import javax.swing.JTextPane;
import javax.swing.text.BadLocationException;
import javax.swing.text.MutableAttributeSet;
import javax.swing.text.SimpleAttributeSet;
import javax.swing.text.StyleConstants;
import javax.swing.text.StyledDocument;

/** Facts with bold labels, to be read, marked and copied. */
final class FactsPane extends JTextPane {
    private static final long serialVersionUID = 1;
    private static final int GAP = 4;
    private static final int INDENT = 20;

    FactsPane(List<Fact> facts) {
        // Plain styled text, never HTML: what strangers wrote is shown, and nothing in it is fetched or followed.
        setEditable(false);
        fill(getStyledDocument(), facts);
        setCaretPosition(0);
    }

    private static void fill(StyledDocument document, List<Fact> facts) {
        MutableAttributeSet plain = new SimpleAttributeSet();
        MutableAttributeSet bold = new SimpleAttributeSet();
        StyleConstants.setBold(bold, true);
        MutableAttributeSet spaced = new SimpleAttributeSet();
        StyleConstants.setSpaceBelow(spaced, GAP);
        MutableAttributeSet listed = new SimpleAttributeSet(spaced);
        StyleConstants.setLeftIndent(listed, INDENT);
        for (Fact fact : facts) {
            List<String> lines = fact.text().lines().toList();
            boolean several = lines.size() > 1;
            add(document, fact.label() + (several ? "\n" : "   "), bold, spaced);
            for (String line : lines) {
                add(document, line + "\n", plain, several ? listed : spaced);
            }
        }
    }

    private static void add(
            StyledDocument document, String text, MutableAttributeSet characters, MutableAttributeSet paragraph) {
        int start = document.getLength();
        try {
            document.insertString(start, text, characters);
        } catch (BadLocationException e) {
            throw new IllegalStateException("the end is always there", e);
        }
        document.setParagraphAttributes(start, text.length(), paragraph, false);
    }
}

package io.github.tessera.view;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Font;
import java.awt.GridLayout;
import javax.swing.BorderFactory;
import javax.swing.ImageIcon;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.ListCellRenderer;

/** Draws the lines of the list of models: picture, name, classes, facts. */
final class ModelRows extends JPanel implements ListCellRenderer<ModelRow> {
    private static final long serialVersionUID = 1;
    private static final Color FAULT = new Color(0xB3261E);

    private final JLabel picture = new JLabel();
    private final JLabel name = new JLabel();
    private final JLabel what = new JLabel();
    private final JLabel facts = new JLabel();

    ModelRows() {
        super(new BorderLayout(10, 0));
        setBorder(BorderFactory.createEmptyBorder(5, 6, 5, 6));
        JPanel lines = new JPanel(new GridLayout(3, 1));
        lines.setOpaque(false);
        name.setFont(name.getFont().deriveFont(Font.BOLD, 14f));
        for (JLabel line : new JLabel[] {what, facts}) {
            line.setFont(line.getFont().deriveFont(Font.PLAIN, 12f));
        }
        lines.add(name);
        lines.add(what);
        lines.add(facts);
        add(picture, BorderLayout.WEST);
        add(lines, BorderLayout.CENTER);
    }

    @Override
    public Component getListCellRendererComponent(
            JList<? extends ModelRow> list, ModelRow row, int index, boolean selected, boolean focused) {
        picture.setIcon(new ImageIcon(row.picture()));
        // A name that begins as HTML does is still a name.
        name.putClientProperty("html.disable", true);
        what.putClientProperty("html.disable", true);
        name.setText(row.model().name());
        what.setText(row.what());
        facts.setText(row.facts());
        setBackground(selected ? list.getSelectionBackground() : list.getBackground());
        Color ink = selected ? list.getSelectionForeground() : list.getForeground();
        name.setForeground(ink);
        what.setForeground(row.model().isSound() ? ink : FAULT);
        facts.setForeground(selected ? ink : Color.GRAY);
        getAccessibleContext().setAccessibleName(row.model().name() + ", " + row.what());
        return this;
    }
}

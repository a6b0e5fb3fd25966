package io.github.tessera.view;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GUI;
import io.github.tessera.image.Palette;
import io.github.tessera.metric.Metric;
import io.github.tessera.predict.EvaluatedImage;
import io.github.tessera.predict.Evaluation;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.Worker;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTable;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.RowSorter.SortKey;
import javax.swing.SortOrder;
import javax.swing.SwingConstants;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.TableColumn;

/**
 * The images of an evaluation in a table, the worst first, and beside it the one that is selected: the image where that is known, its
 * truth, its prediction and its errors. They are drawn on a thread of their own. A click on a heading sorts; Esc closes.
 */
public final class EvaluationWindow {
    private static final Dimension SIZE = new Dimension(1280, 760);
    private static final int GAP = 8;
    private static final int TABLE_WIDTH = 380;
    private static final int NUMBER_WIDTH = 76;
    private static final int ROW_HEIGHT = 22;
    private static final int PADDING = 6;

    private final JFrame frame = new JFrame("Tessera evaluation");
    private final EvaluationRows rows;
    private final JTable table;
    private final PicturePanel picture = new PicturePanel("Drawing...", SIZE.width - TABLE_WIDTH, SIZE.height);
    private final JLabel status = new JLabel(" ");
    private final JButton open = new JButton("Open image");
    private final String about;
    private final EvaluationPanels panels;
    private final Worker worker = new Worker("Tessera evaluation");
    private Future<?> drawing;
    private Future<?> opening;

    private EvaluationWindow(Evaluation evaluation, Palette palette, RawImages raw) {
        rows = new EvaluationRows(evaluation.worstFirst());
        table = new JTable(rows);
        panels = new EvaluationPanels(evaluation.classes(), palette, raw);
        about = Count.of(rows.getRowCount(), "image") + "; IoU and Dice: "
                + evaluation.total().summaryName();
        status.putClientProperty("html.disable", true);
        status.setFont(status.getFont().deriveFont(Font.PLAIN));
        status.setText(about);
        lookOfTable();
        open.setToolTipText("Opens these panels as an image, with a pixel for each pixel, or for each that is kept");
        open.addActionListener(e -> open());
        JPanel bottom = new JPanel(new BorderLayout(GAP, GAP));
        bottom.add(status, BorderLayout.CENTER);
        bottom.add(open, BorderLayout.EAST);
        JPanel sheet = new JPanel(new BorderLayout());
        sheet.setBackground(Color.WHITE);
        sheet.add(picture, BorderLayout.CENTER);
        JSplitPane both = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(table), sheet);
        both.setDividerLocation(TABLE_WIDTH);
        both.setBorder(null);
        JPanel all = new JPanel(new BorderLayout(GAP, GAP));
        all.setBorder(BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP));
        all.add(both, BorderLayout.CENTER);
        all.add(bottom, BorderLayout.SOUTH);
        frame.setContentPane(all);
        listen();
    }

    /**
     * Opens a window; from any thread.
     *
     * @param palette colour of each class index
     */
    public static void open(Evaluation evaluation, Palette palette, RawImages raw) {
        EventQueue.invokeLater(() -> {
            EvaluationWindow window = new EvaluationWindow(evaluation, palette, raw);
            Rectangle screen = GUI.getMaxWindowBounds(IJ.getInstance());
            window.frame.setSize(Math.min(SIZE.width, screen.width), Math.min(SIZE.height, screen.height));
            GUI.centerOnImageJScreen(window.frame);
            WindowManager.addWindow(window.frame);
            window.frame.setVisible(true);
            window.table.setRowSelectionInterval(0, 0);
            window.table.requestFocusInWindow();
        });
    }

    private void lookOfTable() {
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setRowHeight(ROW_HEIGHT);
        table.setShowVerticalLines(false);
        table.setGridColor(new Color(0xE4E4E4));
        table.setFillsViewportHeight(true);
        table.setAutoCreateRowSorter(true);
        table.getRowSorter().setSortKeys(List.of(new SortKey(EvaluationRows.BY, SortOrder.ASCENDING)));
        Cells cells = new Cells();
        for (int i = 0; i < rows.getColumnCount(); i++) {
            TableColumn column = table.getColumnModel().getColumn(i);
            column.setCellRenderer(cells);
            if (!rows.getColumnClass(i).equals(String.class)) {
                column.setPreferredWidth(NUMBER_WIDTH);
                column.setMaxWidth(2 * NUMBER_WIDTH);
            }
        }
    }

    private void listen() {
        table.getSelectionModel().addListSelectionListener(e -> draw());
        picture.addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                draw();
            }
        });
        frame.getRootPane()
                .registerKeyboardAction(
                        e -> frame.dispose(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosed(WindowEvent event) {
                worker.close();
                WindowManager.removeWindow(frame);
            }
        });
    }

    private EvaluatedImage selected() {
        int row = table.getSelectedRow();
        return row < 0 ? null : rows.image(table.convertRowIndexToModel(row));
    }

    /** Shows the selected image; of those that wait to be drawn only the last one is. */
    private void draw() {
        EvaluatedImage image = selected();
        Dimension room = picture.getSize();
        if (image == null || room.width == 0 || !frame.isDisplayable()) {
            return;
        }
        if (drawing != null) {
            drawing.cancel(false); // an interrupt would close a file that it reads
        }
        drawing = inBackground(() -> panels.fitting(image, room), this::show);
    }

    private void show(EvaluationPanels.Drawing drawn) {
        picture.show(drawn.sheet().getBufferedImage());
        status.setText(drawn.problem().isEmpty() ? about : drawn.problem());
    }

    private void open() {
        EvaluatedImage image = selected();
        if (image != null && (opening == null || opening.isDone())) {
            opening = inBackground(
                    () -> panels.whole(image),
                    drawn -> new ImagePlus("Evaluation of " + image.name(), drawn.sheet()).show());
        }
    }

    private <T> Future<?> inBackground(Supplier<T> work, Consumer<T> then) {
        return worker.give(() -> {
            try {
                T done = work.get();
                EventQueue.invokeLater(() -> then.accept(done));
            } catch (RuntimeException | OutOfMemoryError e) {
                EventQueue.invokeLater(() -> status.setText("This image cannot be drawn: " + e.getMessage()));
            }
            return null;
        });
    }

    /** Names to the left, numbers to the right. */
    private static final class Cells extends DefaultTableCellRenderer {
        private static final long serialVersionUID = 1;

        @Override
        public Component getTableCellRendererComponent(
                JTable owner, Object value, boolean selected, boolean focused, int row, int column) {
            String text = value instanceof Double score
                    ? Metric.text(score)
                    : value instanceof Long number ? Numbers.count(number) : value.toString();
            // A name that begins as HTML does is still a name.
            putClientProperty("html.disable", true);
            super.getTableCellRendererComponent(owner, text, selected, false, row, column);
            setBorder(BorderFactory.createEmptyBorder(0, PADDING, 0, PADDING));
            setHorizontalAlignment(value instanceof Number ? SwingConstants.RIGHT : SwingConstants.LEFT);
            return this;
        }
    }
}

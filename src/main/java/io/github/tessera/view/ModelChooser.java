package io.github.tessera.view;

import io.github.tessera.model.ModelList;
import io.github.tessera.model.ModelSummary;
import io.github.tessera.progress.Progress;
import java.awt.BorderLayout;
import java.awt.Dialog;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JRootPane;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.SwingWorker;

/**
 * The list of models: those of a folder, which is remembered, and those trained lately, the newest first. A double click, Enter or OK
 * chooses. It is read in the background, so that a slow disk does not freeze ImageJ.
 */
public final class ModelChooser {
    private static final Dimension SIZE = new Dimension(620, 460);

    private final JDialog dialog;
    private final JTextField place = new JTextField();
    private final DefaultListModel<ModelRow> rows = new DefaultListModel<>();
    private final JList<ModelRow> list = new JList<>(rows);
    private final JLabel status = new JLabel(" ");
    private final JButton ok = new JButton("OK");
    private Reader reader;
    private Path chosen;

    /** Over a window, which waits meanwhile; null for none. */
    private ModelChooser(Window owner) {
        dialog = new JDialog(owner, "Models", Dialog.ModalityType.APPLICATION_MODAL);
        dialog.setDefaultCloseOperation(JDialog.DISPOSE_ON_CLOSE);
        JPanel all = new JPanel(new BorderLayout(8, 8));
        all.setBorder(BorderFactory.createEmptyBorder(10, 10, 10, 10));
        all.add(top(), BorderLayout.NORTH);
        all.add(middle(), BorderLayout.CENTER);
        all.add(bottom(), BorderLayout.SOUTH);
        dialog.setContentPane(all);
        bind(dialog.getRootPane());
        dialog.setSize(SIZE);
        dialog.setLocationRelativeTo(owner);
    }

    /**
     * Shows the list and waits; on the thread of ImageJ's windows.
     *
     * @param owner the dialog that asks; null for none
     * @return the folder of the model, or of the cross-validation; none if the user chose none
     */
    public static Optional<Path> choose(Window owner) {
        ModelChooser chooser = new ModelChooser(owner);
        chooser.read(ModelPlaces.folder());
        chooser.dialog.setVisible(true);
        chooser.reader.cancel(true);
        return Optional.ofNullable(chooser.chosen);
    }

    private JComponent top() {
        JPanel top = new JPanel(new BorderLayout(6, 0));
        JLabel label = new JLabel("Folder of models:");
        label.setLabelFor(place);
        JButton browse = new JButton("Browse...");
        browse.addActionListener(e -> browse());
        place.addActionListener(e -> open(place.getText()));
        top.add(label, BorderLayout.WEST);
        top.add(place, BorderLayout.CENTER);
        top.add(browse, BorderLayout.EAST);
        return top;
    }

    private JComponent middle() {
        list.setCellRenderer(new ModelRows());
        list.setFixedCellHeight(ModelRow.SIDE + 10);
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.addListSelectionListener(e -> selected());
        list.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent e) {
                if (e.getClickCount() == 2) {
                    accept();
                }
            }
        });
        JScrollPane scroll = new JScrollPane(list);
        scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
        return scroll;
    }

    private JComponent bottom() {
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.RIGHT, 6, 0));
        JButton cancel = new JButton("Cancel");
        cancel.addActionListener(e -> dialog.dispose());
        ok.addActionListener(e -> accept());
        buttons.add(ok);
        buttons.add(cancel);
        JPanel bottom = new JPanel(new BorderLayout());
        bottom.add(status, BorderLayout.CENTER);
        bottom.add(buttons, BorderLayout.EAST);
        return bottom;
    }

    private void bind(JRootPane root) {
        key(root, JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT, KeyEvent.VK_ESCAPE, dialog::dispose);
        key(list, JComponent.WHEN_FOCUSED, KeyEvent.VK_ENTER, this::accept);
        ok.setEnabled(false);
    }

    private static void key(JComponent component, int when, int key, Runnable action) {
        String name = KeyEvent.getKeyText(key);
        component.getInputMap(when).put(KeyStroke.getKeyStroke(key, 0), name);
        component.getActionMap().put(name, new AbstractAction() {
            private static final long serialVersionUID = 1;

            @Override
            public void actionPerformed(ActionEvent e) {
                action.run();
            }
        });
    }

    private void browse() {
        JFileChooser files = new JFileChooser(place.getText());
        files.setDialogTitle("Folder of models");
        files.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
        if (files.showOpenDialog(dialog) == JFileChooser.APPROVE_OPTION) {
            open(files.getSelectedFile().toString());
        }
    }

    private void open(String text) {
        try {
            Path folder = Path.of(text.strip()).toAbsolutePath().normalize();
            if (Files.isDirectory(folder)) {
                ModelPlaces.remember(folder);
                read(folder);
                return;
            }
        } catch (InvalidPathException noPath) {
            // said below
        }
        status.setText("There is no such folder.");
    }

    private void read(Path folder) {
        if (reader != null) {
            reader.cancel(true);
        }
        place.setText(folder.toString());
        rows.clear();
        status.setText("Reading...");
        reader = new Reader(folder);
        reader.execute();
    }

    private void selected() {
        ModelRow row = list.getSelectedValue();
        ok.setEnabled(row != null && row.model().isSound());
        if (row != null) {
            status.setText(row.model().folder().toString());
        }
    }

    private void accept() {
        ModelRow row = list.getSelectedValue();
        if (row != null && row.model().isSound()) {
            chosen = row.model().folder();
            dialog.dispose();
        }
    }

    private void show(List<ModelRow> read) {
        rows.clear();
        read.forEach(rows::addElement);
        status.setText(read.isEmpty() ? "No models here: choose another folder, or train one." : " ");
        if (!read.isEmpty()) {
            list.setSelectedIndex(0);
            list.requestFocusInWindow();
        }
    }

    /** Reads descriptions and pictures. */
    private final class Reader extends SwingWorker<List<ModelRow>, Void> {
        private final Path folder;

        Reader(Path folder) {
            this.folder = folder;
        }

        @Override
        protected List<ModelRow> doInBackground() {
            Progress cancellable = new Progress() {
                @Override
                public boolean cancelled() {
                    return isCancelled();
                }
            };
            List<ModelSummary> models = ModelList.read(List.of(folder), ModelPlaces.trained(), cancellable)
                    .newestFirst();
            return models.stream().map(ModelRow::of).toList();
        }

        @Override
        protected void done() {
            if (isCancelled()) {
                return;
            }
            try {
                show(get());
            } catch (ExecutionException e) {
                status.setText("The models cannot be read: " + e.getCause().getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package io.github.tessera.view;

import io.github.tessera.metric.Metric;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.predict.EvaluatedImage;
import java.util.List;
import javax.swing.table.AbstractTableModel;

/** The lines of a table of evaluated images. */
final class EvaluationRows extends AbstractTableModel {
    private static final long serialVersionUID = 1;

    /** In the order of the columns. */
    private enum Column {
        IMAGE(String.class),
        IOU(Double.class),
        DICE(Double.class),
        PIXELS(Long.class);

        private final Class<?> type;

        Column(Class<?> type) {
            this.type = type;
        }
    }

    /** The column of the value that the images are sorted by. */
    static final int BY = List.of(Column.values()).indexOf(Column.IOU);

    private final transient List<EvaluatedImage> images;

    EvaluationRows(List<EvaluatedImage> images) {
        this.images = images;
    }

    EvaluatedImage image(int row) {
        return images.get(row);
    }

    @Override
    public int getRowCount() {
        return images.size();
    }

    @Override
    public int getColumnCount() {
        return Column.values().length;
    }

    @Override
    public String getColumnName(int column) {
        String mean = images.get(0).report().binary() ? "" : "Mean ";
        return switch (Column.values()[column]) {
            case IMAGE -> "Image";
            case IOU -> mean + Metric.IOU.label();
            case DICE -> mean + Metric.DICE.label();
            case PIXELS -> "Pixels";
        };
    }

    @Override
    public Class<?> getColumnClass(int column) {
        return Column.values()[column].type;
    }

    @Override
    public Object getValueAt(int row, int column) {
        MetricsReport report = images.get(row).report();
        return switch (Column.values()[column]) {
            case IMAGE -> images.get(row).name();
            case IOU -> report.summary(Metric.IOU);
            case DICE -> report.summary(Metric.DICE);
            case PIXELS -> report.pixels();
        };
    }
}

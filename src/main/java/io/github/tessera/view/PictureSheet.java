package io.github.tessera.view;

import ij.process.ColorProcessor;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Small pictures in rows and columns on white, with a heading over each column, a caption below each row and a legend. */
final class PictureSheet {
    private static final int GAP = 8;
    private static final int LINE = Legend.LINE;
    private static final int BASELINE = 14;
    private static final Color INK = new Color(0x222222);

    private final List<String> headings;
    private final List<Row> rows = new ArrayList<>();
    private final Legend legend = new Legend();
    private final boolean text = Lettering.available();

    private record Row(String caption, List<ColorProcessor> panels) {
        int height() {
            return panels.stream().mapToInt(ColorProcessor::getHeight).max().orElse(0);
        }
    }

    PictureSheet(List<String> headings) {
        this.headings = List.copyOf(headings);
    }

    /** Adds a row with a panel for each heading. */
    void addRow(String caption, List<ColorProcessor> panels) {
        rows.add(new Row(caption, List.copyOf(panels)));
    }

    void addLegend(Color color, String name) {
        legend.add(color, name);
    }

    ColorProcessor draw() {
        int[] columns = columns();
        int width = columns[headings.size()];
        int line = text ? LINE : GAP;
        int height = line + rows.stream().mapToInt(row -> row.height() + line).sum();
        BufferedImage sheet = blank(width, height + (text ? legend.height(width) + GAP : 0));
        Graphics2D graphics = sheet.createGraphics();
        Lettering.prepare(graphics);
        graphics.setColor(INK);
        for (int i = 0; text && i < headings.size(); i++) {
            graphics.drawString(headings.get(i), columns[i], BASELINE);
        }
        int top = line;
        for (Row row : rows) {
            drawRow(graphics, row, columns, top);
            top += row.height() + line;
        }
        if (text) {
            legend.draw(graphics, width, top + GAP);
        }
        graphics.dispose();
        return new ColorProcessor(sheet);
    }

    /** Where each column begins, and where the last one ends. */
    private int[] columns() {
        int[] columns = new int[headings.size() + 1];
        columns[0] = GAP;
        for (int i = 0; i < headings.size(); i++) {
            int column = i;
            int widest = rows.stream()
                    .mapToInt(row -> row.panels().get(column).getWidth())
                    .max()
                    .orElse(0);
            columns[i + 1] = columns[i] + widest + GAP;
        }
        return columns;
    }

    private void drawRow(Graphics2D graphics, Row row, int[] columns, int top) {
        for (int i = 0; i < row.panels().size(); i++) {
            graphics.drawImage(row.panels().get(i).getBufferedImage(), columns[i], top, null);
        }
        if (text) {
            graphics.drawString(row.caption(), GAP, top + row.height() + BASELINE);
        }
    }

    private static BufferedImage blank(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }
}

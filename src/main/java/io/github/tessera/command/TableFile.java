package io.github.tessera.command;

import ij.measure.ResultsTable;
import io.github.tessera.image.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/** ImageJ's tables as CSV files, whole or not at all; several tables of one name stand side by side. */
record TableFile(Path file) {
    private static final String EXTENSION = "\\.[^.]*$";

    /** Saves the table; a name without an extension gets that of CSV. */
    void save(ResultsTable table) {
        String name = file.getFileName().toString();
        write(table, name.contains(".") ? file : file.resolveSibling(name + ".csv"));
    }

    /** Saves a further table beside it, as name_part.csv. */
    void save(ResultsTable table, String part) {
        String name = file.getFileName().toString().replaceFirst(EXTENSION, "");
        write(table, file.resolveSibling(name + "_" + part + ".csv"));
    }

    private static void write(ResultsTable table, Path file) {
        AtomicFile.write(file, path -> {
            if (!table.save(path.toString())) {
                throw new IOException("ImageJ cannot save the table");
            }
        });
    }
}

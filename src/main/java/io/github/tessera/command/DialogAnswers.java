package io.github.tessera.command;

import ij.gui.GenericDialog;
import java.awt.TextField;
import java.util.Collections;
import java.util.Iterator;

/** Reads a shown dialog field by field; ImageJ's own number reader would hide what was typed. */
final class DialogAnswers {
    private final GenericDialog dialog;
    private final Iterator<?> numbers;

    DialogAnswers(GenericDialog dialog) {
        this.dialog = dialog;
        numbers = dialog.getNumericFields() == null
                ? Collections.emptyIterator()
                : dialog.getNumericFields().iterator();
    }

    String next(Field field) {
        return switch (field.kind()) {
            case CHOICE -> dialog.getNextChoice();
            case SWITCH -> Boolean.toString(dialog.getNextBoolean());
            case WHOLE, REAL -> ((TextField) numbers.next()).getText();
            case IMAGE -> Integer.toString(dialog.getNextImage().getID());
            case FOLDER, MODEL, FILE, TEXT -> dialog.getNextString();
        };
    }
}

package io.github.tessera.command;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.tessera.progress.Choice;
import io.github.tessera.progress.TesseraException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.scijava.ItemVisibility;
import org.scijava.module.ModuleInfo;
import org.scijava.module.ModuleItem;
import org.scijava.widget.Button;

/**
 * One parameter that a user sets: its key, its kind, and its two forms, as a value and as a word in a macro.
 *
 * <p>Macro options, dialog and help are all made from it, so they cannot differ.
 */
record Field(ModuleItem<?> item) {
    /** What is entered, which decides how a dialog asks for it. */
    enum Kind {
        CHOICE,
        SWITCH,
        WHOLE,
        REAL,
        IMAGE,
        FOLDER,
        /** A model's folder, or its name. */
        MODEL,
        FILE,
        TEXT
    }

    /** The fields of a command, in the order of declaration but for those marked to be first; messages and buttons left out. */
    static List<Field> of(ModuleInfo info) {
        return StreamSupport.stream(info.inputs().spliterator(), false)
                .filter(i -> i.getVisibility() != ItemVisibility.MESSAGE && i.getType() != Button.class)
                .map(Field::new)
                .sorted(Comparator.comparing(f -> !f.item().is(TesseraCommand.FIRST)))
                .toList();
    }

    /** The macro key. */
    String key() {
        return item.getName();
    }

    /** The name in the dialog. */
    String label() {
        String label = item.getLabel();
        return label == null || label.isEmpty() ? key() : label;
    }

    Kind kind() {
        Class<?> type = item.getType();
        String style = item.getWidgetStyle() == null ? "" : item.getWidgetStyle();
        if (choices() != null) {
            return Kind.CHOICE;
        } else if (type == boolean.class || type == Boolean.class) {
            return Kind.SWITCH;
        } else if (type == int.class || type == long.class) {
            return Kind.WHOLE;
        } else if (type == double.class || type == float.class) {
            return Kind.REAL;
        } else if (type == ImagePlus.class) {
            return Kind.IMAGE;
        } else if (type == String.class) {
            return style.contains(TesseraCommand.MODEL)
                    ? Kind.MODEL
                    : style.contains("directory") ? Kind.FOLDER : style.contains("file") ? Kind.FILE : Kind.TEXT;
        }
        throw new IllegalStateException(
                "Parameter " + key() + " is of type " + type.getName() + ", which no dialog asks for.");
    }

    /** How it is written in a macro: recursive, input=FOLDER, tile=NUMBER. */
    String example() {
        return switch (kind()) {
            case SWITCH -> key();
            case CHOICE -> key() + "=WORD";
            case WHOLE, REAL -> key() + "=NUMBER";
            default -> key() + "=" + kind().name();
        };
    }

    /** Whether a file or a folder is entered, or the name of one. */
    boolean isPath() {
        return kind() == Kind.FOLDER || kind() == Kind.MODEL || kind() == Kind.FILE;
    }

    /** The choices as shown in a dialog, or null where anything may be entered. */
    List<String> choices() {
        List<?> choices = item.getChoices();
        return choices == null || choices.isEmpty()
                ? null
                : choices.stream().map(String::valueOf).toList();
    }

    /** The choices as written in macros, or null. */
    List<String> choiceWords() {
        List<String> choices = choices();
        return choices == null
                ? null
                : item.getChoices().stream().map(Field::choiceWord).toList();
    }

    /** The value as it is written in a macro, without brackets. */
    String word(Object value) {
        if (value == null) {
            return "";
        }
        return switch (kind()) {
            case CHOICE -> choiceWord(value);
            case REAL -> plain(new BigDecimal(value.toString()));
            case IMAGE -> ((ImagePlus) value).getTitle();
            default -> value.toString();
        };
    }

    /** What the key alone means in a macro, where it may stand alone. */
    Optional<String> bare() {
        return kind() == Kind.SWITCH ? Optional.of("true") : Optional.ofNullable(item.get(TesseraCommand.BARE));
    }

    /**
     * Reads a word of a macro.
     *
     * @throws TesseraException with one sentence naming the key, the word and what may stand there
     */
    Object parse(String text) {
        return parse(text, key() + "=" + text);
    }

    /**
     * Reads what was entered in a dialog; a path that is required must not be empty.
     *
     * @throws TesseraException with one sentence naming the field, the text and what may stand there
     */
    Object parseEntry(String text) {
        if (isPath() && item.isRequired() && text.isBlank()) {
            throw new TesseraException("\"" + label() + "\" is empty: choose a "
                    + (kind() == Kind.FILE ? "file." : kind() == Kind.MODEL ? "model." : "folder."));
        }
        return parse(text, "\"" + label() + "\" with \"" + text + "\"");
    }

    private Object parse(String text, String named) {
        return switch (kind()) {
            case CHOICE -> choice(text, named);
            case SWITCH -> truth(text, named);
            case WHOLE, REAL -> number(text.strip(), named);
            case IMAGE -> image(text, named);
            case FOLDER, MODEL, FILE, TEXT -> text;
        };
    }

    private static String choiceWord(Object choice) {
        return choice instanceof Choice named ? named.word() : plainWord(choice.toString());
    }

    private static String plainWord(String choice) {
        return choice.toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
    }

    private Object choice(String text, String named) {
        String word = plainWord(text.strip());
        for (Object choice : item.getChoices()) {
            boolean constant = choice instanceof Enum<?> e && word.equals(plainWord(e.name()));
            if (constant || word.equals(choiceWord(choice)) || word.equals(plainWord(choice.toString()))) {
                return choice;
            }
        }
        Optional<String> meant = Nearest.to(text, choiceWords());
        throw new TesseraException(named + " is not one of its choices"
                + meant.map(m -> "; did you mean " + m + "?").orElse(".") + " The choices are: "
                + String.join(", ", choiceWords()) + ".");
    }

    private Object truth(String text, String named) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new TesseraException(
                        named + " is neither true nor false: write " + key() + "=true or " + key() + "=false.");
        };
    }

    private Object number(String text, String named) {
        BigDecimal number;
        try {
            number = new BigDecimal(text);
            if (kind() == Kind.WHOLE) {
                number = new BigDecimal(number.toBigIntegerExact());
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw new TesseraException(named + " is not " + (kind() == Kind.WHOLE ? "a whole number" : "a number")
                    + ": write " + range().orElse("digits, and a point for decimals") + ".");
        }
        if (outside(number)) {
            throw new TesseraException(named + " is out of range: write " + range().orElseThrow() + ".");
        }
        Class<?> type = item.getType();
        if (!holds(type, number)) {
            throw new TesseraException(named + " is too large: write a number with fewer digits.");
        }
        if (type == int.class) {
            return number.intValueExact();
        } else if (type == long.class) {
            return number.longValueExact();
        } else if (type == float.class) {
            return number.floatValue();
        }
        return number.doubleValue();
    }

    private boolean outside(BigDecimal number) {
        boolean tooSmall = minimum() != null && number.compareTo(minimum()) < 0;
        boolean tooLarge = maximum() != null && number.compareTo(maximum()) > 0;
        return tooSmall || tooLarge;
    }

    private static boolean holds(Class<?> type, BigDecimal number) {
        return type == float.class ? Float.isFinite(number.floatValue()) : Double.isFinite(number.doubleValue());
    }

    /** "a number from 1 to 5", "at least 1", "at most 5", or nothing. */
    Optional<String> range() {
        BigDecimal low = minimum();
        BigDecimal high = maximum();
        if (low != null && high != null) {
            return Optional.of("a number from " + plain(low) + " to " + plain(high));
        }
        return low != null
                ? Optional.of("a number of at least " + plain(low))
                : high != null ? Optional.of("a number of at most " + plain(high)) : Optional.empty();
    }

    BigDecimal minimum() {
        return bound(item.getMinimumValue(), Integer.MIN_VALUE, Long.MIN_VALUE);
    }

    BigDecimal maximum() {
        return bound(item.getMaximumValue(), Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    // An int or long always has bounds: a number beyond them must get the same sentence as any other.
    private BigDecimal bound(Object declared, int ofInt, long ofLong) {
        if (declared != null) {
            return new BigDecimal(declared.toString());
        }
        Class<?> type = item.getType();
        return type == int.class ? BigDecimal.valueOf(ofInt) : type == long.class ? BigDecimal.valueOf(ofLong) : null;
    }

    private Object image(String text, String named) {
        ImagePlus byTitle = WindowManager.getImage(text);
        if (byTitle != null) {
            return byTitle;
        }
        ImagePlus byId = text.matches("-?\\d{1,9}") ? WindowManager.getImage(Integer.parseInt(text)) : null;
        if (byId == null) {
            throw new TesseraException(named + " is not the title or number of an open image"
                    + Nearest.to(text, List.of(WindowManager.getImageTitles()))
                            .map(t -> "; did you mean [" + t + "]?")
                            .orElse("."));
        }
        return byId;
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.toPlainString();
    }
}

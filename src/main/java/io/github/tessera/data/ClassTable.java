package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import io.github.tessera.image.Palette;
import io.github.tessera.image.Region;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The classes of a set, and how masks write them.
 *
 * @param entries the classes in their order, and among them what is ignored; a class's index counts the classes before it
 * @param coloured whether masks are drawn in these colours; else the colours are for showing only
 */
public record ClassTable(List<Entry> entries, boolean coloured) {
    /** The colours of PASCAL VOC are for so many classes with names. */
    private static final List<String> VOC_NAMES = List.of(
            "background",
            "aeroplane",
            "bicycle",
            "bird",
            "boat",
            "bottle",
            "bus",
            "car",
            "cat",
            "chair",
            "cow",
            "diningtable",
            "dog",
            "horse",
            "motorbike",
            "person",
            "pottedplant",
            "sheep",
            "sofa",
            "train",
            "tvmonitor");

    private static final int VOC_VOID = 0xE0E0C0;

    /**
     * One class.
     *
     * @param name for people; "ignore" or "ignored", in any case, is no class but what is not learnt from
     * @param colour 0xRRGGBB
     * @param value the number of the class in index masks
     */
    public record Entry(String name, int colour, int value) {
        /** Whether this is no class, but what is not learnt from. */
        public boolean ignored() {
            return Region.isIgnored(name);
        }
    }

    /**
     * Checks the classes.
     *
     * @throws TesseraException if there are none or more than 255, or two have one name
     */
    public ClassTable {
        entries = List.copyOf(entries);
        List<Entry> classes = classes(entries);
        if (classes.isEmpty()) {
            throw new TesseraException("There are no classes; name at least two.");
        }
        if (classes.size() > LabelImage.IGNORED) {
            throw new TesseraException(classes.size() + " classes are more than the " + LabelImage.IGNORED
                    + " that can be learnt; join some of them.");
        }
        Set<String> names = new HashSet<>();
        for (Entry entry : classes) {
            if (!names.add(entry.name())) {
                throw new TesseraException(
                        "Two classes have the name \"" + entry.name() + "\"; give each a name of its own.");
            }
        }
    }

    /** Classes of these names, numbered from 0, in Tessera's own colours. */
    public static ClassTable named(List<String> names) {
        List<Integer> colours = Palette.standard().colours();
        return new ClassTable(
                IntStream.range(0, names.size())
                        .mapToObj(i -> new Entry(names.get(i), colours.get(i % colours.size()), i))
                        .toList(),
                false);
    }

    /** Background and foreground. */
    public static ClassTable binary() {
        return named(List.of("background", "foreground"));
    }

    /** So many classes without names of their own: "class 0" and so on. */
    public static ClassTable numbered(int classes) {
        return named(IntStream.range(0, classes).mapToObj(i -> "class " + i).toList());
    }

    /** The 21 classes of PASCAL VOC in their colours; its outlines (224, 224, 192, in index masks 255) are ignored. */
    public static ClassTable voc() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < VOC_NAMES.size(); i++) {
            entries.add(new Entry(VOC_NAMES.get(i), vocColour(i), i));
        }
        entries.add(new Entry("ignored", VOC_VOID, LabelImage.IGNORED));
        return new ClassTable(entries, true);
    }

    /**
     * The colour of a class in VOC's palette: its index is read from the lowest bit up, three bits at a time, and these become
     * red, green and blue, each filled from the highest bit down.
     */
    static int vocColour(int index) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int bit = 7, rest = index; rest > 0; bit--, rest >>= 3) {
            red |= (rest & 1) << bit;
            green |= (rest >> 1 & 1) << bit;
            blue |= (rest >> 2 & 1) << bit;
        }
        return red << 16 | green << 8 | blue;
    }

    /** The same, drawn in VOC's colours if the masks' colours are not known: programs that draw masks use them for any classes. */
    ClassTable inColours() {
        if (coloured) {
            return this;
        }
        return new ClassTable(
                entries.stream()
                        .map(e -> new Entry(e.name(), e.ignored() ? VOC_VOID : vocColour(e.value()), e.value()))
                        .toList(),
                true);
    }

    /** The same without the class that index masks write as this value, if there is one. */
    ClassTable without(int value) {
        return new ClassTable(
                entries.stream().filter(e -> e.ignored() || e.value() != value).toList(), coloured);
    }

    /** The classes alone, without what is ignored. */
    public List<Entry> classes() {
        return classes(entries);
    }

    private static List<Entry> classes(List<Entry> entries) {
        return entries.stream().filter(e -> !e.ignored()).toList();
    }

    /** How many classes there are, from 1 to 255. */
    public int size() {
        return classes().size();
    }

    /** The names of the classes, in their order. */
    public List<String> names() {
        return classes().stream().map(Entry::name).toList();
    }

    /** The colours of the classes, in their order, 0xRRGGBB. */
    public List<Integer> colours() {
        return classes().stream().map(Entry::colour).toList();
    }

    /** A colour for each label: those of the classes, Tessera's own for what is ignored and beyond. */
    public Palette palette() {
        List<Integer> colours = new ArrayList<>(Palette.standard().colours());
        List<Integer> own = colours();
        for (int i = 0; i < own.size(); i++) {
            colours.set(i, own.get(i));
        }
        return new Palette(colours);
    }

    /** The index of a class, whatever the case of its letters if none is written just so; below 0 if there is none. */
    int indexOf(String name) {
        List<String> names = names();
        int index = names.indexOf(name);
        for (int i = 0; i < names.size() && index < 0; i++) {
            index = names.get(i).equalsIgnoreCase(name) ? i : -1;
        }
        return index;
    }

    /**
     * Checks that there is a class for what is nothing else.
     *
     * @throws TesseraException naming the cure if no class is called background
     */
    void requireBackground() {
        if (indexOf(Region.BACKGROUND) < 0) {
            throw new TesseraException("The rest is to be background, but the table of classes names no class \""
                    + Region.BACKGROUND + "\"; add a line for it.");
        }
    }

    /** The numbers of the classes in index masks, in their order. */
    List<Integer> values() {
        return classes().stream().map(Entry::value).toList();
    }

    /** The number that is ignored in index masks, if the table tells. */
    OptionalInt ignoredValue() {
        return entries.stream().filter(Entry::ignored).mapToInt(Entry::value).findFirst();
    }

    /** The label of a colour: a class index, {@link LabelImage#IGNORED}, or nothing where the table does not hold it. */
    OptionalInt labelOf(int colour) {
        int index = 0;
        for (Entry entry : entries) {
            if (entry.colour() == colour) {
                return OptionalInt.of(entry.ignored() ? LabelImage.IGNORED : index);
            }
            index += entry.ignored() ? 0 : 1;
        }
        return OptionalInt.empty();
    }

    /** A colour as people write it: #800000. */
    static String written(int colour) {
        return String.format(Locale.ROOT, "#%06X", colour);
    }
}

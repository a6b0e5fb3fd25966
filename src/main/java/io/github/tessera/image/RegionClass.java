package io.github.tessera.image;

import ij.gui.Roi;
import io.github.tessera.progress.Choice;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What tells the class of an ImageJ ROI: its name or its group. The names ignore and ignored tell it always.
 *
 * <p>A name that ImageJ gave is none: {@code 0012-0345} (row and column, with the slice before and a number behind it at times) and
 * plain numbers. A ROI without a name has its group: the group's name in ImageJ's list, or else {@code group 2}. A ROI without
 * name and group is {@value Region#FOREGROUND}. A ROI that Tessera drew tells its class by a property, until somebody renames it.
 */
public enum RegionClass implements Choice {
    /** The name without the numbers after a hyphen or underscore that tell ROIs of one class apart: {@code cell-1, cell_2}. */
    NAME("Name without number", "name"),
    /** The name as it is, for classes such as {@code CD-4} and {@code CD-8}. */
    FULL_NAME("Full name", "fullname"),
    /** The group, whatever the name is. */
    GROUP("Group", "group");

    /** ROI property that holds the class's name. */
    public static final String PROPERTY = "class";

    private static final Pattern NUMBERS = Pattern.compile("[\\d\\s_-]*");
    private static final Pattern GIVEN = Pattern.compile("(\\d{4,6}-){1,2}\\d{4,6}(-\\d{1,4})?|\\d*");
    private static final Pattern COUNT = Pattern.compile("([-_]\\d{1,4})+$");

    private final String label;
    private final String word;

    RegionClass(String label, String word) {
        this.label = label;
        this.word = word;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return label;
    }

    /** What tells these classes from each other: the full name where one of them ends as if it were counted. */
    public static RegionClass telling(List<String> classes) {
        return classes.stream().allMatch(name -> name.equals(NAME.of(name, 0))) ? NAME : FULL_NAME;
    }

    /**
     * The class of a ROI.
     *
     * @param group from 1 on, 0 if there is none; asked for apart, since setting it writes into ImageJ's log
     */
    String of(Roi roi, int group) {
        return drawn(roi).orElseGet(() -> of(roi.getName(), group));
    }

    /** The class that Tessera gave to a ROI; none if Tessera did not draw it, it was renamed, or the group tells the class. */
    public Optional<String> drawn(Roi roi) {
        String name = roi.getName();
        String drawn = roi.getProperty(PROPERTY);
        if (this == GROUP || name == null || drawn == null || drawn.isBlank()) {
            return Optional.empty();
        }
        // The ROI Manager puts -1, -2 and so on behind names that come twice.
        String own = this == NAME ? COUNT.matcher(name).replaceFirst("") : name;
        return Stream.of(drawn, RoiText.of(roi, PROPERTY))
                .filter(of -> isOne(name, of) || isOne(own, of))
                .findFirst();
    }

    private static boolean isOne(String name, String className) {
        return name.matches(Pattern.quote(className) + "( \\d+)?");
    }

    /**
     * The class of a ROI of that name.
     *
     * @param name may be null
     * @param group from 1 on, 0 if there is none
     */
    String of(String name, int group) {
        String whole = name == null ? "" : name.strip();
        String base = COUNT.matcher(whole).replaceFirst("");
        if (Region.isIgnored(base)) {
            return Region.IGNORE;
        }
        return switch (this) {
            case NAME -> isNumber(base) ? ofGroup(group) : base;
            case FULL_NAME -> GIVEN.matcher(whole).matches() ? ofGroup(group) : whole;
            case GROUP -> ofGroup(group);
        };
    }

    private static boolean isNumber(String base) {
        return base.isEmpty()
                || (Character.isDigit(base.charAt(0)) && NUMBERS.matcher(base).matches());
    }

    private static String ofGroup(int group) {
        if (group == 0) {
            return Region.FOREGROUND;
        }
        String named = Roi.getGroupName(group);
        return named == null || named.isBlank() ? "group " + group : named.strip();
    }
}

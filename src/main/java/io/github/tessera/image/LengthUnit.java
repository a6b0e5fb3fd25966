package io.github.tessera.image;

import io.github.tessera.progress.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The units in which images tell the size of their pixels. */
public enum LengthUnit implements Choice {
    NANOMETRE("nm", 1e-3, "nanometer", "nanometre", "nanometers", "nanometres"),
    // ImageJ, cameras and people write the micro sign, the Greek letter or a plain u.
    MICROMETRE(
            "\u00B5m",
            1,
            "\u03BCm",
            "um",
            "micron",
            "microns",
            "micrometer",
            "micrometre",
            "micrometers",
            "micrometres"),
    MILLIMETRE("mm", 1e3, "millimeter", "millimetre", "millimeters", "millimetres"),
    CENTIMETRE("cm", 1e4, "centimeter", "centimetre", "centimeters", "centimetres"),
    METRE("m", 1e6, "meter", "metre", "meters", "metres"),
    INCH("inch", 25400, "in", "inches", "\"");

    private final String label;
    private final double micrometres;
    private final List<String> otherNames;

    LengthUnit(String label, double micrometres, String... otherNames) {
        this.label = label;
        this.micrometres = micrometres;
        this.otherNames = List.of(otherNames);
    }

    @Override
    public String label() {
        return label;
    }

    /** How many micrometres it is. */
    public double micrometres() {
        return micrometres;
    }

    /** The unit of a name, in any case; none for "pixel" and all that is no length. */
    public static Optional<LengthUnit> of(String name) {
        String lower = name.trim().toLowerCase(Locale.ROOT);
        // In lower case the micro sign stays itself, unlike the Greek letter's capital.
        return Arrays.stream(values())
                .filter(unit -> unit.label.equals(lower) || unit.otherNames.contains(lower))
                .findFirst();
    }
}

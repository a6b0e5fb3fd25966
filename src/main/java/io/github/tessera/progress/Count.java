package io.github.tessera.progress;

import java.util.Locale;

/** Numbers with what they count, for people. */
public final class Count {
    private Count() {}

    /** "1 image", "2 images", "1,000 images". */
    public static String of(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }
}

package io.github.tessera.device;

import java.util.Locale;

/**
 * The C library of a Linux, against which native libraries are made.
 *
 * @param kind which
 * @param major first number of its version; 0 if not known
 * @param minor second
 */
public record CLibrary(Kind kind, int major, int minor) {
    /** Which are told apart. */
    public enum Kind {
        GLIBC,
        MUSL,
        UNKNOWN
    }

    /** Of other systems, or where it cannot be told. */
    public static final CLibrary UNKNOWN = new CLibrary(Kind.UNKNOWN, 0, 0);

    /** For people: glibc 2.36. */
    public String describe() {
        return kind.name().toLowerCase(Locale.ROOT) + (kind == Kind.GLIBC ? " " + major + "." + minor : "");
    }

    /** Whether it is a glibc before 2.{@code minor}. */
    boolean isGlibcBefore(int otherMinor) {
        return kind == Kind.GLIBC && (major < 2 || (major == 2 && minor < otherMinor));
    }
}

package io.github.tessera.device;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The system that this Java runs on, as far as native libraries are made for it.
 *
 * @param system Linux, Windows or macOS
 * @param architecture of this Java, not of the computer: x86_64, aarch64, or another as Java calls it
 * @param bits 32 or 64, of this Java
 * @param libc of Linux
 * @param translated whether this Java is made for Intel and is translated for Apple's processor
 */
public record Platform(Kind system, String architecture, int bits, CLibrary libc, boolean translated) {
    /** The systems that there are libraries for, and all others. */
    public enum Kind {
        LINUX("linux"),
        WINDOWS("win"),
        MACOS("osx"),
        OTHER("other");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The system that this Java runs on. */
        public static Kind here() {
            return of(System.getProperty("os.name"));
        }

        /** By what Java calls the system. */
        static Kind of(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.startsWith("linux")
                    ? LINUX
                    : lower.startsWith("windows") ? WINDOWS : lower.startsWith("mac") ? MACOS : OTHER;
        }
    }

    private static final String INTEL = "x86_64";
    private static final String ARM = "aarch64";
    private static final int WORD = 64;
    private static final Pattern GLIBC = Pattern.compile("glibc (\\d+)\\.(\\d+)");

    /** What the libraries of PyTorch 2.7.1 and of DJL's bridge ask for ({@code readelf -V}): glibc 2.29 and 2.32. */
    private static final int GLIBC_OF_INTEL = 29;

    private static final int GLIBC_OF_ARM = 32;

    /** This computer. */
    public static Platform here() {
        return of(System::getProperty, CommandOutput.OF_SYSTEM, Files::exists);
    }

    /**
     * A computer as Java and its programs tell of it.
     *
     * @param property of Java by its name
     * @param exists whether a file is there
     */
    static Platform of(UnaryOperator<String> property, CommandOutput output, Predicate<Path> exists) {
        Kind system = Kind.of(told(property, "os.name"));
        String architecture = told(property, "os.arch");
        if (architecture.equals("amd64")) {
            architecture = INTEL;
        }
        int bits = told(property, "sun.arch.data.model").equals("32") || architecture.matches("i\\d86|x86|arm")
                ? Integer.SIZE
                : WORD;
        boolean translated = system == Kind.MACOS
                && architecture.equals(INTEL)
                && output.of("sysctl", "-n", "sysctl.proc_translated")
                        .orElse("")
                        .strip()
                        .equals("1");
        CLibrary libc = system == Kind.LINUX ? libc(architecture, output, exists) : CLibrary.UNKNOWN;
        return new Platform(system, architecture, bits, libc, translated);
    }

    private static String told(UnaryOperator<String> property, String key) {
        return Optional.ofNullable(property.apply(key)).orElse("");
    }

    private static CLibrary libc(String architecture, CommandOutput output, Predicate<Path> exists) {
        Matcher glibc = GLIBC.matcher(output.of("getconf", "GNU_LIBC_VERSION").orElse(""));
        if (glibc.find()) {
            return new CLibrary(
                    CLibrary.Kind.GLIBC, Integer.parseInt(glibc.group(1)), Integer.parseInt(glibc.group(2)));
        }
        boolean musl = exists.test(Path.of("/lib/ld-musl-" + architecture + ".so.1"));
        return musl ? new CLibrary(CLibrary.Kind.MUSL, 0, 0) : CLibrary.UNKNOWN;
    }

    /** As Maven's classifiers and DJL name it: {@code linux-x86_64}. */
    public String classifier() {
        return system.word + "-" + architecture;
    }

    /** Why PyTorch cannot run here, and what helps; empty if it can. */
    public Optional<String> problem() {
        if (bits != WORD) {
            return Optional.of("this Java is a 32-bit one and PyTorch needs a 64-bit one: install a 64-bit Fiji,"
                    + " or a 64-bit Java for ImageJ.");
        }
        return switch (system) {
            case LINUX -> linux();
            case WINDOWS ->
                architecture.equals(INTEL)
                        ? Optional.empty()
                        : Optional.of("there is no PyTorch for Java on Windows for " + architecture
                                + ": install Fiji for Windows 64-bit (Intel), which Windows translates.");
            case MACOS -> mac();
            case OTHER -> Optional.of("PyTorch runs on Linux, Windows and macOS only: use one of these.");
        };
    }

    private Optional<String> mac() {
        if (architecture.equals(ARM)) {
            return Optional.empty();
        }
        return Optional.of(
                translated
                        ? "this Java is made for Intel's processors and is translated by Rosetta for Apple's, and there is"
                                + " no PyTorch for that: download Fiji for macOS on Apple silicon (arm64)."
                        : "there is no PyTorch 2.7 for Macs with Intel's processors: use a Mac with Apple silicon, or a"
                                + " computer with Linux or Windows.");
    }

    private Optional<String> linux() {
        if (!architecture.equals(INTEL) && !architecture.equals(ARM)) {
            return Optional.of("there is no PyTorch for Linux on " + architecture
                    + ": use a computer with an x86_64 or aarch64 processor.");
        }
        if (libc.kind() == CLibrary.Kind.MUSL) {
            return Optional.of(
                    "this Linux is built on musl (as Alpine is), and PyTorch needs glibc: use Debian, Ubuntu,"
                            + " Fedora or another Linux with glibc, or a container of it.");
        }
        int needed = architecture.equals(ARM) ? GLIBC_OF_ARM : GLIBC_OF_INTEL;
        if (libc.isGlibcBefore(needed)) {
            return Optional.of("this Linux has glibc " + libc.major() + "." + libc.minor() + ", which is older than 2."
                    + needed + ", which PyTorch needs: use Debian "
                    + (needed == GLIBC_OF_ARM ? "12, Ubuntu 22.04" : "11, Ubuntu 20.04")
                    + ", Red Hat 9, or newer, or a container of it.");
        }
        return Optional.empty();
    }
}

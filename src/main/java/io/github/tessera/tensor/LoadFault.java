package io.github.tessera.tensor;

import io.github.tessera.device.CacheFolder;
import io.github.tessera.natives.LibraryFolder;
import io.github.tessera.progress.TesseraException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why PyTorch's libraries cannot be loaded, and what helps. */
enum LoadFault {
    TWICE(
            "already loaded in another class ?loader",
            "restart ImageJ, since they can be loaded only once; if it comes again, another plugin uses them too:"
                    + " use Tessera first."),
    TOO_OLD(
            "GLIBC(XX)?_[\\d.]+. not found|CXXABI_[\\d.]+. not found",
            "this Linux is too old for them; use Debian 11, Ubuntu 20.04, Red Hat 9, or newer, or a container of it."),
    NOT_EXECUTABLE(
            "failed to map segment",
            "nothing may be run from that disk; let the environment variable " + CacheFolder.KEY
                    + " name a folder on another."),
    QUARANTINE(
            "disallowed by system policy|code signature|not valid for use in process",
            "macOS holds them back; run xattr -dr com.apple.quarantine in a terminal, on the folder that they lie in"
                    + " (~/.tessera/pytorch unless " + CacheFolder.KEY + " names another)."),
    WINDOWS(
            "dependent libraries|specified module could not be found",
            "install Microsoft's Visual C++ Redistributable for Visual Studio 2015 to 2022 (x64), restart ImageJ, and if it"
                    + " comes again repair PyTorch (Tessera Set Up PyTorch...)."),
    OTHER_VERSION(
            "undefined symbol|symbol not found|procedure could not be found",
            "they are of another version than " + LibraryFolder.VERSION
                    + ", or another plugin has loaded such; restart ImageJ, and repair PyTorch (Tessera Set Up PyTorch...)."),
    DAMAGED(
            "cannot open shared object|file too short|invalid ELF|wrong ELF class|not a valid Win32|image not found"
                    + "|mach-o|truncated",
            "they are damaged or for another system; repair PyTorch (Tessera Set Up PyTorch...)."),
    MISSING(
            "No deep learning engine|not found: PyTorch|Offline mode",
            "put pytorch-engine and pytorch-jni into plugins/jars (in Fiji: jars), restart ImageJ, and get PyTorch by"
                    + " Tessera Set Up PyTorch..."),
    UNKNOWN(
            "",
            "repair PyTorch (Tessera Set Up PyTorch...), and if it comes again show the text of Tessera Diagnose... in the forum.");

    private final Pattern words;
    private final String cure;

    LoadFault(String words, String cure) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
        this.cure = cure;
    }

    /**
     * One sentence for the reason that lies deepest.
     *
     * @param cpu whether there are libraries for the processor to go on with
     */
    static TesseraException of(Throwable failure, EngineLibraries libraries, boolean cpu) {
        String reason = reason(failure);
        for (LoadFault fault : values()) {
            if (fault.words.matcher(reason).find()) {
                String way = libraries.note().isPresent() ? way(cpu) : "";
                return new TesseraException(
                        "PyTorch's libraries could not be loaded (" + reason + "): " + fault.cure + way, failure);
            }
        }
        throw new IllegalStateException("the last fault fits all");
    }

    private static String way(boolean cpu) {
        return cpu
                ? " These are for the GPU: until then Tessera goes on with the CPU once ImageJ is restarted."
                : " These are for the GPU: to go on with the CPU until then, get those for the processor by Tessera Set Up"
                        + " PyTorch... (in a macro build=cpu), and restart ImageJ.";
    }

    /** What lies deepest, in its own words. */
    static String reason(Throwable failure) {
        String deepest = "";
        for (Throwable t = failure; t != null; t = t.getCause()) {
            deepest = t.getMessage() == null ? t.toString() : t.getMessage();
        }
        return deepest.lines().findFirst().orElse("no reason given");
    }

    /** By this plugin itself, before it was loaded anew, or by a copy of it. */
    static TesseraException loadedTwice() {
        return new TesseraException(
                "PyTorch's libraries are already loaded by another copy of Tessera, or another plugin, in this Java: "
                        + TWICE.cure);
    }

    /** @param aside why those that are there are not used: a part of a sentence; empty if there are none */
    static TesseraException missing(Optional<String> aside) {
        return new TesseraException(aside.map(why -> "PyTorch's libraries cannot be used (" + why
                                + "), and those for the processor are not on this computer yet")
                        .orElse("PyTorch's libraries are not on this computer yet")
                + ": get them by Plugins > Tessera > Tessera Set Up PyTorch..., from the web or from a file.");
    }

    static TesseraException alreadyLoaded(String where) {
        return new TesseraException("Another plugin has loaded a PyTorch of its own (" + where
                + "), and two cannot live in one Java: restart ImageJ and use Tessera first.");
    }
}

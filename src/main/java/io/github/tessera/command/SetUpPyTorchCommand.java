package io.github.tessera.command;

import io.github.tessera.device.Devices;
import io.github.tessera.device.Flavour;
import io.github.tessera.natives.LibraryFolder;
import io.github.tessera.natives.LibrarySetup;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.tensor.PyTorch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Tessera &gt; Tessera Set Up PyTorch...: gets, checks, repairs and removes the libraries that networks run on. */
@Plugin(
        type = Command.class,
        menuPath = "Plugins>Tessera>Tessera Set Up PyTorch...",
        label = "Tessera Set Up PyTorch...",
        description =
                "Gets PyTorch's libraries, on which networks run, for this computer: from the web, from a mirror, or from a zip, jar or folder"
                        + " that was brought from elsewhere. Checks and repairs them, and removes them. A download that broke off goes on where"
                        + " it ended. Afterwards the GPU or the CPU is tried, and the log says which is used.",
        headless = true,
        visible = false)
public final class SetUpPyTorchCommand extends TesseraCommand {
    // SciJava reads it.
    @SuppressWarnings("UnusedVariable")
    @Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false, label = " ")
    private final String state = "<html>" + notice().replace("\n", "<br>");

    @Parameter(label = "Action", persist = false, description = "Install what is missing; check and repair; or remove.")
    private LibraryAction action = LibraryAction.INSTALL;

    @Parameter(
            label = "Build",
            persist = false,
            description =
                    "Automatic takes the one for NVIDIA's GPUs (about 3 GB) where there is a GPU that it can use, else the one for the"
                            + " processor (about 110 MB).")
    private LibraryBuild build = LibraryBuild.AUTO;

    @Parameter(
            label = "From (empty: the web)",
            required = false,
            style = "file",
            persist = false,
            description =
                    "A zip or jar with the libraries (libtorch 2.7.1 of pytorch.org for the CPU or CUDA 12.8, pytorch-native of Maven"
                            + " Central, or a zip of another computer's folder), such a folder, the web address of such a zip, or the address of a mirror.")
    private String from = "";

    @Parameter(
            label = "Its SHA-256",
            required = false,
            persist = false,
            description =
                    "The checksum of that zip or jar (64 hexadecimal digits), as its provider tells it; needed for an http address, else it"
                            + " may stay empty.")
    private String checksum = "";

    @Override
    String notice() {
        try {
            return whatIsThere();
        } catch (TesseraException e) {
            return e.getMessage();
        }
    }

    private static String whatIsThere() {
        Devices devices = Devices.here();
        Optional<String> problem = devices.platform().problem();
        if (problem.isPresent()) {
            return "PyTorch cannot run here, because " + problem.get();
        }
        LibrarySetup setup = PyTorch.setup();
        List<String> lines = new ArrayList<>();
        for (Flavour flavour : Flavour.values()) {
            if (flavour.isMadeFor(devices.platform())) {
                lines.add(capital(flavour.use()) + ": " + there(setup.folder(flavour)) + ".");
            }
        }
        lines.add(devices.withoutGpu()
                .map(why -> "No GPU can be used, because " + why + ".")
                .orElseGet(() -> devices.usable().get(0).describe() + "."));
        Flavour advised = PyTorch.advised();
        lines.add("To install, Automatic takes the build " + advised.use()
                + (PyTorch.isThere(advised) ? ", which is there." : ":\n" + setup.plan(advised) + "."));
        return String.join("\n", lines);
    }

    private static String there(LibraryFolder folder) {
        if (PyTorch.isThere(folder.flavour())) {
            return folder.isInstalled()
                    ? "installed"
                    : "there (in a jar beside the plugin, or brought by another program)";
        }
        return folder.isInstalled() ? "set aside, since it failed when it was tried" : "not there";
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    @Override
    void execute(Progress progress) {
        Flavour flavour = build == LibraryBuild.AUTO && action == LibraryAction.INSTALL
                ? PyTorch.advised()
                : build.on(Devices.here());
        LibrarySetup setup = PyTorch.setup();
        LibraryFolder folder = setup.folder(flavour);
        switch (action) {
            case INSTALL -> install(setup, flavour, progress);
            case REPAIR -> repair(setup, folder, progress);
            case REMOVE -> remove(setup, folder, progress);
        }
    }

    private void install(LibrarySetup setup, Flavour flavour, Progress progress) {
        LibraryFolder folder = setup.folder(flavour);
        if (from.isBlank() && PyTorch.isThere(flavour)) {
            progress.log("PyTorch " + flavour.use() + " is there already.");
        } else if (from.isBlank() && folder.isInstalled()) {
            progress.log("PyTorch " + flavour.use() + " in " + folder.path() + " was set aside.");
            repair(setup, folder, progress);
            return;
        } else {
            bring(setup, flavour, progress);
        }
        tryOut(progress);
    }

    private void bring(LibrarySetup setup, Flavour flavour, Progress progress) {
        if (from.isBlank()) {
            progress.log("Downloading PyTorch " + flavour.use() + ": " + setup.plan(flavour) + ".");
        }
        PyTorch.trustAgain(setup.install(flavour, from, checksum, progress));
    }

    private void repair(LibrarySetup setup, LibraryFolder folder, Progress progress) {
        Flavour flavour = folder.flavour();
        if (!from.isBlank()) {
            bring(setup, flavour, progress);
        } else if (!folder.isInstalled() && PyTorch.unpacked(flavour).isPresent()) {
            setup.remove(flavour, progress);
            PyTorch.unpacked(flavour).get().remove();
            progress.log("PyTorch " + flavour.use() + " is unpacked anew from the jar beside the plugin.");
        } else {
            List<String> damaged = folder.isInstalled() ? folder.damage(progress) : List.of("all of it");
            if (damaged.isEmpty()) {
                if (!PyTorch.needsRestart()) {
                    folder.removeBridge();
                }
                PyTorch.trustAgain(folder);
                progress.log("PyTorch " + flavour.use() + " in " + folder.path() + " is as it was installed.");
            } else {
                progress.log("Missing or changed in " + folder.path() + ": " + String.join(", ", damaged) + ".");
                bring(setup, flavour, progress);
            }
        }
        tryOut(progress);
    }

    private static void remove(LibrarySetup setup, LibraryFolder folder, Progress progress) {
        Flavour flavour = folder.flavour();
        boolean there = setup.remove(flavour, progress);
        PyTorch.trustAgain(folder);
        progress.log((there ? "Removed" : "There is no") + " PyTorch " + flavour.use() + (there ? " from " : " in ")
                + folder.path() + ".");
        PyTorch.unpacked(flavour).filter(unpacked -> unpacked.bytes() > 0).ifPresent(unpacked -> {
            unpacked.remove();
            progress.log("Removed " + unpacked.path()
                    + ", which is unpacked anew from the jar beside the plugin when it is needed.");
        });
    }

    private static void tryOut(Progress progress) {
        if (PyTorch.needsRestart()) {
            progress.log("This ImageJ has loaded PyTorch already"
                    + PyTorch.loaded().map(what -> " (" + what + ")").orElse("")
                    + ": restart it to use what is there now.");
            return;
        }
        try {
            progress.status("Starting PyTorch");
            progress.log(DeviceChoice.AUTO.choose().line());
        } catch (TesseraException e) {
            throw new TesseraException("The libraries are installed, but: " + e.getMessage(), e);
        }
    }
}

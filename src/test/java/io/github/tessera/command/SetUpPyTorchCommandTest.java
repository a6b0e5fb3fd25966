package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tessera.device.CacheFolder;
import io.github.tessera.device.Devices;
import io.github.tessera.device.Flavour;
import io.github.tessera.natives.LibraryFiles;
import io.github.tessera.natives.LibraryFolder;
import io.github.tessera.tensor.PyTorch;
import io.github.tessera.tensor.SetAside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PyTorch's libraries set up by macros, without a display; this Java has loaded its own before. */
class SetUpPyTorchCommandTest {
    @TempDir
    Path folder;

    private String before;
    private Path zip;

    @BeforeEach
    void begin() throws IOException {
        assumeTrue(
                Devices.here().platform().classifier().equals("linux-x86_64"),
                "skipped: the libraries here are called as on Linux");
        PyTorch.engine();
        before = System.getProperty(CacheFolder.KEY);
        System.setProperty(CacheFolder.KEY, folder.resolve("cache").toString());
        assumeTrue(CacheFolder.path().startsWith(folder), "skipped: the environment names a cache folder");
        HeadlessImageJ.fillCommands();
        zip = zip(LibraryFiles.in("libtorch/lib/", LibraryFiles.of(Flavour.CPU)));
    }

    @AfterEach
    void end() {
        if (before == null) {
            System.clearProperty(CacheFolder.KEY);
        } else {
            System.setProperty(CacheFolder.KEY, before);
        }
    }

    private Path zip(Map<String, byte[]> files) throws IOException {
        return Files.write(folder.resolve("my libtorch.zip"), LibraryFiles.zip(files));
    }

    private static LibraryFolder place(Flavour flavour) {
        return LibraryFolder.in(PyTorch.libraryFolder(), flavour, Devices.here().platform());
    }

    private String done(String options) {
        DemoMacros.Run run = run(options);
        assertTrue(run.succeeded(), run.errors());
        return run.output();
    }

    private String refused(String options) {
        DemoMacros.Run run = run(options);
        assertFalse(run.succeeded(), run.output());
        return run.errors();
    }

    private DemoMacros.Run run(String options) {
        return DemoMacros.run(folder, "run('Tessera Set Up PyTorch...', '" + options + "');\n");
    }

    @Test
    void aFileIsInstalledCheckedRepairedAndRemoved() throws IOException {
        String from = " build=cpu from=[" + zip + "]";
        String output = done("action=install" + from);
        LibraryFolder place = place(Flavour.CPU);
        assertTrue(output.contains("PyTorch 2.7.1 for the processor is in " + place.path()), output);
        assertTrue(output.contains("restart it to use what is there now"), output);
        assertTrue(done("action=repair build=cpu").contains("is as it was installed."));
        assertTrue(done("action=install build=cpu").contains("PyTorch for the processor is there already."));
        Files.write(place.path().resolve("libc10.so"), new byte[10]);
        assertTrue(done("action=repair" + from).contains("PyTorch 2.7.1 for the processor is in "));
        assertTrue(done("action=repair build=cpu").contains("is as it was installed."));
        assertTrue(done("action=remove build=cpu").contains("Removed PyTorch for the processor from " + place.path()));
        assertFalse(Files.exists(place.path()));
        assertTrue(
                done("action=remove build=cpu").contains("There is no PyTorch for the processor in " + place.path()));
    }

    @Test
    void aBuildThatWasSetAsideIsCheckedAndUsedAgain() throws IOException {
        Path gpu = zip(LibraryFiles.of(Flavour.CU128));
        done("build=gpu from=[" + gpu + "]");
        Path note = SetAside.of(PyTorch.libraryFolder(), place(Flavour.CU128).path())
                .file();
        Files.writeString(note, "it ended ImageJ when it was loaded\n");
        String output = done("action=install build=gpu");
        assertTrue(output.contains("was set aside") && output.contains("is as it was installed"), output);
        assertFalse(Files.exists(note));
    }

    @Test
    void aBuildThatIsInstalledAnewOrRemovedIsSetAsideNoLonger() throws IOException {
        Path gpu = zip(LibraryFiles.of(Flavour.CU128));
        Path note = SetAside.of(PyTorch.libraryFolder(), place(Flavour.CU128).path())
                .file();
        for (String action : List.of("install", "repair")) {
            Files.createDirectories(note.getParent());
            Files.writeString(note, "it could not be loaded\n");
            done("action=" + action + " build=gpu from=[" + gpu + "]");
            assertFalse(Files.exists(note), action);
        }
        Files.writeString(note, "it could not be loaded\n");
        done("action=remove build=gpu");
        assertFalse(Files.exists(note));
    }

    @Test
    void whatIsPackedBesideThePluginIsNeverDownloaded() throws IOException {
        assertTrue(done("").contains("is there already."));
        for (LibraryFolder place :
                List.of(place(Flavour.CPU), PyTorch.unpacked(Flavour.CPU).orElseThrow())) {
            Files.write(Files.createDirectories(place.path()).resolve("libtorch.so"), new byte[1]);
            assertTrue(done("action=repair build=cpu").contains("is unpacked anew from the jar beside the plugin."));
            assertFalse(Files.exists(place.path()));
            Files.write(Files.createDirectories(place.path()).resolve("libtorch.so"), new byte[1]);
            assertTrue(done("action=remove build=cpu").contains("Removed"));
            assertFalse(Files.exists(place.path()));
        }
    }

    @Test
    void itsDialogTellsWhatIsThereAndWhatComesWhere() throws IOException {
        String notice = new SetUpPyTorchCommand().notice();
        assertTrue(
                notice.contains(
                        "For the processor: there (in a jar beside the plugin, or brought by another program).\n"),
                notice);
        assertTrue(notice.contains("For NVIDIA's GPUs: not there.\n"), notice);
        assertTrue(
                notice.contains("To install, Automatic takes the build "
                        + PyTorch.advised().use()),
                notice);
        done("build=gpu from=[" + zip(LibraryFiles.of(Flavour.CU128)) + "]");
        notice = new SetUpPyTorchCommand().notice();
        assertTrue(notice.contains("For NVIDIA's GPUs: installed.\n"), notice);
        Files.writeString(
                SetAside.of(PyTorch.libraryFolder(), place(Flavour.CU128).path())
                        .file(),
                "x");
        notice = new SetUpPyTorchCommand().notice();
        assertTrue(notice.contains("For NVIDIA's GPUs: set aside, since it failed when it was tried.\n"), notice);
    }

    @Test
    void whatDoesNotFitIsRefusedInASentence() {
        String from = " from=[" + zip + "]";
        assertTrue(
                refused("build=gpu" + from)
                        .contains(
                                "is the build for the processor, but that for NVIDIA's GPUs was chosen: choose it under Build"));
        assertTrue(refused("build=cpu checksum=" + "0".repeat(64) + from).contains("SHA-256 is "));
        assertTrue(refused("build=cpu from=[" + folder + "/none.zip]").contains("There is no file or folder"));
        assertTrue(refused("action=instal").contains("install"));
        assertEquals(0, place(Flavour.CPU).bytes());
    }
}

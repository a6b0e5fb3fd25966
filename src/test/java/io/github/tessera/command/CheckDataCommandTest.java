package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.SampleFolder;
import io.github.tessera.data.ShapesGenerator;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckDataCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void samples() {
        HeadlessImageJ.fillCommands();
        SampleFolder.write(new ShapesGenerator(64, 48, 4, 20, false, 1), 7, folder, Progress.NONE);
    }

    private DemoMacros.Run check(String more, String then) {
        return DemoMacros.run(
                folder,
                "run('Tessera Check Data...', 'images=[" + folder + "/images] masks=[" + folder + "/masks] " + more
                        + "');\n" + then);
    }

    @Test
    void soundDataGivesTablesAndAStack() throws IOException {
        DemoMacros.Run run = check(
                "crop=32 table=[" + folder + "/t/check.csv]",
                "print(getTitle() + ': ' + nSlices + ' slices, ' + Overlay.size + ' regions, first ' + getInfo('slice.label'));");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("7 images with masks, grey, 8 bits"), run.output());
        assertTrue(run.output().contains("Sizes (pixels): 64 x 48 (7)"), run.output());
        assertTrue(run.output().contains("6 images to learn from, 1 kept out for validation"), run.output());
        assertTrue(run.output().contains("Nothing suspicious was found."), run.output());
        assertTrue(run.output().contains("Tessera check: 7 slices, 7 regions, first sample_0001"), run.output());
        List<String> images = Files.readAllLines(folder.resolve("t/check.csv"));
        assertEquals(
                "Image,Part,Width (pixels),Height (pixels),Channels,Bits,Least intensity,Mean intensity,"
                        + "Greatest intensity,background (%),foreground (%),ignored (%),Findings",
                images.get(0));
        assertEquals(8, images.size());
        List<String> classes = Files.readAllLines(folder.resolve("t/check_classes.csv"));
        assertEquals("Class,Colour,Pixels,Images,Share (%),In training (%),In validation (%)", classes.get(0));
        assertTrue(classes.get(2).startsWith("foreground,#FFC400,"), classes.get(2));
        assertTrue(classes.get(3).startsWith("ignored,#808080,0,0,"), classes.get(3));
        assertEquals(4, classes.size());
        assertEquals(
                List.of("Severity,Finding,Number,Where,What to do", "None,Nothing suspicious was found,0,\"\",\"\""),
                Files.readAllLines(folder.resolve("t/check_findings.csv")));
    }

    @Test
    void whatIsWrongIsSaidAndShownFirst() throws IOException {
        Path sixth = ImageFiles.list(folder.resolve("images")).get(5);
        Path third = ImageFiles.list(folder.resolve("images")).get(2);
        Files.copy(third, sixth, StandardCopyOption.REPLACE_EXISTING);
        Files.delete(ImageFiles.list(folder.resolve("masks")).get(0));
        DemoMacros.Run run = check(
                "crop=256 shown=1 table=[" + folder + "/check]",
                "print(nSlices + ' shown: ' + getInfo('slice.label'));");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(
                run.output()
                        .contains("  Warning: Same image, other mask (" + third.getFileName() + " = "
                                + sixth.getFileName() + "). They teach"),
                run.output());
        assertTrue(
                run.output().contains("  Note: Without a partner (images/sample_0001.png). They are left out"),
                run.output());
        assertTrue(run.output().contains("1 shown: sample_0003.png: Same image"), run.output());
        List<String> findings = Files.readAllLines(folder.resolve("check_findings.csv"));
        assertEquals(4, findings.size(), findings.toString());
        assertTrue(findings.get(1).startsWith("Warning,"), findings.get(1));
        assertTrue(Files.isRegularFile(folder.resolve("check.csv")));
    }

    @Test
    void allThatCannotBeReadIsFound() throws IOException {
        List<Path> images = ImageFiles.list(folder.resolve("images"));
        Files.writeString(images.get(1), "nothing");
        ImageFiles.savePng(List.of(new byte[6]), 3, 2, folder.resolve("masks/sample_0004.png"));
        DemoMacros.Run run = check("table=[" + folder + "/check]", "print(nSlices + ' shown');");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(
                run.output()
                        .contains("  Warning: Cannot be used (sample_0002.png). The file " + images.get(1) + " cannot"),
                run.output());
        assertTrue(
                run.output()
                        .contains("  Warning: Cannot be used (sample_0004.png). The image sample_0004.png is 64 x 48"),
                run.output());
        assertTrue(run.output().contains("5 images with masks"), run.output());
        assertTrue(run.output().contains("Not to be used, left out: sample_0002.png, sample_0004.png"), run.output());
        assertTrue(run.output().contains("5 shown"), run.output());
        assertEquals(6, Files.readAllLines(folder.resolve("check.csv")).size());
        List<String> findings = Files.readAllLines(folder.resolve("check_findings.csv"));
        assertTrue(findings.get(2).startsWith("Warning,Cannot be used,1,sample_0004.png,"), findings.get(2));
    }

    @Test
    void ifNothingCanBeUsedTheFirstProblemsAreTold() throws IOException {
        for (Path image : ImageFiles.list(folder.resolve("images"))) {
            Files.write(image, new byte[0]);
        }
        DemoMacros.Run run = check("", "");
        assertFalse(run.succeeded());
        assertTrue(run.errors().startsWith("None of the images can be used: The file " + folder), run.errors());
        assertTrue(run.errors().contains("sample_0003.png is empty"), run.errors());
        assertTrue(run.errors().contains(" And 4 more."), run.errors());
    }

    @Test
    void coloursAreThoseOfTheTable() throws IOException {
        Path table = Files.writeString(folder.resolve("classes.txt"), "glass, #102030\ndisc, #00FF80\n");
        DemoMacros.Run run = check("labels=values classes=[" + table + "] table=[" + folder + "/check]", "");
        assertTrue(run.succeeded(), run.errors());
        List<String> classes = Files.readAllLines(folder.resolve("check_classes.csv"));
        assertTrue(classes.get(2).startsWith("disc,#00FF80,"), classes.get(2));
    }

    @Test
    void noStackIsMadeIfNoneIsWanted() {
        DemoMacros.Run run = check("shown=0", "print('images: ' + nImages);");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("images: 0"), run.output());
    }

    @Test
    void wrongFoldersAreRefused() {
        DemoMacros.Run run = DemoMacros.run(folder, "run('Tessera Check Data...', 'images=[" + folder + "/none]');");
        assertFalse(run.succeeded());
        assertTrue(run.errors().startsWith("Nothing was entered for \"masks\""), run.errors());
    }
}

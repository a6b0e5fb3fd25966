package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.LabelImage;
import io.github.tessera.model.ForeignFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages that others made, through the commands. */
class ForeignCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void commands() {
        HeadlessImageJ.fillCommands();
    }

    /** What is bright is a spot. */
    private Path bright() throws IOException {
        return ForeignFixture.write(
                folder.resolve("bright"),
                ForeignFixture.description(
                        ForeignFixture.AXES,
                        "[{id: scale_linear, kwargs: {gain: 0.1, offset: -10}}]",
                        ForeignFixture.results("spot", "}"),
                        "[{id: sigmoid}]"),
                ForeignFixture.SAME);
    }

    private Path zipped(Path model) throws IOException {
        Path zip = folder.resolve("bright.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> files = Files.list(model)) {
            for (Path file : files.toList()) {
                out.putNextEntry(new ZipEntry("bright/" + file.getFileName()));
                Files.copy(file, out);
            }
        }
        return zip;
    }

    @Test
    void folderAndZipSegment() throws IOException {
        Path model = bright();
        for (Path path : List.of(model, zipped(model))) {
            DemoMacros.Run run = DemoMacros.run(
                    folder,
                    "newImage('seen', '8-bit ramp', 256, 40, 1); run('Tessera Segment...', 'model=[" + path
                            + "] overlay=none probabilities');"
                            + "selectImage('seen_labels'); print('left ' + getPixel(80, 3) + ', right ' + getPixel(120, 30));"
                            + "selectImage('seen_probabilities'); print('half ' + getPixel(100, 3));");
            assertTrue(run.succeeded(), run.errors());
            assertTrue(run.output().contains("left 0, right 1"), run.output());
            assertTrue(run.output().contains("half 0.5"), run.output());
            assertTrue(
                    run.output()
                            .contains(
                                    "The model foreign model is run as its package says: its classes are taken as background, spot."),
                    run.output());
        }
    }

    @Test
    void aPlainNetworkIsImportedOnceAndThenSegments() throws IOException {
        Path file = Files.copy(bright().resolve("net.pt"), folder.resolve("plain net.pt"));
        String segment = "newImage('seen', '8-bit ramp', 256, 40, 1); run('Tessera Segment...', 'model=[" + file
                + "] overlay=none');"
                + "print(getTitle() + ' left ' + getPixel(80, 3) + ', right ' + getPixel(240, 30));";
        DemoMacros.Run before = DemoMacros.run(folder, segment);
        assertFalse(before.succeeded());
        assertTrue(
                before.errors().contains("tell once what it takes and gives with Tessera Import Network..."),
                before.errors());
        DemoMacros.Run run = DemoMacros.run(
                folder,
                "run('Tessera Import Network...', 'network=[" + file
                        + "] classes=[background, spot] normalization=minmax halo=2');" + segment);
        assertTrue(run.succeeded(), run.errors());
        assertTrue(
                run.output().contains("It takes images of 1 channel. The model is in " + folder.resolve("plain net")),
                run.output());
        assertTrue(run.output().contains("seen_labels left 0, right 1"), run.output());
    }

    @Test
    void nothingIsLearntOnFromIt() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        for (int i = 0; i < 2; i++) {
            ImageFiles.savePng(List.of(new byte[256]), 16, 16, images.resolve(i + ".png"));
        }
        DemoMacros.Run run = DemoMacros.run(
                folder,
                "run('Tessera Train...', 'images=[" + images + "] masks=[" + images + "] model=[" + folder
                        + "/tuned] finetune=[" + bright() + "] steps=1');");
        assertFalse(run.succeeded());
        assertTrue(
                run.errors().contains("was not made by Tessera: it can segment, but nothing can be learnt on from it"),
                run.errors());
        assertFalse(Files.exists(folder.resolve("tuned")));
    }

    @Test
    void aRealOneFindsRealNuclei() throws IOException {
        String property = System.getProperty("tessera.data", System.getenv("TESSERA_DATA"));
        assumeTrue(property != null, "skipped: neither tessera.data nor TESSERA_DATA names a folder of real images");
        Path data = Path.of(property);
        Path nuclei = data.resolve("dsb2018_fluorescence_nuclei");
        Path images = Files.createDirectories(folder.resolve("images"));
        List<Path> chosen;
        try (Stream<Path> files = Files.list(nuclei.resolve("images"))) {
            chosen = files.sorted().limit(12).toList();
        }
        for (Path image : chosen) {
            Files.copy(image, images.resolve(image.getFileName()));
        }
        DemoMacros.Run run = DemoMacros.run(
                folder,
                "run('Tessera Segment Folder...', 'input=[" + images + "] model=["
                        + data.resolve("bioimageio_models/unet2d_nuclei_broad") + "] output=[" + folder
                        + "/results] overlay=none');");
        assertTrue(run.succeeded(), run.errors());
        long both = 0;
        long either = 0;
        for (Path image : chosen) {
            String name = image.getFileName().toString();
            byte[] found = LabelImage.labels(
                            ImageFiles.open(folder.resolve("results/labels").resolve(name.replace(".png", ".tif"))))
                    .get(0);
            byte[] truth = LabelImage.labels(
                            ImageFiles.open(nuclei.resolve("masks").resolve(name)))
                    .get(0);
            assertEquals(truth.length, found.length, name);
            for (int i = 0; i < truth.length; i++) {
                both += truth[i] != 0 && found[i] != 0 ? 1 : 0;
                either += truth[i] != 0 || found[i] != 0 ? 1 : 0;
            }
        }
        double iou = (double) both / either;
        assertTrue(iou > 0.75, "IoU " + iou);
    }
}

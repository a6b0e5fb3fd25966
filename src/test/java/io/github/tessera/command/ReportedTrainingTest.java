package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.data.ClassTable;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.Portion;
import io.github.tessera.data.SplitSettings;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;
import io.github.tessera.train.Training;
import io.github.tessera.train.TrainingConfig;
import io.github.tessera.train.TrainingResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The report as it stands beside a model. */
class ReportedTrainingTest {
    private static final int SIDE = 32;
    private static final String HOSTILE = "<script>alert('x')&amp; K\u00f6rner";
    private static final List<String> HEADINGS = List.of(
            "Data",
            "Split",
            "Settings",
            "Course",
            "How good it is",
            "Thresholds",
            "Examples",
            "For a paper",
            "Software and machine");

    @TempDir
    Path folder;

    private Path home;
    private Path model;
    private String images;

    /** Images whose right half is bright, and is the class; their folder has blanks, and names that would be code. */
    @BeforeEach
    void files() {
        home = folder.resolve("Ada's images & <b>more");
        model = home.resolve("model");
        images = home.resolve("images").toString();
        for (int n = 0; n < 8; n++) {
            byte[] pixels = new byte[SIDE * SIDE];
            byte[] mask = new byte[SIDE * SIDE];
            for (int i = 0; i < pixels.length; i++) {
                boolean inside = i % SIDE >= SIDE / 2 + n % 3;
                pixels[i] = (byte) (inside ? 200 + n : i * (n + 3) % 11);
                mask[i] = (byte) (inside ? 255 : 0);
            }
            String name = "<i>\u00e4 & '" + n + "'.png";
            ImageFiles.savePng(
                    List.of(pixels), SIDE, SIDE, home.resolve("images").resolve(name));
            ImageFiles.savePng(List.of(mask), SIDE, SIDE, home.resolve("masks").resolve(name));
        }
    }

    private TrainingResult run(boolean wanted, Progress progress) {
        return run(new Portion(0.25), wanted, progress);
    }

    private TrainingResult run(Portion test, boolean wanted, Progress progress) {
        return run(new Portion(3), test, wanted, progress);
    }

    private TrainingResult run(Portion validation, Portion test, boolean wanted, Progress progress) {
        LabelledSet set = LabelledSet.fromFolders(
                home.resolve("images"),
                home.resolve("masks"),
                MaskSettings.defaults().withTable(ClassTable.named(List.of("rest", HOSTILE))),
                Progress.NONE);
        TrainingConfig config = TrainingConfig.defaults("model of " + HOSTILE)
                .withDevice(DeviceChoice.CPU)
                .withCrops(2, 16)
                .withLength(2, 6)
                .withSplit(SplitSettings.defaults().withPortions(validation, test));
        List<String> sources = List.of(images, home.resolve("masks").toString());
        Training training = new Training(config, set, model);
        return new ReportedTraining(training, model, sources, List.of("Crops <of> 256: a reason."), wanted)
                .run(() -> training.run(progress), progress);
    }

    private Path report() {
        return model.resolve("report.html");
    }

    private Document parsed() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(report())));
    }

    private static List<String> texts(Document document, String element) {
        NodeList nodes = document.getElementsByTagName(element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    @Test
    void holdsAllSectionsAndNothingOfTheMachine() throws Exception {
        List<String> log = new ArrayList<>();
        run(true, new Progress() {
            @Override
            public void log(String line) {
                log.add(line);
            }
        });
        Document document = parsed();
        assertEquals("Training of model of " + HOSTILE, texts(document, "h1").get(0));
        assertEquals(HEADINGS, texts(document, "h2"));
        String text = document.getDocumentElement().getTextContent();
        assertTrue(text.contains("Crops <of> 256: a reason."), text);
        assertTrue(text.contains("3 kept out for validation"), text);
        assertTrue(text.contains("8 images with labels (images, masks): 1 channel of 8 bits, 32 x 32 pixels"), text);
        assertTrue(text.contains(HOSTILE), text);
        String page = Files.readString(report());
        assertFalse(page.contains("<script"), page);
        for (String path : List.of(folder.toString(), System.getProperty("user.home") + "/")) {
            assertFalse(page.contains(path), path);
        }
        assertTrue(log.stream().anyMatch(line -> line.startsWith("Writing the report")), log.toString());
        assertTrue(
                log.stream().anyMatch(line -> line.matches("The report report.html took [\\d.]+ s\\.")),
                log.toString());
        NodeList images = document.getElementsByTagName("img");
        for (int i = 0; i < images.getLength(); i++) {
            String source = images.item(i).getAttributes().getNamedItem("src").getNodeValue();
            assertTrue(source.startsWith("data:image/png;base64,"), source);
        }
        assertTrue(images.getLength() >= 3, images.getLength() + " pictures");
    }

    @Test
    void theParagraphHasTheNumbersAndTheReferences() throws Exception {
        run(true, Progress.NONE);
        Document document = parsed();
        String paragraph = texts(document, "blockquote").get(0);
        for (String part : List.of(
                "C-UNet (after Bahl et al., 2019) of width 8, 29,321 trainable parameters",
                "8 images (1 channel of 8 bits, 32 x 32 pixels)",
                "3 images were learnt from, 3 kept out for validation and 2 for a final test (split: by image, seed 1)",
                "the loss (Binary cross-entropy + Soft Jaccard (IoU)) was minimized on batches of ",
                ", by Adam, rate 0.001",
                "batches of 2 crops of 16 x 16 pixels",
                "6 steps",
                "On the 3 validation images",
                "On the 2 test images",
                "too few images for an interval",
                "1,999 resamples",
                "PyTorch 2.7.1")) {
            assertTrue(
                    paragraph.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)),
                    part + " is not in: " + paragraph);
        }
        List<String> items = texts(document, "li");
        assertTrue(items.stream().anyMatch(i -> i.startsWith("Bahl G.") && i.contains("10.1109/ICCVW.2019.00302")));
        assertTrue(items.stream().anyMatch(i -> i.startsWith("Efron B.")));
    }

    @Test
    void whereNoIntervalIsToldNoMethodForItIsNamed() throws Exception {
        run(new Portion(2), Portion.NONE, true, Progress.NONE);
        Document document = parsed();
        String paragraph = texts(document, "blockquote").get(0);
        assertTrue(paragraph.contains("too few images for an interval"), paragraph);
        assertFalse(paragraph.contains("bootstrap"), paragraph);
        assertTrue(texts(document, "li").stream().noneMatch(i -> i.startsWith("Efron B.")));
    }

    @Test
    void withoutATestTheValidationIsJudgedByAndHasIntervals() throws Exception {
        run(Portion.NONE, true, Progress.NONE);
        Document document = parsed();
        assertTrue(texts(document, "p").stream().anyMatch(p -> p.contains("So few images make them narrower")));
        assertFalse(texts(document, "h3").contains("Test"));
        String first = texts(document, "p").get(0);
        assertTrue(
                first.matches(
                        "(?s).*on 3 images that it has not learnt from, the IoU .* is .*\\(95 % [\\d.]+ to [\\d.]+\\).*"),
                first);
    }

    @Test
    void titlesOfImagesNeedNotBePaths() {
        images = "cells.lif \0 / 2"; // on Windows a colon does
        run(true, Progress.NONE);
        assertTrue(Files.exists(report()));
    }

    @Test
    void aTrainingWithoutAReportLeavesNoneOfAnEarlierModel() throws IOException {
        Files.createDirectories(model);
        Files.writeString(report(), "of another model");
        run(false, Progress.NONE);
        assertFalse(Files.exists(report()));
    }

    @Test
    void aStoppedTrainingHasItsReportAndADiscardedOneLeavesTheEarlierOne() throws Exception {
        Ended stop = new Ended(3, false);
        assertTrue(run(true, stop).stopped());
        assertTrue(Files.exists(report()), stop.log.toString());
        assertTrue(texts(parsed(), "p").stream().anyMatch(p -> p.contains("stopped early by hand")));
        String before = Files.readString(report());
        assertThrows(CancelledException.class, () -> run(true, new Ended(3, true)));
        assertEquals(before, Files.readString(report()));
    }

    /** Ends a training after some steps. */
    private static final class Ended implements Progress {
        private final int steps;
        private final boolean discarded;
        private final List<String> log = new ArrayList<>();
        private int seen;

        Ended(int steps, boolean discarded) {
            this.steps = steps;
            this.discarded = discarded;
        }

        @Override
        public void log(String line) {
            log.add(line);
        }

        @Override
        public void update(long done, long total) {
            seen++;
        }

        @Override
        public boolean cancelled() {
            return seen >= steps;
        }

        @Override
        public boolean discarded() {
            return discarded && cancelled();
        }
    }

    @Test
    void aReportThatIsCancelledIsLeftOutAndTheModelStays() {
        List<String> log = new ArrayList<>();
        run(true, new Progress() {
            private boolean writing;

            @Override
            public void log(String line) {
                writing |= line.startsWith("Writing the report");
                log.add(line);
            }

            @Override
            public boolean cancelled() {
                return writing;
            }
        });
        assertFalse(Files.exists(report()));
        assertTrue(Files.exists(model.resolve("rdf.yaml")));
        assertTrue(log.contains("The report was cancelled and is left out; the model is there."), log.toString());
    }

    @Test
    void theCommandWritesItUnlessToldNotTo() {
        HeadlessImageJ.fillCommands();
        String options = "images=[" + home + "/images] masks=[" + home + "/masks] model=[" + model + "] width=4 crop=16"
                + " steps=2 validations=1 batch=1 ";
        String quoted = options.replace("'", "\\'");
        DemoMacros.Run run = DemoMacros.run(folder, "run('Tessera Train...', '" + quoted + "');");
        assertTrue(run.succeeded(), run.errors());
        assertTrue(run.output().contains("The report report.html took"), run.output());
        assertTrue(Files.exists(report()));
        run = DemoMacros.run(folder, "run('Tessera Train...', '" + quoted + "report=false');");
        assertTrue(run.succeeded(), run.errors());
        assertFalse(Files.exists(report()));
    }
}

package io.github.tessera.bench;

import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.Portion;
import io.github.tessera.data.SampleFolder;
import io.github.tessera.data.ShapesGenerator;
import io.github.tessera.data.SplitRule;
import io.github.tessera.data.SplitSettings;
import io.github.tessera.metric.Metric;
import io.github.tessera.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sets whose results the README tells, each with its split and its measure. */
enum RealSet {
    /** RGB circles of any colour on noise of sigma 20, made here: 100 of 1,600 images are the test. */
    SHAPES(Metric.DICE) {
        @Override
        LabelledSet read(Path data, Path work) {
            Path samples = work.resolve("shapes");
            SampleFolder.write(new ShapesGenerator(256, 256, 20, 20, true, 1), 1600, samples, Progress.NONE);
            return folders(samples, MaskSettings.defaults());
        }

        @Override
        SplitSettings split(Path data, Path work) {
            return SplitSettings.defaults().withPortions(new Portion(30), new Portion(100));
        }
    },
    /** ISBI 2012: the last 6 of 24 slices are the test, the 2 before them the validation. */
    MEMBRANES(Metric.IOU) {
        @Override
        LabelledSet read(Path data, Path work) {
            return folders(
                    data.resolve("isbi2012_em_membranes"),
                    MaskSettings.defaults().withClassValue(0));
        }

        @Override
        SplitSettings split(Path data, Path work) {
            return SplitSettings.defaults().withRule(SplitRule.ORDER).withPortions(new Portion(2), new Portion(6));
        }
    },
    /** DSB 2018, fluorescence: 48 of 240 images, drawn, are the test. */
    NUCLEI(Metric.IOU) {
        @Override
        LabelledSet read(Path data, Path work) {
            return folders(data.resolve("dsb2018_fluorescence_nuclei"), MaskSettings.defaults());
        }

        @Override
        SplitSettings split(Path data, Path work) {
            return SplitSettings.defaults().withPortions(new Portion(24), new Portion(48));
        }
    },
    /** CVC-612: 12 of 61 frames, drawn, are the test; which come from one patient or video is not known. */
    POLYPS(Metric.IOU) {
        @Override
        LabelledSet read(Path data, Path work) {
            return folders(data.resolve("cvc612_polyps"), MaskSettings.defaults());
        }

        @Override
        SplitSettings split(Path data, Path work) {
            return SplitSettings.defaults().withPortions(new Portion(8), new Portion(12));
        }
    },
    /** DSB 2018, stained tissue: 8 of 40 images, drawn, are the test. */
    HISTOLOGY(Metric.IOU) {
        @Override
        LabelledSet read(Path data, Path work) {
            return folders(data.resolve("dsb2018_he_nuclei_rgb"), MaskSettings.defaults());
        }

        @Override
        SplitSettings split(Path data, Path work) {
            return SplitSettings.defaults().withPortions(new Portion(6), new Portion(8));
        }
    },
    /** CamVid, 11 classes: its validation part is the test, every eighth of its training images the validation. */
    CAMVID(Metric.IOU) {
        @Override
        LabelledSet read(Path data, Path work) {
            return folders(
                    data.resolve("camvid_12class"), MaskSettings.defaults().withIgnoreValue(11));
        }

        @Override
        SplitSettings split(Path data, Path work) throws IOException {
            List<String> lines = new ArrayList<>();
            List<String> own = Files.readAllLines(data.resolve("camvid_12class/split.csv"));
            for (int i = 1; i < own.size(); i++) {
                String[] entry = own.get(i).split(",", -1);
                String part = entry[1].equals("val") ? "test" : i % 8 == 0 ? "validation" : "train";
                lines.add(entry[0] + "," + part);
            }
            Path list = Files.write(work.resolve("camvid.csv"), lines);
            return SplitSettings.defaults().withList(list);
        }
    };

    private final Metric metric;

    RealSet(Metric metric) {
        this.metric = metric;
    }

    /** Reads the images, all parts. */
    abstract LabelledSet read(Path data, Path work) throws IOException;

    abstract SplitSettings split(Path data, Path work) throws IOException;

    /** What is asked for: of the class, or the mean over the classes. */
    Metric metric() {
        return metric;
    }

    private static LabelledSet folders(Path folder, MaskSettings masks) {
        return LabelledSet.fromFolders(folder.resolve("images"), folder.resolve("masks"), masks, Progress.NONE);
    }
}

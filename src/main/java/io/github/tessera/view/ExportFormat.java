package io.github.tessera.view;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import io.github.tessera.image.CocoWriter;
import io.github.tessera.image.GeoJsonWriter;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.ObjectCsv;
import io.github.tessera.image.Palette;
import io.github.tessera.image.Planes;
import io.github.tessera.image.RoiZip;
import io.github.tessera.progress.Choice;
import io.github.tessera.progress.Count;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The kinds of files that labels are exported to: the one list. */
public enum ExportFormat implements Choice {
    /** A set of ROIs as the ROI Manager saves it. */
    ROI_ZIP("ROI set (zip)", "roizip", ExportFormat::writeRois, "zip"),
    /** As QuPath imports it. */
    GEO_JSON("GeoJSON for QuPath (geojson)", "geojson", ExportFormat::writeGeoJson, "geojson", "json"),
    /** Instances with polygons and run lengths. */
    COCO("COCO (json)", "coco", ExportFormat::writeCoco, "json"),
    /** A line an object. */
    CSV("Table of objects (csv)", "csv", ExportFormat::writeTable, "csv"),
    /** A label image; a file for each slice. */
    PNG("Label image (png)", "png", ExportFormat::writePng, "png"),
    /** The image with its overlay, or the label image. */
    TIFF("Image with overlay, or label image (tif)", "tiff", ExportFormat::writeTiff, "tif", "tiff");

    private static final int MOST_SHORT = 65_535;

    private final String label;
    private final String word;
    private final Writing writing;
    private final List<String> endings;

    ExportFormat(String label, String word, Writing writing, String... endings) {
        this.label = label;
        this.word = word;
        this.writing = writing;
        this.endings = List.of(endings);
    }

    /**
     * What else is to be known.
     *
     * @param image what files call the image
     * @param kind what QuPath makes of the objects
     */
    public record Settings(String image, GeoJsonWriter.Kind kind) {}

    private interface Writing {
        String write(ExportSource source, Settings settings, Path file, Progress progress);
    }

    /** The file with this format's ending, which is added where it is missing. */
    public Path withEnding(Path file) {
        String name = file.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        boolean there = endings.stream().anyMatch(ending -> lower.endsWith("." + ending));
        return there ? file : file.resolveSibling(name + "." + endings.get(0));
    }

    /** The files that are written: the one with its ending, or in a format without stacks one for each plane, such as {@code cells_slice_2.png}. */
    public List<Path> files(ImagePlus image, Path file) {
        Path whole = withEnding(file);
        int planes = Planes.count(image);
        if (this != PNG || planes == 1) {
            return List.of(whole);
        }
        String name = whole.getFileName().toString();
        String base = ImageFiles.baseName(name);
        return IntStream.rangeClosed(1, planes)
                .mapToObj(n -> whole.resolveSibling(base + "_slice_" + n + name.substring(base.length())))
                .toList();
    }

    /**
     * Writes {@link #files}, over older ones.
     *
     * @return what it holds in words: "12 objects"
     * @throws TesseraException naming file or image and cure if it cannot be written
     */
    public String write(ExportSource source, Settings settings, Path file, Progress progress) {
        return writing.write(source, settings, file, progress);
    }

    private static String writeRois(ExportSource source, Settings settings, Path file, Progress progress) {
        List<Roi> rois = source.rois(progress);
        RoiZip.write(rois, ROI_ZIP.withEnding(file), progress);
        return Count.of(rois.size(), "ROI");
    }

    private static String writeGeoJson(ExportSource source, Settings settings, Path file, Progress progress) {
        return Count.of(
                GeoJsonWriter.write(source.objects(settings.image), settings.kind, GEO_JSON.withEnding(file), progress),
                "object");
    }

    private static String writeCoco(ExportSource source, Settings settings, Path file, Progress progress) {
        return Count.of(
                CocoWriter.write(List.of(source.objects(settings.image)), COCO.withEnding(file), progress), "object");
    }

    private static String writeTable(ExportSource source, Settings settings, Path file, Progress progress) {
        return Count.of(ObjectCsv.write(source.objects(settings.image), CSV.withEnding(file), progress), "object");
    }

    private static String writePng(ExportSource source, Settings settings, Path file, Progress progress) {
        ImagePlus labels = source.labels(progress);
        List<Path> files = PNG.files(labels, file);
        for (int plane = 0; plane < files.size(); plane++) {
            progress.check();
            ImageProcessor values = labels.getStack()
                    .getProcessor(Planes.stackIndex(labels, 1, plane))
                    .duplicate();
            ImageFiles.savePng(drawable(values, labels), files.get(plane));
            progress.update(plane + 1L, files.size());
        }
        return Count.of(files.size(), "label image");
    }

    /** Values that a PNG can hold: of 8 bits with a colour table, or of 16. */
    private static ImageProcessor drawable(ImageProcessor values, ImagePlus labels) {
        if (values.getBitDepth() == Byte.SIZE) {
            boolean classes = LabelObjects.hasClasses(labels);
            values.setLut(classes ? Palette.standard().lut() : Palette.objects().lut());
            return values;
        }
        if (values.getStatistics().max > MOST_SHORT) {
            throw new TesseraException("The label image " + labels.getTitle() + " holds numbers above " + MOST_SHORT
                    + ", the greatest in a PNG: choose TIFF.");
        }
        return values.convertToShortProcessor(false);
    }

    private static String writeTiff(ExportSource source, Settings settings, Path file, Progress progress) {
        ImageFiles.saveTiff(source.saved(progress), source.overlay(), TIFF.withEnding(file));
        return Count.of(source.overlay() == null ? 0 : source.overlay().size(), "ROI") + " and the image";
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return label;
    }
}

package io.github.tessera.image;

import ij.ImagePlus;
import ij.gui.Arrow;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.TextRoi;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.awt.Color;
import java.awt.Rectangle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * ROIs in their order: the overlay of an image, a {@code .roi} file, or a set that the ROI Manager saved.
 *
 * <p>Texts, arrows and pictures mark no pixels and are left out, but for a {@link LabelLayer}.
 */
public final class RoiSet {
    /** More than ImageJ writes for an outline of a million corners. */
    private static final int MOST_BYTES = 1 << 26;

    private static final long MOST_BYTES_OF_ALL = 1L << 30;
    private static final String ENTRY = ".roi";

    private final String name;
    private final List<RoiBytes> rois = new ArrayList<>();
    private int decorations;

    private RoiSet(String name) {
        this.name = name;
    }

    /** The overlay of an image; empty if it has none. */
    public static RoiSet ofOverlay(ImagePlus imp) {
        Overlay overlay = imp.getOverlay();
        return of("the overlay of " + imp.getTitle(), overlay == null ? new Roi[0] : overlay.toArray());
    }

    /**
     * ROIs from elsewhere, such as the ROI Manager.
     *
     * @param name what messages call the set
     */
    public static RoiSet of(String name, Roi... rois) {
        RoiSet set = new RoiSet(name);
        for (Roi roi : rois) {
            boolean decoration = roi instanceof TextRoi || roi instanceof Arrow || roi instanceof ImageRoi;
            set.add(
                    decoration && !LabelLayer.is(roi)
                            ? Optional.empty()
                            : Optional.of(new RoiBytes(roi, roi.getGroup())));
        }
        return set;
    }

    /**
     * Reads a {@code .roi} file or a zip of them, in the order of the zip; other files in the zip are skipped.
     *
     * @throws TesseraException naming the file, and the ROI in it, if it is damaged or holds no ROI
     */
    public static RoiSet read(Path file, Progress progress) {
        RoiSet set = new RoiSet(file.getFileName().toString());
        try {
            if (set.name.toLowerCase(Locale.ROOT).endsWith(ENTRY)) {
                set.readSingle(file);
            } else {
                set.readZip(file, progress);
            }
        } catch (IOException e) {
            throw new TesseraException(
                    "The ROI file " + file + " cannot be read; save the ROIs again with ImageJ (" + e.getMessage()
                            + ").",
                    e);
        }
        return set;
    }

    private void readSingle(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("it is too large");
        }
        Optional<RoiBytes> roi = RoiBytes.decode(Files.readAllBytes(file));
        // ImageJ gives a ROI the name of its file, which here is that of the image, not that of a class.
        roi.filter(r -> ImageFiles.baseName(name).equals(r.roi().getName()))
                .ifPresent(r -> r.roi().setName(null));
        add(roi);
    }

    private void readZip(Path file, Progress progress) throws IOException {
        long room = MOST_BYTES_OF_ALL;
        boolean any = false;
        try (ZipFile zip = open(file)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                progress.check();
                if (!isRoi(entry)) {
                    continue;
                }
                any = true;
                byte[] bytes;
                try (InputStream in = zip.getInputStream(entry)) {
                    bytes = in.readNBytes((int) Math.min(room, MOST_BYTES));
                    room -= bytes.length;
                    if (bytes.length == MOST_BYTES || room <= 0) {
                        throw new IOException("it is too large");
                    }
                    add(RoiBytes.decode(bytes).map(roi -> named(roi, entry)));
                } catch (IOException | RuntimeException e) { // the library checks little of what a hostile zip says
                    throw new TesseraException(
                            "The ROI " + entry.getName() + " in " + file
                                    + " is damaged; delete it in the ROI Manager and save the set again.",
                            e);
                }
            }
        }
        if (!any) {
            throw new IOException("it holds no ROIs");
        }
    }

    private static ZipFile open(Path file) throws IOException {
        try {
            return ZipFile.builder().setPath(file).get();
        } catch (RuntimeException e) {
            throw new IOException("it is no zip, or it is damaged", e);
        }
    }

    /** A Mac adds a shadow of every file. */
    private static boolean isRoi(ZipArchiveEntry entry) {
        String path = entry.getName();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.toLowerCase(Locale.ROOT).endsWith(ENTRY) && !last.startsWith("._");
    }

    private static RoiBytes named(RoiBytes read, ZipArchiveEntry entry) {
        if (read.roi().getName() == null) {
            String path = entry.getName();
            read.roi().setName(path.substring(path.lastIndexOf('/') + 1, path.length() - ENTRY.length()));
        }
        return read;
    }

    private void add(Optional<RoiBytes> roi) {
        roi.ifPresentOrElse(rois::add, () -> decorations++);
    }

    /** How many ROIs there are. */
    public int size() {
        return rois.size();
    }

    /**
     * The regions on each plane of an image, in the order of the ROIs.
     *
     * <p>A ROI lies on the slice and frame of its position, in whatever channel, or on the plane of its image of the stack; 0 is
     * every one. On an image of one plane all ROIs lie.
     *
     * @param imp tells size and planes
     * @param classOf what tells the class
     * @param progress told in one line of what was left out
     * @throws TesseraException if a line is far larger than any image
     */
    public List<List<Region>> regions(ImagePlus imp, RegionClass classOf, Progress progress) {
        return objects(imp, classOf, progress).stream()
                .map(plane -> plane.stream().map(ImageObject::region).toList())
                .toList();
    }

    /** As {@link #regions}, with names and colours; a ROI that lies on several planes is the same object on each. */
    public List<List<ImageObject>> objects(ImagePlus imp, RegionClass classOf, Progress progress) {
        StackPlaces places = new StackPlaces(imp);
        List<List<ImageObject>> planes = new ArrayList<>();
        for (int plane = 0; plane < places.planes(); plane++) {
            planes.add(new ArrayList<>());
        }
        int outside = 0;
        for (RoiBytes read : rois) {
            progress.check();
            if (LabelLayer.is(read.roi())) {
                Rectangle area = new Rectangle(imp.getWidth(), imp.getHeight());
                List<ImageObject> shown = LabelLayer.objects((ImageRoi) read.roi(), area);
                IntStream.range(0, places.planes())
                        .filter(plane -> places.holds(read.roi(), plane))
                        .forEach(plane -> planes.get(plane).addAll(shown));
                continue;
            }
            String className = classOf.of(read.roi(), read.group());
            RoiPixels pixels = new RoiPixels(name, className, new Rectangle(imp.getWidth(), imp.getHeight()));
            outside += draw(read.roi(), pixels, places, planes) ? 0 : 1;
        }
        tell(imp, outside, progress);
        return planes;
    }

    private static boolean draw(Roi roi, RoiPixels pixels, StackPlaces places, List<List<ImageObject>> planes) {
        boolean found = false;
        boolean pointwise = roi.getPosition() == PointRoi.POINTWISE_POSITION;
        Optional<ImageObject> everywhere =
                pointwise ? Optional.empty() : pixels.region(roi, point -> true).map(region -> object(roi, region));
        for (int plane = 0; plane < places.planes(); plane++) {
            if (places.holds(roi, plane)) {
                int here = plane;
                Optional<ImageObject> object = pointwise
                        ? pixels.region(roi, point -> places.holdsIndex(((PointRoi) roi).getPointPosition(point), here))
                                .map(region -> object(roi, region))
                        : everywhere;
                object.ifPresent(planes.get(plane)::add);
                found |= object.isPresent();
            }
        }
        return found;
    }

    private static ImageObject object(Roi roi, Region region) {
        Color colour = roi.getStrokeColor() == null ? roi.getFillColor() : roi.getStrokeColor();
        String name = roi.getName() == null ? "" : roi.getName().strip();
        // What Tessera laid for a whole class has the class's name and no number.
        boolean crowd = !name.isEmpty() && name.equals(roi.getProperty(RegionClass.PROPERTY));
        String number = roi.getProperty(ImageObject.NUMBER_PROPERTY);
        return new ImageObject(
                name,
                number != null && number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0,
                region,
                colour == null ? ImageObject.NO_COLOUR : colour.getRGB() & 0xFFFFFF,
                crowd);
    }

    private void tell(ImagePlus imp, int outside, Progress progress) {
        if (decorations > 0) {
            progress.log(
                    "Left out of " + name + ": " + decorations + " texts, arrows or pictures, which mark no pixels.");
        }
        if (outside > 0) {
            progress.log("Left out of " + name + ": " + outside + " of " + rois.size()
                    + " ROIs, which cover no pixel of "
                    + imp.getTitle() + " (" + imp.getWidth() + " x " + imp.getHeight() + ", " + imp.getStackSize()
                    + " in the stack).");
        }
    }
}

package io.github.tessera.view;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import io.github.tessera.data.ClassTable;
import io.github.tessera.data.LabelKind;
import io.github.tessera.data.LabelledImage;
import io.github.tessera.data.LabelledSet;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.data.ReadingSettings;
import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.Region;
import io.github.tessera.image.RegionClass;
import io.github.tessera.image.RegionStack;
import io.github.tessera.image.RoiSet;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Labels of an image as the user has them now: drawn over it as ROIs, or painted into a label image.
 *
 * @param source what messages call them: "the overlay"
 * @param width pixels in a row
 * @param height rows
 * @param planes class indices of each plane, row by row, {@link LabelImage#IGNORED} where nothing is to be learnt; not copied
 */
public record CorrectedLabels(String source, int width, int height, List<byte[]> planes) {
    /** ImageJ's ROIs that have a group and no name. */
    private static final Pattern GROUP = Pattern.compile("group (\\d{1,3})");

    private static final Pattern NUMBER = Pattern.compile("\\s+\\d+$");

    /** Copies the list. */
    public CorrectedLabels {
        planes = List.copyOf(planes);
    }

    /**
     * What is drawn; the rest is the model's first class. A ROI's name is its class, as everywhere; where the model knows one class besides the
     * first, a ROI without a name is of that one.
     *
     * @param rois what is not of the image's size is cut
     * @param classes the model's
     * @throws TesseraException naming ROI and cure if one is no class
     */
    public static CorrectedLabels ofRois(
            String source, ImagePlus image, Roi[] rois, List<String> classes, Progress progress) {
        Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
        byte[] everywhere = new byte[all.width * all.height];
        Arrays.fill(everywhere, (byte) 1);
        List<List<Region>> regions = new ArrayList<>();
        for (List<Region> plane : RoiSet.of(source + " of " + image.getTitle(), rois)
                .regions(image, RegionClass.telling(classes), progress)) {
            List<Region> known = new ArrayList<>(List.of(new Region(classes.get(0), all, everywhere)));
            plane.forEach(region -> known.add(known(region, classes, image.getTitle())));
            regions.add(known);
        }
        MaskSettings settings = settings(classes).withKind(LabelKind.REGIONS).withTable(ClassTable.named(classes));
        RegionStack drawn = new RegionStack(PlaneStack.of(image), regions, Map.of());
        return of(source, LabelledSet.fromRegions(drawn, settings, ReadingSettings.ALL, progress));
    }

    /**
     * What is painted.
     *
     * @param labels values are class numbers, 255 is ignored; as many slices as the image
     * @throws TesseraException naming the label image if it does not fit the image, or holds the number of no class
     */
    public static CorrectedLabels ofLabelImage(
            ImagePlus image, ImagePlus labels, List<String> classes, Progress progress) {
        LabelledSet painted = LabelledSet.fromStacks(
                PlaneStack.of(image),
                PlaneStack.of(labels),
                settings(classes).withKind(LabelKind.VALUES),
                ReadingSettings.ALL,
                progress);
        return of("the label image " + labels.getTitle(), painted);
    }

    private static MaskSettings settings(List<String> classes) {
        return MaskSettings.defaults().withIndices(classes.size());
    }

    private static Region known(Region region, List<String> classes, String image) {
        String name = region.className();
        if (region.isIgnored() || classes.stream().anyMatch(name::equalsIgnoreCase)) {
            return region;
        }
        // Whoever draws one more calls it like those that are there: nucleus 12.
        String counted = NUMBER.matcher(name).replaceFirst("");
        if (classes.stream().anyMatch(counted::equalsIgnoreCase)) {
            return new Region(counted, region.bounds(), region.inside());
        }
        Matcher group = GROUP.matcher(name);
        int meant = name.equals(Region.FOREGROUND) && classes.size() == 2
                ? 1
                : group.matches() ? Integer.parseInt(group.group(1)) : 0;
        if (meant == 0 || meant >= classes.size()) {
            String named = name.equals(Region.FOREGROUND) ? "has no name" : "is named \"" + name + "\"";
            throw new TesseraException("A ROI on " + image + " " + named + ", but the model's classes are "
                    + String.join(", ", classes)
                    + ": give it the name of its class (Image > Overlay > Properties), name it ignore if nothing is to be learnt"
                    + " there, or delete it.");
        }
        return new Region(classes.get(meant), region.bounds(), region.inside());
    }

    private static CorrectedLabels of(String source, LabelledSet set) {
        LabelledImage first = set.images().get(0);
        return new CorrectedLabels(
                source,
                first.width(),
                first.height(),
                set.images().stream().map(image -> image.labels(image.area())).toList());
    }

    /** The same labels inside an area selection; nothing is to be learnt outside it. */
    public CorrectedLabels within(Roi area) {
        ByteProcessor inside = new ByteProcessor(width, height);
        inside.setValue(1);
        inside.fill(area);
        List<byte[]> cut = new ArrayList<>();
        for (byte[] plane : planes) {
            byte[] copy = plane.clone();
            for (int i = 0; i < copy.length; i++) {
                copy[i] = inside.get(i) == 0 ? (byte) LabelImage.IGNORED : copy[i];
            }
            cut.add(copy);
        }
        return new CorrectedLabels(source, width, height, cut);
    }

    /** In how many pixels of a plane that are to be learnt others say something else. */
    public long differing(int plane, byte[] others) {
        byte[] own = planes.get(plane);
        long count = 0;
        for (int i = 0; i < own.length; i++) {
            count += own[i] != (byte) LabelImage.IGNORED && own[i] != others[i] ? 1 : 0;
        }
        return count;
    }
}

package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/**
 * Masks that number single objects from 1, 0 being the background: background and foreground are made of them, or background,
 * interior and border.
 *
 * <p>Objects may have 255 as their number: the ignored value counts only if it is another one.
 */
final class ObjectLabels extends MaskLabels<LabelPlane> {
    private static final int BACKGROUND = 0;
    private static final int NONE = -1;

    private final MaskSettings settings;
    private final boolean borders;
    private final int ignored;

    ObjectLabels(MaskSettings settings) {
        this.settings = settings;
        this.borders = settings.kind() == LabelKind.BORDERS;
        this.ignored = settings.ignoreValue() == MaskSettings.DEFAULT_IGNORE_VALUE ? NONE : settings.ignoreValue();
    }

    @Override
    List<LabelPlane> read(PlaneStack image, MaskFile mask, Progress progress) {
        PlaneStack stack = mask.stack();
        requireSize(image, stack);
        requireSlices(image, stack);
        if (MaskCoding.isJpeg(stack.name())) {
            throw new TesseraException("The mask " + stack.name()
                    + " is a JPEG, which smears the numbers of objects at edges; save masks as PNG or TIFF.");
        }
        List<LabelPlane> planes = new ArrayList<>();
        for (int p = 0; p < stack.planes().size(); p++) {
            progress.check();
            int[] objects = new MaskReader(stack.name(p), stack.planes().get(p)).objects();
            byte[] labels = labels(objects);
            if (borders) {
                new ObjectBorders(objects, image.width(), BACKGROUND, ignored)
                        .draw(labels, settings.border(), progress);
            }
            planes.add(new LabelPlane(stack.name(p), ArrayImgs.unsignedBytes(labels, image.width(), image.height())));
        }
        return planes;
    }

    private byte[] labels(int[] objects) {
        byte[] labels = new byte[objects.length];
        for (int i = 0; i < objects.length; i++) {
            labels[i] = (byte) (objects[i] == ignored ? LabelImage.IGNORED : objects[i] == BACKGROUND ? 0 : 1);
        }
        return labels;
    }

    @Override
    public Labels labels(List<LabelPlane> read) {
        List<RandomAccessibleInterval<UnsignedByteType>> planes = LabelPlane.labels(read);
        List<String> signs = new ArrayList<>(List.of("0", borders ? "inside an object" : "an object"));
        String heading = "The masks number single objects";
        if (borders) {
            signs.add("an object's pixels within " + settings.border() + " of others");
            heading += ", whose borders are " + settings.border() + (settings.border() == 1 ? " pixel" : " pixels")
                    + " wide";
        }
        ClassTable own = borders ? ClassTable.named(List.of("background", "interior", "border")) : ClassTable.binary();
        ClassTable table = settings.table().orElse(own);
        if (table.size() != own.size()) {
            throw new TesseraException("The table of classes has " + table.size() + " classes, but these labels have "
                    + own.size() + ": " + String.join(", ", own.names()) + "; leave the table empty or name these.");
        }
        requireInterior(planes);
        Optional<String> ignoredSign = ignored < 0 ? Optional.empty() : Optional.of(String.valueOf(ignored));
        return new Labels(LabelMeaning.of(heading, table, signs, ignoredSign), planes);
    }

    private void requireInterior(List<RandomAccessibleInterval<UnsignedByteType>> planes) {
        PixelCounts counts = PixelCounts.of(planes, 3);
        if (borders && counts.classes().get(1) == 0 && counts.classes().get(2) > 0) {
            throw new TesseraException("Borders " + settings.border()
                    + " pixels wide leave no interior of any object; choose a smaller width.");
        }
    }
}

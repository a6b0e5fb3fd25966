package io.github.tessera.data;

import io.github.tessera.image.LabelImage;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Masks that number single objects from 1, 0 being the background: background and foreground are made of them, or background,
 * interior and border.
 *
 * <p>Objects may have 255 as their number: the ignored value counts only if it is another one.
 */
final class ObjectLabels extends MaskLabels<ObjectLabels.ObjectPlane> {
    private static final int BACKGROUND = 0;
    private static final int INTERIOR = 1;
    private static final int BORDER = 2;
    private static final int NONE = -1;

    private final MaskSettings settings;
    private final LabelMemory memory;
    private final boolean borders;
    private final int ignored;

    ObjectLabels(MaskSettings settings) {
        this(settings, LabelMemory.AUTO);
    }

    ObjectLabels(MaskSettings settings, LabelMemory memory) {
        this.settings = settings;
        this.memory = memory;
        this.borders = settings.kind() == LabelKind.BORDERS;
        this.ignored = settings.ignoreValue() == MaskSettings.DEFAULT_IGNORE_VALUE ? NONE : settings.ignoreValue();
    }

    /**
     * The labels of a plane.
     *
     * @param interior whether pixels of an object's interior are among them, where borders are asked for
     * @param border whether pixels of a border are, where there is no interior
     * @param numbers of the objects; null where they are not kept
     */
    record ObjectPlane(
            String name,
            RandomAccessibleInterval<UnsignedByteType> labels,
            boolean interior,
            boolean border,
            RandomAccessibleInterval<FloatType> numbers)
            implements PlaneLabels {}

    @Override
    List<ObjectPlane> read(PlaneStack image, MaskFile mask, Progress progress) {
        PlaneStack stack = matching(image, mask.stack());
        if (MaskCoding.isJpeg(stack.name())) {
            throw new TesseraException("The mask " + stack.name()
                    + " is a JPEG, which smears the numbers of objects at edges; save masks as PNG or TIFF.");
        }
        List<ObjectPlane> planes = new ArrayList<>();
        for (int p = 0; p < stack.planes().size(); p++) {
            progress.check();
            MaskReader reader = new MaskReader(stack.name(p), stack.planes().get(p));
            RandomAccessibleInterval<UnsignedByteType> labels = memory.plane(
                    image.width(),
                    image.height(),
                    borders
                            ? (area, bytes) -> withBorders(reader, area, bytes)
                            : (area, bytes) -> reader.objects(area, (i, object) -> bytes[i] = label(object)),
                    progress);
            boolean interior = borders && holds(labels, INTERIOR, progress);
            boolean border = borders && !interior && holds(labels, BORDER, progress);
            planes.add(new ObjectPlane(
                    stack.name(p),
                    labels,
                    interior,
                    border,
                    settings.numbers() ? stack.planes().get(p) : null));
        }
        return planes;
    }

    private static boolean holds(RandomAccessibleInterval<UnsignedByteType> labels, int label, Progress progress) {
        PrimitiveBlocks<UnsignedByteType> blocks = PrimitiveBlocks.of(labels, PrimitiveBlocks.OnFallback.ACCEPT);
        byte[] row = new byte[(int) labels.dimension(0)];
        for (int y = 0; y < labels.dimension(1); y++) {
            progress.check();
            blocks.copy(new int[] {0, y}, row, new int[] {row.length, 1});
            for (byte one : row) {
                if (one == label) {
                    return true;
                }
            }
        }
        return false;
    }

    private byte label(int object) {
        return (byte) (object == ignored ? LabelImage.IGNORED : object == BACKGROUND ? BACKGROUND : INTERIOR);
    }

    /** What lies further from a pixel than the border's width does not matter to it. */
    private void withBorders(MaskReader reader, Tile area, byte[] bytes) {
        int left = Math.max(0, area.x() - settings.border());
        int top = Math.max(0, area.y() - settings.border());
        int right = Math.min(reader.width(), area.right() + settings.border());
        int bottom = Math.min(reader.height(), area.bottom() + settings.border());
        Tile around = new Tile(left, top, right - left, bottom - top);
        int[] objects = new int[around.width() * around.height()];
        byte[] labels = new byte[objects.length];
        reader.objects(around, (i, object) -> {
            objects[i] = object;
            labels[i] = label(object);
        });
        new ObjectBorders(objects, around.width(), BACKGROUND, ignored).draw(labels, settings.border(), Progress.NONE);
        for (int y = 0; y < area.height(); y++) {
            int from = (area.y() + y - top) * around.width() + area.x() - left;
            System.arraycopy(labels, from, bytes, y * area.width(), area.width());
        }
    }

    @Override
    public Labels labels(List<ObjectPlane> planes) {
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
        return new Labels(
                LabelMeaning.of(heading, table, signs, ignoredSign),
                planes.stream().map(ObjectPlane::labels).toList(),
                settings.numbers() ? planes.stream().map(ObjectPlane::numbers).toList() : List.of());
    }

    private void requireInterior(List<ObjectPlane> planes) {
        if (planes.stream().anyMatch(ObjectPlane::border) && planes.stream().noneMatch(ObjectPlane::interior)) {
            throw new TesseraException("Borders " + settings.border()
                    + " pixels wide leave no interior of any object; choose a smaller width.");
        }
    }
}

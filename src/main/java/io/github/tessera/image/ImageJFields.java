package io.github.tessera.image;

import ij.gui.Roi;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Properties;

/** What the first directory of a TIFF tells of its image besides the pixels, if ImageJ has written it. */
final class ImageJFields {
    private static final int DESCRIPTION = 270;
    private static final int X_RESOLUTION = 282;
    private static final int Y_RESOLUTION = 283;
    private static final int RESOLUTION_UNIT = 296;
    private static final int LENGTHS = 50838;
    private static final int DATA = 50839;

    /** The letters IJIJ, and roi with a blank. */
    private static final int MAGIC = 0x494a494a;

    private static final int ROI = 0x726f6920;

    private final TiffDirectory directory;
    private final ByteOrder order;
    private final Properties description = new Properties();

    ImageJFields(TiffDirectory directory, ByteOrder order) throws IOException {
        this.directory = directory;
        this.order = order;
        String text = directory.text(DESCRIPTION);
        if (text.startsWith("ImageJ")) {
            description.load(new StringReader(text));
        }
    }

    /** A whole number of the description, or another if it is missing. */
    int number(String key, int otherwise) {
        double number = fraction(key);
        return Double.isNaN(number) ? otherwise : (int) number;
    }

    /** A number of the description, NaN if it is missing. */
    private double fraction(String key) {
        try {
            return Double.parseDouble(description.getProperty(key, "").trim());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The size of a pixel as ImageJ would tell it. */
    Optional<PixelSize> pixelSize() throws IOException {
        double x = directory.fraction(X_RESOLUTION);
        double y = directory.fraction(Y_RESOLUTION);
        int code = directory.number(RESOLUTION_UNIT, 2);
        if (x == 0 || y == 0 || (code == 2 && x == 72)) {
            return Optional.empty();
        }
        String unit = code == 2 ? "inch" : code == 3 ? "cm" : "";
        return PixelSize.of(1 / x, 1 / y, description.getProperty("unit", unit));
    }

    /** How far apart the planes are. */
    PlaneSpacing spacing() {
        String unit = description.getProperty("zunit", description.getProperty("unit", ""));
        double micrometres = LengthUnit.of(unit).map(LengthUnit::micrometres).orElse(0.0);
        double depth = description.containsKey("spacing") ? fraction("spacing") : 1; // which ImageJ leaves out
        return new PlaneSpacing(micrometres * depth, fraction("finterval"), description.getProperty("tunit", "sec"));
    }

    /** The area that was selected when the image was saved; what is damaged selects nothing. */
    Optional<Roi> selection() {
        try {
            long[] lengths = directory.numbers(LENGTHS);
            if (lengths.length < 2) {
                return Optional.empty();
            }
            ByteBuffer data = ByteBuffer.wrap(directory.bytes(DATA)).order(order);
            if (data.getInt(0) != MAGIC) {
                return Optional.empty();
            }
            // A head of kinds and how many there are of each, then all of them one after the other.
            int position = (int) lengths[0];
            int part = 1;
            for (int kind = Integer.BYTES; kind < lengths[0]; kind += 2 * Integer.BYTES) {
                if (data.getInt(kind) == ROI) {
                    byte[] roi = new byte[(int) Math.min(lengths[part], data.capacity())];
                    data.get(position, roi);
                    return RoiBytes.decode(roi).map(RoiBytes::roi).filter(Roi::isArea);
                }
                for (int i = data.getInt(kind + Integer.BYTES); i > 0; i--) {
                    position += (int) lengths[part++];
                }
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}

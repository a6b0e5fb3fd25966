package io.github.tessera.image;

import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.io.RoiDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads one ROI as ImageJ saved it, from bytes that may be damaged or hostile.
 *
 * <p>ImageJ's own decoder takes memory for as many corners as the bytes claim to hold, opens images inside, and writes a line into
 * the log for each ROI with a group where its table of colours is missing. So what it would trust is looked at before.
 *
 * @param roi without its group
 * @param group from 1 on, 0 if there is none
 */
record RoiBytes(Roi roi, int group) {
    private static final int HEADER = 64;
    private static final int POLYGON = 0;
    private static final int LINE = 3;
    private static final int NO_ROI = 6;
    private static final int FIRST_WITH_STYLE = 218;
    private static final int FIRST_WITH_HALF_PIXELS = 222;
    private static final int FIRST_WITH_PROPERTIES = 224;
    private static final int FIRST_WITH_GROUP = 228;
    private static final double LONGEST_SPLINE = 1e7;

    /**
     * The ROI, or none if the bytes are a text, an arrow or a picture, which mark no pixels.
     *
     * @throws IOException if they are damaged
     */
    static Optional<RoiBytes> decode(byte[] saved) throws IOException {
        byte[] bytes = saved.clone();
        try {
            ByteBuffer data = ByteBuffer.wrap(bytes);
            int version = data.getShort(RoiDecoder.VERSION_OFFSET);
            int subtype = data.getShort(RoiDecoder.SUBTYPE);
            boolean decoration =
                    subtype == RoiDecoder.TEXT || subtype == RoiDecoder.ARROW || subtype == RoiDecoder.IMAGE;
            if (decoration && version >= FIRST_WITH_STYLE) {
                return Optional.empty();
            }
            requireWhole(data, version);
            requireTexts(data, version);
            int group = takeGroup(data, version);
            boolean spline = takeSpline(data, version);
            Roi roi = new RoiDecoder(bytes, null).getRoi();
            if (roi == null || !isFinite(roi)) {
                throw new IOException("it has no place");
            }
            if (spline) {
                fitSpline(roi);
            }
            return Optional.of(new RoiBytes(roi, group));
        } catch (RuntimeException e) { // ImageJ's decoder believes what it reads
            throw new IOException("it is damaged", e);
        }
    }

    private static void requireWhole(ByteBuffer data, int version) throws IOException {
        int options = data.getShort(RoiDecoder.OPTIONS);
        boolean halfPixels = version >= FIRST_WITH_HALF_PIXELS && (options & RoiDecoder.SUB_PIXEL_RESOLUTION) != 0;
        int type = data.get(RoiDecoder.TYPE);
        int shape = data.getInt(RoiDecoder.SHAPE_ROI_SIZE);
        if (shape > 0) {
            requireNumbers(data, HEADER, shape);
        } else if (type == POLYGON || (type > LINE && type != NO_ROI)) {
            int corners = Short.toUnsignedInt(data.getShort(RoiDecoder.N_COORDINATES));
            corners = corners == 0 ? data.getInt(RoiDecoder.SIZE) : corners;
            if (corners <= 0 || corners > data.capacity() / Integer.BYTES) {
                throw new IOException("its corners are missing");
            }
            requireNumbers(data, HEADER + Integer.BYTES * corners, halfPixels ? 2 * corners : 0);
        }
    }

    private static void requireNumbers(ByteBuffer data, int from, int count) throws IOException {
        if (count < 0 || from + (long) Float.BYTES * count > data.capacity()) {
            throw new IOException("it is cut off");
        }
        for (int i = 0; i < count; i++) {
            if (!(Math.abs(data.getFloat(from + Float.BYTES * i)) <= Outline.FARTHEST)) {
                throw new IOException("a corner has no place");
            }
        }
    }

    /** Name and properties. */
    private static void requireTexts(ByteBuffer data, int version) throws IOException {
        int second = data.getInt(RoiDecoder.HEADER2_OFFSET);
        if (second > 0) {
            int name = data.getInt(second + RoiDecoder.NAME_LENGTH);
            int properties = version < FIRST_WITH_PROPERTIES ? 0 : data.getInt(second + RoiDecoder.ROI_PROPS_LENGTH);
            if (Math.min(name, properties) < 0 || Math.max(name, properties) > data.capacity() / Character.BYTES) {
                throw new IOException("its name is cut off");
            }
        }
    }

    private static int takeGroup(ByteBuffer data, int version) {
        int second = data.getInt(RoiDecoder.HEADER2_OFFSET);
        if (version < FIRST_WITH_GROUP || second <= 0 || second > data.capacity() - HEADER) {
            return 0;
        }
        int group = Byte.toUnsignedInt(data.get(second + RoiDecoder.GROUP));
        data.put(second + RoiDecoder.GROUP, (byte) 0);
        return group;
    }

    private static boolean takeSpline(ByteBuffer data, int version) {
        short options = data.getShort(RoiDecoder.OPTIONS);
        data.putShort(RoiDecoder.OPTIONS, (short) (options & ~RoiDecoder.SPLINE_FIT));
        return version >= FIRST_WITH_STYLE && (options & RoiDecoder.SPLINE_FIT) != 0;
    }

    private static boolean isFinite(Roi roi) {
        var bounds = roi.getFloatBounds();
        double reach = Math.abs(bounds.getX()) + Math.abs(bounds.getY()) + bounds.getWidth() + bounds.getHeight();
        return reach <= Outline.FARTHEST && roi.getStrokeWidth() <= Outline.FARTHEST;
    }

    /** ImageJ makes a point for every two pixels of the curve. */
    private static void fitSpline(Roi roi) throws IOException {
        if (roi instanceof PolygonRoi polygon && roi.getType() != Roi.POINT) {
            if (polygon.getUncalibratedLength() > LONGEST_SPLINE) {
                throw new IOException("its curve is too long");
            }
            polygon.fitSpline();
        }
    }
}

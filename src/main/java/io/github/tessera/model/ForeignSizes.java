package io.github.tessera.model;

import io.github.tessera.tile.TileRule;
import io.github.tessera.tile.TileSides;
import java.io.IOException;

/**
 * The sizes that a package tells of its network.
 *
 * @param channels of the image
 * @param results channels of the result
 * @param tiles it takes
 */
record ForeignSizes(int channels, int results, TileRule tiles) {
    /** Side of the tiles that a network gets, where it may have them: it is not known how far it sees. */
    static final int PREFERRED = 512;

    /** Pixels of context that a network gets of which nothing is known. */
    private static final int CONTEXT = 32;

    private static final int MOST_CHANNELS = 1000;
    private static final int MOST_RESULTS = 255;
    private static final double ROUNDING = 1e-6;

    /**
     * Understands a description.
     *
     * @throws UnsupportedModelException if the result is no map of the image
     * @throws IOException if sizes make no sense
     */
    static ForeignSizes of(PackageDescription description) throws IOException {
        TensorDescription in = description.input();
        TensorDescription out = description.output();
        int channels = channels(in, 1);
        int results = channels(out, channels);
        if (channels > MOST_CHANNELS) {
            throw new UnsupportedModelException(
                    "it takes images of " + channels + " channels, and Tessera gives " + MOST_CHANNELS + " at most");
        }
        if (results > MOST_RESULTS) {
            throw new UnsupportedModelException(
                    "its result has " + results + " channels, and Tessera knows " + MOST_RESULTS + " classes at most");
        }
        TensorAxis y = in.axis('y');
        TensorAxis x = in.axis('x');
        TileSides rows = sides(y, x, in);
        TileSides columns = sides(x, y, in);
        int lost = Math.max(lost('y', rows, out, in), lost('x', columns, out, in));
        int halo = Math.max(out.axis('y').halo(), out.axis('x').halo());
        boolean below = out.axis('y').halo() < 0 || out.axis('x').halo() < 0;
        long wide = (long) lost + halo;
        if (below || 2 * wide >= Math.min(rows.atMost(PREFERRED), columns.atMost(PREFERRED))) {
            throw new IOException("its halo of " + halo + " pixels leaves nothing of a tile, or is below 0");
        }
        int least = (int) wide;
        return new ForeignSizes(channels, results, new TileRule(columns, rows, 1, least > 0 ? least : CONTEXT, least));
    }

    private static int channels(TensorDescription tensor, int followed) throws IOException {
        if (tensor.optionalAxis('c').isEmpty()) {
            return 1;
        }
        AxisSize size = tensor.axis('c').size();
        int count = size.follows() == null ? size.min() : (int) Math.round(size.scale() * followed + size.offset());
        if (count < 1) {
            throw new IOException("the tensor " + tensor.id() + " has no channels");
        }
        return count;
    }

    /** Where one side follows the other, both are held at one length. */
    private static TileSides sides(TensorAxis axis, TensorAxis other, TensorDescription in) throws IOException {
        if (axis.size().follows() != null) {
            if (other.size().follows() != null
                    || in.letter(axis.size().follows().axis()) != other.letter()) {
                throw new IOException("the size of its " + axis.letter() + " axis follows nothing that is known");
            }
            double length = ratio(axis, other) * other.size().sides().atMost(PREFERRED)
                    + axis.size().offset();
            return new TileSides(AxisSize.length(length), 0);
        }
        TileSides own = axis.size().sides();
        return other.size().follows() == null ? own : new TileSides(own.atMost(PREFERRED), 0);
    }

    private static double ratio(TensorAxis axis, TensorAxis followed) {
        return axis.size().scale() * followed.scale();
    }

    /** Pixels at each end of an axis for which there is no result. */
    private static int lost(char letter, TileSides sides, TensorDescription out, TensorDescription in)
            throws IOException {
        AxisSize size = out.axis(letter).size();
        if (size.follows() == null) {
            if (!size.isFixed() || sides.step() != 0) {
                throw new UnsupportedModelException(
                        "it does not say how the size of its result follows from that of the"
                                + " image; ask its authors to describe it");
            }
            return requireLost(sides.min() - size.min(), letter);
        }
        TensorAxis followed = in.axis(letter);
        if (in.letter(size.follows().axis()) != letter || Math.abs(ratio(out.axis(letter), followed) - 1) > ROUNDING) {
            throw new UnsupportedModelException(
                    "its result is larger or smaller than the image by a factor, so it is no"
                            + " map of the image's pixels; use bioimageio.core for it");
        }
        return requireLost((int) Math.round(-size.offset()), letter);
    }

    private static int requireLost(int both, char letter) throws IOException {
        if (both < 0) {
            throw new UnsupportedModelException("its result is " + -both + " pixels longer than the image along "
                    + letter + ", so it is no map of the image's pixels; use bioimageio.core for it");
        }
        return (both + 1) / 2;
    }
}

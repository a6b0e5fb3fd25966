package io.github.tessera.image;

import ij.ImagePlus;
import ij.gui.PointRoi;
import ij.gui.Roi;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which planes of an image a ROI lies on. Planes are counted from 0, slices within frames, as in {@link Planes}.
 *
 * <p>A ROI with a position of channel, slice and frame lies on that slice and frame, in whatever channel, and 0 is every one; where
 * the image has frames instead of slices, or the other way round, the one stands for the other. A ROI with one position lies on
 * the plane of that image of the stack. A ROI without position lies on all planes, unless an old ROI Manager wrote the image of
 * the stack into its name ({@code 0003-0012-0345}). On an image of one plane every ROI lies.
 */
public final class StackPlaces {
    private static final Pattern OLD_NAME = Pattern.compile("(\\d{4,6})-\\d{4,6}-\\d{4,6}(-\\d{1,4})?");

    private final ImagePlus imp;
    private final int[] slices;
    private final int[] frames;

    /** The places of an image's planes. */
    public StackPlaces(ImagePlus imp) {
        this.imp = imp;
        int planes = Planes.count(imp);
        slices = new int[planes];
        frames = new int[planes];
        for (int plane = 0; plane < planes; plane++) {
            int[] place = imp.convertIndexToPosition(Planes.stackIndex(imp, 1, plane));
            slices[plane] = place[1];
            frames[plane] = place[2];
        }
    }

    int planes() {
        return slices.length;
    }

    /** Whether a ROI lies on a plane, from 0. */
    public boolean holds(Roi roi, int plane) {
        if (roi.hasHyperStackPosition()) {
            return holds(roi.getZPosition(), roi.getTPosition(), plane);
        }
        int position = roi.getPosition();
        if (position == PointRoi.POINTWISE_POSITION) {
            return true;
        }
        return holdsIndex(position == 0 ? named(roi.getName()) : position, plane);
    }

    /** Whether a place in ImageJ's stack, from 1, is in the plane; 0 is in every plane. */
    boolean holdsIndex(int index, int plane) {
        if (index == 0 || planes() == 1) {
            return true;
        }
        if (index > imp.getStackSize()) {
            return false;
        }
        int[] place = imp.convertIndexToPosition(index);
        return slices[plane] == place[1] && frames[plane] == place[2];
    }

    /** Whether slice and frame, from 1, are those of the plane; 0 is every one. */
    boolean holds(int slice, int frame, int plane) {
        if (planes() == 1) {
            return true;
        }
        int z = imp.getNSlices() > 1 ? slice : 0;
        int t = imp.getNFrames() > 1 ? frame : 0;
        if (imp.getNFrames() == 1 && slice <= 1 && frame > 1) {
            z = frame;
        } else if (imp.getNSlices() == 1 && frame <= 1 && slice > 1) {
            t = slice;
        }
        return (z == 0 || z == slices[plane]) && (t == 0 || t == frames[plane]);
    }

    private static int named(String name) {
        Matcher old = OLD_NAME.matcher(name == null ? "" : name);
        return old.matches() ? Integer.parseInt(old.group(1)) : 0;
    }
}

package io.github.tessera.image;

import java.util.Set;

/** Bio-Formats, the reader of microscopes' own formats, which Fiji has and plain ImageJ may have. */
final class BioFormats {
    /** Endings of the formats that microscopes write; Bio-Formats' own list has txt, xml, avi and the like among them. */
    private static final Set<String> ENDINGS = Set.of(
            "czi", "lsm", "zvi", "nd2", "lif", "lof", "xlef", "vsi", "oib", "oif", "oir", "ims", "ics", "dv", "r3d",
            "stk", "nd", "mvd2", "scn", "ndpi", "ndpis", "qptiff", "mrxs", "bif", "flex", "sld", "sldy", "ipl", "ipw",
            "msr", "obf", "mrc", "dm3", "dm4", "jp2", "l2d", "pcoraw", "zfp", "1sc", "gel", "afi");

    private BioFormats() {}

    /** Whether it is there for ImageJ to call. */
    static boolean isPresent(ClassLoader loader) {
        try {
            loader.loadClass("loci.plugins.BF");
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** The endings of image files that only it reads; none where it is absent. */
    static Set<String> endings(ClassLoader loader) {
        return isPresent(loader) ? ENDINGS : Set.of();
    }
}

package io.github.tessera.model;

import java.io.IOException;

/** A way in which a package is broken, or meant to do harm. */
interface HostilePackage {
    /** What is done to a sound package. */
    @FunctionalInterface
    interface Change {
        void on(PackageDraft draft) throws IOException;
    }

    /** What it is called in the report. */
    String name();

    /** What makes it so. */
    Change change();
}

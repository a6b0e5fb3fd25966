package io.github.tessera.image;

import io.github.tessera.progress.Progress;
import java.io.IOException;
import java.util.Iterator;

/** Goes through the objects of an image, counts them, and tells how far it is. */
final class ObjectCount {
    private final ImageObjects image;
    private final Progress progress;
    private int objects;

    ObjectCount(ImageObjects image, Progress progress) {
        this.image = image;
        this.progress = progress;
    }

    /** Takes an object of a plane, which is counted from 0. */
    interface Taker {
        void take(int plane, ImageObject object) throws IOException;
    }

    /** Hands over all objects, plane by plane. */
    void forEach(Taker taker) throws IOException {
        for (int plane = 0; plane < image.count(); plane++) {
            for (Iterator<ImageObject> each = image.objects().apply(plane).iterator(); each.hasNext(); ) {
                progress.check();
                taker.take(plane, each.next());
                objects++;
            }
            progress.update(plane + 1L, image.count());
        }
    }

    int objects() {
        return objects;
    }
}

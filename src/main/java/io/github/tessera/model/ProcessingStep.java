package io.github.tessera.model;

import io.github.tessera.image.ValueMap;
import java.util.List;

/**
 * A step of pre- or postprocessing.
 *
 * @param fitted whether it depends on the image's values
 * @param fitter makes its maps
 */
record ProcessingStep(boolean fitted, Fitter fitter) {
    /** Makes maps of what is there. */
    @FunctionalInterface
    interface Fitter {
        /** One map a channel; the plane is null for a step that is not fitted. */
        List<ValueMap> fit(ProcessedPlane plane);
    }

    static ProcessingStep fixed(List<ValueMap> maps) {
        return new ProcessingStep(false, plane -> maps);
    }

    List<ValueMap> fit(ProcessedPlane plane) {
        return fitter.fit(plane);
    }
}

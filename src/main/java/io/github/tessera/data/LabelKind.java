package io.github.tessera.data;

import io.github.tessera.data.MaskSource.OneEach;
import io.github.tessera.progress.Choice;

/** The ways in which labels are given: the one list. */
public enum LabelKind implements Choice {
    /** Values or colours of masks, whichever makes sense for all of them. */
    AUTO("Automatic", "auto", new OneEach(CodedLabels::new)),
    /** Two values, or the numbers of classes. */
    VALUES("Values", "values", new OneEach(CodedLabels::new)),
    /** Colours of a table, or of PASCAL VOC. */
    COLOURS("Colours", "colours", new OneEach(CodedLabels::new)),
    /** Masks with a slice or channel for each class. */
    ONE_HOT("One-hot", "one-hot", new OneEach(OneHotLabels::new)),
    /** Masks of single classes, in folders or with endings named by the class. */
    FILES("A file per class", "files", MaskSource::ofClasses),
    /** Masks that number single objects. */
    OBJECTS("Numbered objects", "objects", new OneEach(ObjectLabels::new)),
    /** The same with a class of its own for the objects' borders. */
    BORDERS("Numbered objects with borders", "borders", new OneEach(ObjectLabels::new)),
    /** Regions that were drawn: ROIs, COCO or GeoJSON. */
    REGIONS("Regions (ROIs, COCO, GeoJSON)", "regions", RegionSource::open);

    private final String label;
    private final String word;
    private final LabelSource.Opener opener;

    LabelKind(String label, String word, LabelSource.Opener opener) {
        this.label = label;
        this.word = word;
        this.opener = opener;
    }

    /** How labels of this kind are opened. */
    LabelSource.Opener opener() {
        return opener;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return label;
    }
}

package io.github.tessera.command;

import io.github.tessera.data.ClassTableFile;
import io.github.tessera.data.LabelKind;
import io.github.tessera.data.MaskSettings;
import io.github.tessera.image.RegionClass;
import io.github.tessera.progress.TesseraException;

/**
 * The fields by which commands ask how labels are given.
 *
 * @param kind of labels
 * @param classValue below 0 for the higher one
 * @param ignoreValue below 0 for none
 * @param classes path of a table of classes, or empty
 * @param border in pixels
 * @param restBackground whether what is in no class is background
 * @param regionClass what tells the class of ROIs
 * @param skipBad whether what cannot be used is left out
 */
record LabelChoice(
        LabelKind kind,
        int classValue,
        int ignoreValue,
        String classes,
        int border,
        boolean restBackground,
        RegionClass regionClass,
        boolean skipBad) {
    /**
     * The settings.
     *
     * @throws TesseraException if there is no table of classes at that path
     */
    MaskSettings settings() {
        MaskSettings settings = MaskSettings.defaults()
                .withKind(kind)
                .withIgnoreValue(ignoreValue)
                .withBorder(border)
                .withRestBackground(restBackground)
                .withRegionClass(regionClass)
                .withSkipBad(skipBad);
        settings = classValue < 0 ? settings : settings.withClassValue(classValue);
        return classes.isBlank() ? settings : settings.withTable(ClassTableFile.read(Paths.input("classes", classes)));
    }
}

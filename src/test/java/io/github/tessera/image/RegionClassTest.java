package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.gui.Roi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RegionClassTest {
    @ParameterizedTest
    @CsvSource({
        "cell,cell",
        "cell-1,cell",
        "cell_2,cell",
        "cell-1-12,cell",
        "' cell-3 ',cell",
        "dead cell,dead cell",
        "cell 3,cell 3",
        "G1,G1",
        "G1-4,G1",
        "cell-12345,cell-12345",
        "CD-4,CD",
        "-,-",
        "2n-1,2n",
        "Zelle-größer_3,Zelle-größer"
    })
    void theNumberBehindANameIsDropped(String name, String expected) {
        assertEquals(expected, RegionClass.NAME.of(name, 0));
    }

    @ParameterizedTest
    @CsvSource({"0012-0345", "00012-00345", "0003-0012-0345", "0012-0345-1", "12", "12-3", "''", "'  '"})
    void namesThatImageJGaveAreNone(String name) {
        assertEquals(Region.FOREGROUND, RegionClass.NAME.of(name, 0));
        assertEquals("group 7", RegionClass.NAME.of(name, 7));
    }

    @ParameterizedTest
    @CsvSource({"CD-4,CD-4", "cell-1,cell-1", "0012-0345,group 3", "0003-0012-0345,group 3", "12,group 3", "1-2,1-2"})
    void fullNamesAreKept(String name, String expected) {
        assertEquals(expected, RegionClass.FULL_NAME.of(name, 3));
    }

    @Test
    void aRoiWithoutNameHasItsGroup() {
        assertEquals("group 2", RegionClass.NAME.of((String) null, 2));
        assertEquals(Region.FOREGROUND, RegionClass.FULL_NAME.of((String) null, 0));
    }

    @Test
    void theGroupCountsWhateverTheName() {
        assertEquals("group 2", RegionClass.GROUP.of("cell", 2));
        assertEquals(Region.FOREGROUND, RegionClass.GROUP.of("cell", 0));
    }

    @Test
    void aGroupHasTheNameOfImageJsList() {
        String before = Roi.getGroupNames();
        try {
            Roi.setGroupNames("nucleus,,axon");
            assertEquals("nucleus", RegionClass.GROUP.of("cell", 1));
            assertEquals("group 2", RegionClass.GROUP.of("cell", 2));
            assertEquals("axon", RegionClass.NAME.of("0012-0345", 3));
            assertEquals("group 4", RegionClass.NAME.of("0012-0345", 4));
        } finally {
            Roi.setGroupNames(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ignoreIsIgnoreHoweverItIsWritten(RegionClass classOf) {
        assertEquals("ignore", classOf.of("Ignore", 3));
        assertEquals("ignore", classOf.of("IGNORE-2", 0));
        assertEquals("ignore", classOf.of("Ignored-2", 0));
    }

    @Test
    void whatTesseraDrewKeepsItsClassHoweverItIsCountedOrSaved() {
        Roi roi = new Roi(0, 0, 1, 1);
        roi.setName("größe 12-1"); // as the ROI Manager calls a second one
        roi.setProperty(RegionClass.PROPERTY, "größe");
        assertEquals("größe", RegionClass.NAME.of(roi, 0));
        roi.setProperties(roi.getProperties()); // as ImageJ saves and reads them
        assertEquals("größe", RegionClass.NAME.of(roi, 0));
        assertEquals("größe 12-1", RegionClass.FULL_NAME.of(roi, 0));
        roi.setName("debris");
        assertEquals("debris", RegionClass.NAME.of(roi, 0));
    }
}

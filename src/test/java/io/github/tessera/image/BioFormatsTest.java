package io.github.tessera.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class BioFormatsTest {
    @Test
    void withoutItThereAreNoFurtherEndings() {
        ClassLoader without = getClass().getClassLoader();
        assertFalse(BioFormats.isPresent(without));
        assertEquals(Set.of(), BioFormats.endings(without));
    }

    @Test
    void withItMicroscopesFilesAreImagesAndTextsAreNot() {
        ClassLoader with = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.equals("loci.plugins.BF")) {
                    return Object.class;
                }
                throw new ClassNotFoundException(name);
            }
        };
        assertTrue(BioFormats.endings(with).containsAll(Set.of("czi", "nd2", "lif", "lsm", "oib", "vsi")));
        assertFalse(BioFormats.endings(with).contains("txt"));
    }
}

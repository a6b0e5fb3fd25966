package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.view.RefinePreview;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewSwitchTest {
    private final ImagePlus image = new ImagePlus("image", new ByteProcessor(8, 8));
    private final List<RefinePreview> made = new ArrayList<>();
    private final PreviewSwitch<RefinePreview.Wish> preview = new PreviewSwitch<>(on -> {
        assertSame(image, on);
        made.add(new RefinePreview(on));
        return made.get(made.size() - 1);
    });

    private static RefinePreview.Wish senseless() {
        throw new TesseraException("Choose something.");
    }

    @Test
    void aPreviewIsMadeOnceTickedAndEndsWithTheDialog() {
        preview.set(false, image, PreviewSwitchTest::senseless);
        preview.close();
        assertEquals(0, made.size());
        preview.set(true, image, PreviewSwitchTest::senseless);
        preview.set(false, image, PreviewSwitchTest::senseless);
        preview.set(true, image, PreviewSwitchTest::senseless);
        assertEquals(1, made.size());
        preview.close();
        preview.set(true, image, PreviewSwitchTest::senseless);
        assertEquals(2, made.size());
        preview.close();
    }

    @Test
    void theImageGetsItsOverlayBack() {
        image.setOverlay(new Overlay(new Roi(1, 2, 3, 4)));
        Overlay before = image.getOverlay();
        preview.set(true, image, PreviewSwitchTest::senseless);
        image.setOverlay(null);
        preview.close();
        assertEquals(before.get(0).getBounds(), image.getOverlay().get(0).getBounds());
        Overlay own = new Overlay(new Roi(0, 0, 1, 1));
        image.setOverlay(own);
        preview.close();
        assertSame(own, image.getOverlay());
    }
}

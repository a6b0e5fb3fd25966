package io.github.tessera.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.model.ModelPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window of Tessera Model Info... in a real ImageJ under a virtual display; its picture is left in target/model-info. */
class ModelWindowIT {
    private static final int SIDE = 256;

    @TempDir
    Path folder;

    @Test
    void theWindowShowsPictureAndTextAndEscClosesIt() throws Exception {
        Path pictures = Files.createDirectories(Path.of("target", "model-info").toAbsolutePath());
        byte[] stripes = new byte[SIDE * SIDE];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = (byte) (i / 32 % 2 * 200);
        }
        Path model = TinyModel.write(folder.resolve("nuclei"), 1);
        ImageFiles.savePng(
                List.of(stripes, stripes, new byte[SIDE * SIDE]), SIDE, SIDE, model.resolve(ModelPackage.COVER));
        ImageJProcess.Result result = ImageJProcess.withDisplay(
                ModelWindowDriver.class.getName(),
                List.of(ImageJProcess.layout().toString(), pictures.toString(), model.toString()));
        String text = result.output();
        assertEquals(0, result.exit(), text);
        assertTrue(text.contains("title: Model nuclei"), text);
        assertTrue(text.contains("shown: Model   nuclei\n"), text);
        assertTrue(text.contains("Classes   background, cell\n"), text);
        assertTrue(text.contains("closed"), text);
        assertTrue(Files.size(pictures.resolve("ModelInfo.png")) > 2000);
    }
}

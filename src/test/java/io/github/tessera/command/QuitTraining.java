package io.github.tessera.command;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.tessera.image.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Trains through the command in a folder, and quits this Java in the middle of the first epoch, as ImageJ's File &gt; Quit does. */
final class QuitTraining {
    private QuitTraining() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("java.awt.headless", "true");
        Path folder = Path.of(arguments[0]);
        for (String name : new String[] {"images", "masks"}) {
            for (int i = 0; i < 4; i++) {
                ByteProcessor pixels = new ByteProcessor(64, 64);
                pixels.setValue(name.equals("masks") ? 255 : 200);
                pixels.fillOval(5 * i, 10, 30, 30);
                Files.createDirectories(folder.resolve(name));
                ImageFiles.savePng(
                        new ImagePlus(name, pixels), folder.resolve(name).resolve(i + ".png"));
            }
        }
        Path macro = Files.writeString(
                folder.resolve("macro.ijm"),
                "run('Tessera Train...', 'images=[" + folder + "/images] masks=[" + folder + "/masks] model=[" + folder
                        + "/model] network=c-unet validations=1 steps=100000 batch=2 crop=48');");
        Thread quitting = new Thread(() -> {
            while (Files.notExists(folder.resolve("model/split.csv"))) {
                LockSupport.parkNanos(10_000_000);
            }
            System.exit(7);
        });
        quitting.start();
        HeadlessImageJ.run(macro, "");
    }
}

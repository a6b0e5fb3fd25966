package io.github.tessera.data.broken;

import io.github.tessera.data.LabelKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Sound images with labels of the kind that a broken input has, to be put beside it. */
final class SoundPairs {
    static final List<String> NAMES = List.of("fine1", "fine2", "fine3");

    private static final int COLOUR = 0x800000;

    private final Scene scene;

    SoundPairs(Scene scene) {
        this.scene = scene;
    }

    /** Adds them; tells the labels that each of them has. */
    String add(BrokenInput input) throws IOException {
        String labels = Scene.LABELS;
        for (String name : NAMES) {
            scene.soundImage(name);
            labels = addLabels(input, name);
        }
        return labels;
    }

    private String addLabels(BrokenInput input, String name) throws IOException {
        LabelKind kind = scene.settings.kind();
        Path masks = scene.masks;
        if (input.reading() == Reading.DRAWN) {
            boolean json = Files.exists(masks.resolve("cell.geojson"));
            Files.write(
                    masks.resolve(name + (json ? ".geojson" : ".zip")), json ? GeoJsonCases.sound() : RoiCases.sound());
        } else if (kind == LabelKind.FILES) {
            Scene.png(masks.resolve("a").resolve(name + ".png"), Scene.WIDTH, LayerCases.LEFT);
            Scene.png(masks.resolve("b").resolve(name + ".png"), Scene.WIDTH, LayerCases.RIGHT);
            return "0011/0011/....";
        } else if (kind == LabelKind.ONE_HOT) {
            Files.write(masks.resolve(name + "_mask.tif"), LayerCases.layers(LayerCases.LEFT, LayerCases.RIGHT));
            return scene.settings.restBackground() ? "1122/1122/0000" : "0011/0011/....";
        } else if (input.cause() == Cause.MASK_COLOUR) {
            int[] colours = Arrays.stream(Scene.MASK)
                    .map(value -> value == 0 ? 0 : COLOUR)
                    .toArray();
            Scene.rgb(masks.resolve(name + "_mask.png"), Scene.WIDTH, colours);
        } else {
            scene.soundMask(name);
        }
        return Scene.LABELS;
    }
}

package io.github.tessera.data;

import io.github.tessera.image.CellImages;
import io.github.tessera.image.LabelImage;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.Tile;
import java.util.Arrays;
import java.util.List;

/**
 * The labels of one plane, laid together class by class; a pixel belongs to one class or none.
 *
 * @param layers each with its class, or {@link LabelImage#IGNORED}: that covers the others
 * @param rest the class of all pixels that are in none, or {@link LabelImage#IGNORED}
 */
record ClassLayers(List<MaskLayer> layers, int rest) implements CellImages.Source {
    private static final byte NOTHING = (byte) LabelImage.IGNORED;

    ClassLayers {
        layers = List.copyOf(layers);
    }

    /**
     * Lays the layers of a rectangle.
     *
     * @throws TesseraException naming both layers and the position if a pixel is of two classes
     */
    @Override
    public void read(Tile area, byte[] labels) {
        Arrays.fill(labels, NOTHING);
        for (MaskLayer layer : layers) {
            if (layer.label() != LabelImage.IGNORED) {
                layer.inside(area, index -> {
                    if (labels[index] != NOTHING) {
                        throw inTwo(labels[index] & 0xFF, layer, area, index);
                    }
                    labels[index] = (byte) layer.label();
                });
            }
        }
        for (int i = 0; i < labels.length; i++) {
            labels[i] = labels[i] == NOTHING ? (byte) rest : labels[i];
        }
        for (MaskLayer layer : layers) {
            if (layer.label() == LabelImage.IGNORED) {
                layer.inside(area, index -> labels[index] = NOTHING);
            }
        }
    }

    private TesseraException inTwo(int label, MaskLayer layer, Tile area, int index) {
        String first = layers.stream()
                .filter(other -> other.label() == label)
                .findFirst()
                .orElseThrow()
                .holder();
        return new TesseraException("The pixel x=" + (area.x() + index % area.width()) + ", y="
                + (area.y() + index / area.width()) + " is both in " + first + " and in " + layer.holder()
                + "; a pixel belongs to one class, so take it out of the other.");
    }
}

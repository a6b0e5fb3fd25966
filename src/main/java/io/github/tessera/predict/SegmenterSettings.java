package io.github.tessera.predict;

import io.github.tessera.model.SegmentationModel;
import io.github.tessera.tile.Blending;

/**
 * How planes are cut into tiles, looked at, and put together again.
 *
 * @param tileSize largest side of a tile in pixels; 0 to choose it by the networks' margins, memory and speed
 * @param overlap margin on each side in pixels; negative for half the receptive field, at most a quarter of the tile (DESIGN D7)
 * @param blending of tiles where they overlap
 * @param augmentation from how many sides each tile is looked at
 * @param level see {@link SegmentationModel#inference(int)}; 0 for the whole network
 */
public record SegmenterSettings(
        int tileSize, int overlap, Blending blending, TestTimeAugmentation augmentation, int level) {
    /** Everything as the model says. */
    public static final SegmenterSettings AUTO = tiles(0, -1);

    /** As the model says, but for the tiles. */
    public static SegmenterSettings tiles(int tileSize, int overlap) {
        return new SegmenterSettings(tileSize, overlap, Blending.LINEAR, TestTimeAugmentation.NONE, 0);
    }

    /** The same, with each tile looked at from other sides. */
    public SegmenterSettings withAugmentation(TestTimeAugmentation other) {
        return new SegmenterSettings(tileSize, overlap, blending, other, level);
    }

    /** The same with another level. */
    public SegmenterSettings withLevel(int other) {
        return new SegmenterSettings(tileSize, overlap, blending, augmentation, other);
    }

    /** The same with another blending. */
    public SegmenterSettings withBlending(Blending other) {
        return new SegmenterSettings(tileSize, overlap, other, augmentation, level);
    }
}

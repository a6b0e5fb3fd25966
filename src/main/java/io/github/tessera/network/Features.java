package io.github.tessera.network;

import java.util.List;

/**
 * What an encoder makes of an image: feature maps from fine to coarse.
 *
 * @param levels the last maps of each resolution, the finest first
 * @param auxiliary the maps before the last stride (or what replaces it), where auxiliary heads sit
 */
record Features(List<Level> levels, Node auxiliary) {
    /**
     * Maps of one resolution.
     *
     * @param stride input pixels per pixel
     */
    record Level(Node maps, int stride) {}

    Node deepest() {
        return levels.get(levels.size() - 1).maps();
    }

    /** The maps of one resolution; the coarsest ones only through {@link #deepest}. */
    Node at(int stride) {
        return levels.stream()
                .filter(level -> level.stride() == stride)
                .findFirst()
                .orElseThrow()
                .maps();
    }
}

package io.github.tessera.data;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.TileCutter;
import io.github.tessera.progress.TesseraException;
import io.github.tessera.tile.EdgeRule;
import io.github.tessera.tile.Tile;
import io.github.tessera.tile.TileLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One image and its mask, to be cut into tiles. */
final class TileTask implements PartedTasks.Task {
    private static final int TILES_IN_A_PART = 8;
    private static final int MOST_TILES = 1_000_000;

    private final TileCutting cutting;
    private final String base;
    private final List<Source> sources = new ArrayList<>();

    TileTask(TileCutting cutting, Path image, Optional<Path> mask) {
        this.cutting = cutting;
        base = ImageFiles.baseName(image.getFileName().toString());
        sources.add(new Source(image, cutting.folder().images()));
        mask.ifPresent(file -> sources.add(new Source(file, cutting.folder().masks())));
    }

    /** A file that is read, and the folder of its tiles. */
    private record Source(Path file, Path folder) {
        FileTime time() {
            try {
                return Files.getLastModifiedTime(file);
            } catch (IOException e) {
                throw new TesseraException("The file " + file + " cannot be read; check it.", e);
            }
        }
    }

    /** A tile of one of the planes. */
    private record Place(TileName name, Tile tile) {}

    /** A file that is to be written. */
    private record Cut(TileCutter from, Place place, Path file) {}

    @Override
    public PartedTasks.Parts open() {
        try {
            return missing();
        } catch (TesseraException e) {
            cutting.failed(e);
            return PartedTasks.Parts.NONE;
        }
    }

    private PartedTasks.Parts missing() {
        cutting.progress().status("Cutting " + base);
        Path image = sources.get(0).file;
        Optional<TileName> known = cutting.folder().known(image);
        if (known.isPresent()) {
            List<Place> places = places(
                    known.get().width(), known.get().height(), known.get().planes());
            if (sources.stream().allMatch(source -> unfinished(source, places).isEmpty())) {
                tellLeftOut(known.get().width(), known.get().height());
                cutting.count(0, (long) places.size() * sources.size());
                return PartedTasks.Parts.NONE;
            }
        }
        List<TileCutter> cutters = new ArrayList<>();
        sources.forEach(source -> cutters.add(TileCutter.open(source.file)));
        TileCutter first = cutters.get(0);
        requireAlike(cutters);
        cutting.folder().requireSize(image, first.width(), first.height(), first.planes());
        List<Place> places = places(first.width(), first.height(), first.planes());
        requireSome(first, places);
        tellLeftOut(first.width(), first.height());
        List<Cut> cuts = new ArrayList<>();
        for (int s = 0; s < sources.size(); s++) {
            Source source = sources.get(s);
            for (Place place : unfinished(source, places)) {
                cuts.add(new Cut(cutters.get(s), place, file(source, place)));
            }
        }
        cutting.count(0, (long) places.size() * sources.size() - cuts.size());
        return new Cuts(cuts);
    }

    private List<Place> places(int width, int height, int planes) {
        long count = cutting.settings().layout().count(width, height) * planes;
        if (count > MOST_TILES) {
            throw new TesseraException("The image " + base + " would be cut into " + count + " tiles, more than "
                    + MOST_TILES + "; choose larger tiles or steps.");
        }
        List<Tile> tiles = cutting.settings().layout().tiles(width, height);
        List<Place> places = new ArrayList<>();
        for (int plane = 0; plane < planes; plane++) {
            for (Tile tile : tiles) {
                places.add(new Place(new TileName(base, width, height, planes, plane, tile.x(), tile.y()), tile));
            }
        }
        return places;
    }

    private List<Place> unfinished(Source source, List<Place> places) {
        FileTime time = source.time();
        return places.stream()
                .filter(place ->
                        cutting.settings().overwrite() || !cutting.folder().holds(file(source, place), time))
                .toList();
    }

    private Path file(Source source, Place place) {
        return source.folder.resolve(
                place.name.base() + "." + cutting.settings().format().extension());
    }

    private void requireAlike(List<TileCutter> cutters) {
        TileCutter image = cutters.get(0);
        for (TileCutter cutter : cutters) {
            cutter.require(cutting.settings().format());
            if (cutter.width() != image.width()
                    || cutter.height() != image.height()
                    || cutter.planes() != image.planes()) {
                throw new TesseraException(
                        "The image " + size(image) + ", but its mask " + size(cutter) + "; give both the same size.");
            }
        }
    }

    private static String size(TileCutter cutter) {
        String planes = cutter.planes() == 1 ? "" : " and " + cutter.planes() + " slices";
        return cutter.name() + " is of " + cutter.width() + " x " + cutter.height() + " pixels" + planes;
    }

    private void requireSome(TileCutter image, List<Place> places) {
        TileLayout layout = cutting.settings().layout();
        if (places.isEmpty() && layout.edge() == EdgeRule.SHIFT) {
            throw new TesseraException("The image " + size(image) + ", too small for a tile of " + layout.width()
                    + " x " + layout.height() + "; choose smaller tiles, or the edge rule mirror.");
        }
    }

    private void tellLeftOut(int width, int height) {
        long pixels = cutting.settings().layout().leftOut(width, height);
        if (pixels > 0) {
            cutting.leftOut(width, height, pixels);
        }
    }

    private final class Cuts implements PartedTasks.Parts {
        private final List<Cut> cuts;

        Cuts(List<Cut> cuts) {
            this.cuts = cuts;
        }

        @Override
        public int count() {
            return (cuts.size() + TILES_IN_A_PART - 1) / TILES_IN_A_PART;
        }

        @Override
        public void run(int part) {
            int end = Math.min(cuts.size(), (part + 1) * TILES_IN_A_PART);
            for (Cut cut : cuts.subList(part * TILES_IN_A_PART, end)) {
                cutting.progress().check();
                TileName name = cut.place.name;
                cut.from.cut(name.plane(), cut.place.tile, cutting.settings().format(), cut.file);
                cutting.count(1, 0);
            }
        }
    }
}

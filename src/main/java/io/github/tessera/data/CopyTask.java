package io.github.tessera.data;

import io.github.tessera.image.ImageCopier;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.image.IntensityMap;
import io.github.tessera.image.PlaneStack;
import io.github.tessera.image.TileFormat;
import io.github.tessera.progress.TesseraException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One image and its mask, of which copies are made. */
final class CopyTask implements PartedTasks.Task {
    private final AugmentedCopies work;
    private final String base;
    private final List<Source> sources = new ArrayList<>();

    CopyTask(AugmentedCopies work, Path image, Optional<Path> mask) {
        this.work = work;
        base = ImageFiles.baseName(image.getFileName().toString());
        sources.add(new Source(image, work.folder().images()));
        mask.ifPresent(file -> sources.add(new Source(file, work.folder().masks())));
    }

    /** A file that is read, and the folder of its copies. */
    private record Source(Path file, Path folder) {}

    @Override
    public PartedTasks.Parts open() {
        try {
            return missing();
        } catch (TesseraException e) {
            failed(e);
            return PartedTasks.Parts.NONE;
        }
    }

    private void failed(TesseraException e) {
        work.failed(sources.get(0).file, e);
    }

    private PartedTasks.Parts missing() {
        work.progress().status("Copying " + base);
        List<CopySettings.Copy> all = work.settings().copies();
        List<CopySettings.Copy> missing =
                all.stream().filter(copy -> !isThere(copy)).toList();
        work.count(0, (long) (all.size() - missing.size()) * sources.size());
        if (missing.isEmpty()) {
            return PartedTasks.Parts.NONE;
        }
        List<ImageCopier> copiers = new ArrayList<>();
        sources.forEach(source -> copiers.add(ImageCopier.open(source.file)));
        requireAlike(copiers);
        if (copiers.get(0).hasRegions()) {
            work.regions();
        }
        List<PixelSource> planes = new ArrayList<>();
        if (missing.stream().anyMatch(CopySettings.Copy::isRandom)) {
            PlaneStack stack = copiers.get(0).planes();
            for (int p = 0; p < stack.planes().size(); p++) {
                work.progress().check();
                planes.add(new PixelSource(
                        stack.planes().get(p),
                        stack.bitDepth(),
                        stack.name(p),
                        IntensityMap.identity(stack.channels()),
                        work.settings().augmentation().intensity(),
                        work.progress()));
            }
        }
        return new Copies(copiers, planes, missing);
    }

    private boolean isThere(CopySettings.Copy copy) {
        return !work.settings().overwrite()
                && sources.stream().allMatch(source -> CopyFolder.holds(file(source, copy), source.file));
    }

    private Path file(Source source, CopySettings.Copy copy) {
        return source.folder.resolve(
                base + copy.suffix() + "." + work.settings().format().extension());
    }

    private void requireAlike(List<ImageCopier> copiers) {
        ImageCopier image = copiers.get(0);
        for (ImageCopier copier : copiers) {
            copier.require(work.settings().format());
            if (copier.width() != image.width() || copier.height() != image.height()) {
                throw new TesseraException(
                        "The image " + size(image) + ", but its mask " + size(copier) + "; give both the same size.");
            }
        }
    }

    private static String size(ImageCopier copier) {
        return copier.name() + " is of " + copier.width() + " x " + copier.height() + " pixels";
    }

    /** One copy is one part. */
    private final class Copies implements PartedTasks.Parts {
        private final List<ImageCopier> copiers;
        private final List<PixelSource> planes;
        private final List<CopySettings.Copy> copies;

        Copies(List<ImageCopier> copiers, List<PixelSource> planes, List<CopySettings.Copy> copies) {
            this.copiers = copiers;
            this.planes = planes;
            this.copies = copies;
        }

        @Override
        public int count() {
            return copies.size();
        }

        @Override
        public void run(int part) {
            CopySettings.Copy copy = copies.get(part);
            if (copy.isRandom()) {
                random(copy);
            } else {
                Turn turn = new Turn(
                        copy.code(), copiers.get(0).width(), copiers.get(0).height());
                int[] moves = turn.sources();
                for (int i = 0; i < copiers.size(); i++) {
                    write(copy, i, (format, file, copier) -> copier.writeMoved(moves, turn.swaps(), format, file));
                }
            }
        }

        private void random(CopySettings.Copy copy) {
            ImageCopier image = copiers.get(0);
            // From the name: an image that is added later changes no other's copies.
            RandomCopy drawn = new RandomCopy(
                    image.width(),
                    image.height(),
                    work.settings().augmentation(),
                    Seeds.random(work.settings().seed(), base.hashCode(), copy.number()));
            int channels = planes.get(0).channels();
            int permits = work.takeMemory(drawn.bytes(channels));
            try {
                drawn.requireRoom(image.name(), channels);
            } catch (TesseraException e) {
                work.giveMemory(permits);
                failed(e);
                return;
            }
            try {
                write(copy, drawn);
            } finally {
                work.giveMemory(permits);
            }
        }

        private void write(CopySettings.Copy copy, RandomCopy drawn) {
            boolean swapped = drawn.swapped();
            write(
                    copy,
                    0,
                    (format, file, image) ->
                            image.writeChanged(plane -> drawn.pixels(planes.get(plane), plane), swapped, format, file));
            if (copiers.size() > 1) {
                int[] moves = drawn.sources();
                write(copy, 1, (format, file, mask) -> mask.writeMoved(moves, swapped, format, file));
            }
        }

        private void write(CopySettings.Copy copy, int source, Writer writer) {
            work.progress().check();
            writer.write(work.settings().format(), file(sources.get(source), copy), copiers.get(source));
            work.count(1, 0);
        }
    }

    /** Writes one file. */
    @FunctionalInterface
    private interface Writer {
        void write(TileFormat format, Path file, ImageCopier copier);
    }
}

package io.github.tessera.postprocess;

import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Gives the objects of an image's planes numbers that hold for the whole image, and one number to what goes on from plane to plane.
 *
 * <p>Objects of one class that lie over each other in neighbouring planes are linked if enough of the smaller one does: the last
 * sections of a nucleus are small, and lie well inside the section before. With the true sections of a real stack of tightly packed
 * nuclei this gave F1 scores of 0.82 to 0.92 for parts of 0.5 to 0.9, and the best limit for the intersection over union 0.81.
 *
 * <p>Through slices everything that is so linked is one object: two branches that are apart in one slice and meet in another have one
 * number, as 3D Suite, MorphoLibJ and the 3D objects counter take an object for all voxels of one value. Through frames each object goes on as
 * one object at most, and the pairs with the greatest intersection over union are linked first: a track is one object in each frame for
 * TrackMate and the Cell Tracking Challenge. After a division one daughter keeps the number, the other gets a new one; what is
 * missing in a frame has a new number afterwards. Closing gaps and telling divisions is left to a tracker.
 *
 * @param settings when objects are one
 */
public record ObjectLinker(LinkSettings settings) {
    /**
     * Links the objects.
     *
     * @param planes of one size, slices within frames; their arrays of numbers are changed and are the result's
     * @param slices of each frame
     * @return the same planes; numbers run from 1 on in the order in which the objects are met, plane by plane
     * @throws io.github.tessera.progress.CancelledException if cancelled; the planes' numbers are of no use then
     */
    public List<ObjectMap> link(List<ObjectMap> planes, int slices, Progress progress) {
        if (slices < 1 || planes.size() % slices != 0) {
            throw new IllegalArgumentException(planes.size() + " planes in frames of " + slices);
        }
        Sections sections = new Sections(planes);
        DisjointSets sets = new DisjointSets(sections.count());
        if (settings.through().throughSlices()) {
            for (int p = 0; p < planes.size(); p++) {
                progress.check();
                if (p % slices > 0) {
                    joinSlices(planes.get(p - 1), planes.get(p), sections, sets);
                }
            }
        }
        if (settings.through().throughFrames()) {
            joinFrames(planes, slices, sections, sets, progress);
        }
        return sections.numbered(sets.numbers(), progress);
    }

    private void joinSlices(ObjectMap above, ObjectMap below, Sections sections, DisjointSets sets) {
        Overlaps overlaps = new Overlaps(number -> number - 1);
        overlaps.add(above.ids(), below.ids());
        overlaps.pixels().forEach((pair, pixels) -> {
            if (sections.belong(pair, pixels, sections.sizes, settings.throughSlices())) {
                sets.join(pair.one(), pair.other());
            }
        });
    }

    private void joinFrames(
            List<ObjectMap> planes, int slices, Sections sections, DisjointSets sets, Progress progress) {
        int[] wholes = new int[sections.count()];
        long[] sizes = new long[wholes.length];
        for (int i = 0; i < wholes.length; i++) {
            wholes[i] = sets.root(i);
            sizes[wholes[i]] += sections.sizes[i];
        }
        boolean[] followed = new boolean[wholes.length];
        boolean[] preceded = new boolean[wholes.length];
        for (int frame = slices; frame < planes.size(); frame += slices) {
            Overlaps overlaps = new Overlaps(number -> wholes[number - 1]);
            for (int slice = 0; slice < slices; slice++) {
                progress.check();
                overlaps.add(
                        planes.get(frame - slices + slice).ids(),
                        planes.get(frame + slice).ids());
            }
            for (Match match : matches(overlaps, sizes, sections)) {
                Overlaps.Pair pair = match.pair();
                if (!followed[pair.one()] && !preceded[pair.other()]) {
                    followed[pair.one()] = true;
                    preceded[pair.other()] = true;
                    sets.join(pair.one(), pair.other());
                }
            }
        }
    }

    /**
     * Two objects that may be one.
     *
     * @param share intersection over union
     */
    private record Match(Overlaps.Pair pair, double share) {}

    /** The best first. */
    private List<Match> matches(Overlaps overlaps, long[] sizes, Sections sections) {
        List<Match> matches = new ArrayList<>();
        for (Map.Entry<Overlaps.Pair, Long> entry : overlaps.pixels().entrySet()) {
            Overlaps.Pair pair = entry.getKey();
            long common = entry.getValue();
            if (sections.belong(pair, common, sizes, settings.throughFrames())) {
                long union = sizes[pair.one()] + sizes[pair.other()] - common;
                matches.add(new Match(pair, (double) common / union));
            }
        }
        matches.sort(Comparator.comparingDouble(Match::share)
                .reversed()
                .thenComparingInt(match -> match.pair().one())
                .thenComparingInt(match -> match.pair().other()));
        return matches;
    }

    /** The objects of all planes, counted through from 0; the planes hold these numbers plus 1. */
    private static final class Sections {
        private final List<ObjectMap> planes;
        private final long[] sizes;
        private final int[] classes;

        Sections(List<ObjectMap> planes) {
            this.planes = planes;
            int count =
                    planes.stream().mapToInt(plane -> plane.objects().size()).sum();
            sizes = new long[count];
            classes = new int[count];
            int next = 0;
            for (ObjectMap plane : planes) {
                int[] numbers = new int[ObjectMap.greatest(plane.ids()) + 1];
                for (Component object : plane.objects()) {
                    sizes[next] = object.size();
                    classes[next] = object.classIndex();
                    numbers[object.id()] = ++next;
                }
                replace(plane.ids(), numbers);
            }
        }

        int count() {
            return sizes.length;
        }

        /** Whether two objects are of one class and have enough in common. */
        boolean belong(Overlaps.Pair pair, long common, long[] areas, double least) {
            return classes[pair.one()] == classes[pair.other()]
                    && common >= least * Math.min(areas[pair.one()], areas[pair.other()]);
        }

        /** The planes with other numbers. */
        List<ObjectMap> numbered(int[] numbers, Progress progress) {
            int[] withNone = new int[numbers.length + 1];
            System.arraycopy(numbers, 0, withNone, 1, numbers.length);
            List<ObjectMap> result = new ArrayList<>();
            for (ObjectMap plane : planes) {
                progress.check();
                replace(plane.ids(), withNone);
                result.add(ObjectMap.of(plane.labels(), plane.ids(), plane.width(), plane.height()));
            }
            return result;
        }

        private static void replace(int[] ids, int[] numbers) {
            for (int i = 0; i < ids.length; i++) {
                ids[i] = numbers[ids[i]];
            }
        }
    }
}

package io.github.tessera.postprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.tessera.progress.CancelledException;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectLinkerTest {
    /** Links planes of one row; digits are classes. */
    private static List<String> link(ObjectLinking through, double overlap, int slices, String... rows) {
        List<ObjectMap> planes = new ArrayList<>();
        for (String row : rows) {
            planes.add(find(LabelText.of(row)));
        }
        return new ObjectLinker(new LinkSettings(through, overlap))
                .link(planes, slices, Progress.NONE).stream()
                        .map(plane ->
                                LabelText.print(plane.ids(), plane.width()).strip())
                        .toList();
    }

    private static ObjectMap find(LabelText text) {
        return new ObjectFinder(ObjectSettings.DEFAULT).find(text.labels(), text.width(), text.height(), Progress.NONE);
    }

    @Test
    void numbersHoldForTheWholeImageWithoutLinksToo() {
        assertEquals(List.of("11.22", ".....", "33.44"), link(ObjectLinking.NONE, 0.5, 3, "11.11", ".....", "11.11"));
    }

    @Test
    void slicesLinkWhatLiesOverEachOther() {
        assertEquals(
                List.of("11.222", "11..2.", "3.....", "1....."),
                List.of(
                        link(ObjectLinking.SLICES, 0.5, 2, "11.111", "11..1.").get(0),
                        link(ObjectLinking.SLICES, 0.5, 2, "11.111", "11..1.").get(1),
                        link(ObjectLinking.SLICES, 0.5, 2, "11.111", "2.....").get(1),
                        link(ObjectLinking.SLICES, 0.5, 2, "11.111", "1.....").get(1)),
                "the tip of a nucleus is small; another class is another object");
    }

    @Test
    void branchesThatMeetAreOneObjectThroughSlices() {
        assertEquals(
                List.of("111...222", "111...111", "111111111", "11.....11"),
                List.of(
                        link(ObjectLinking.SLICES, 0.5, 1, "111...111").get(0),
                        link(ObjectLinking.SLICES, 0.5, 3, "111...111", "111111111", "11.....11")
                                .get(0),
                        link(ObjectLinking.SLICES, 0.5, 3, "111...111", "111111111", "11.....11")
                                .get(1),
                        link(ObjectLinking.SLICES, 0.5, 3, "111...111", "111111111", "11.....11")
                                .get(2)));
    }

    @Test
    void anObjectInTwoPiecesOfASliceIsOneOfTheMap() {
        List<ObjectMap> planes = new ObjectLinker(new LinkSettings(ObjectLinking.SLICES, 0.5))
                .link(List.of(find(LabelText.of("11.11")), find(LabelText.of("11111"))), 2, Progress.NONE);
        assertEquals(1, planes.get(0).objects().size());
        assertEquals(4, planes.get(0).objects().get(0).size());
        assertEquals(5, planes.get(0).objects().get(0).bounds().width());
    }

    @Test
    void framesGiveEachObjectOneSuccessorTheOneThatFitsBest() {
        assertEquals(
                List.of("111111...", "1111.22..", "1111.2222"),
                link(ObjectLinking.FRAMES, 0.5, 1, "111111...", "1111.11..", "1111.1111"),
                "the larger daughter keeps the number");
        assertEquals(
                List.of("1.22222", "2222222"),
                link(ObjectLinking.FRAMES, 0.5, 1, "1.11111", "1111111"),
                "of two that merge the larger goes on");
    }

    @Test
    void whatIsMissingInAFrameComesBackAsAnother() {
        assertEquals(List.of("11..2", "....2", "33..2"), link(ObjectLinking.FRAMES, 0.5, 1, "11..1", "....1", "11..1"));
    }

    @Test
    void framesOfStacksAreLinkedSliceBySliceOrAsWholes() {
        String[] rows = {"11.", "11.", "1..", ".11"};
        assertEquals(List.of("11.", "22.", "1..", ".22"), link(ObjectLinking.FRAMES, 0.5, 2, rows));
        assertEquals(List.of("11.", "11.", "2..", ".33"), link(ObjectLinking.SLICES, 0.5, 2, rows));
        assertEquals(
                List.of("11.", "11.", "1..", ".22"),
                link(ObjectLinking.SLICES_AND_FRAMES, 0.5, 2, rows),
                "the first whole goes on in the one with the greater intersection over union");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.33, 1", "0.34, 2", "1, 2"})
    void theOverlapIsThatOfTheSmaller(double overlap, int expected) {
        for (ObjectLinking through : List.of(ObjectLinking.SLICES, ObjectLinking.FRAMES)) {
            int slices = through == ObjectLinking.SLICES ? 2 : 1;
            String second = link(through, overlap, slices, "1111..", "...111").get(1);
            assertEquals(String.valueOf(expected).repeat(3), second.replace(".", ""));
        }
    }

    @Test
    void theUsualOverlapIsLessThroughFrames() {
        String[] rows = {"11111.....", "..11111..."};
        String[] further = {"11111.....", "....11111."};
        double usual = LinkSettings.USUAL_OVERLAP;
        assertEquals("..22222...", link(ObjectLinking.SLICES, usual, 2, rows).get(1));
        assertEquals("..11111...", link(ObjectLinking.FRAMES, usual, 1, rows).get(1));
        assertEquals("....22222.", link(ObjectLinking.FRAMES, usual, 1, further).get(1));
    }

    @ParameterizedTest
    @EnumSource
    void lawsOfRandomPlanes(ObjectLinking through) {
        for (int seed = 0; seed < 6; seed++) {
            List<ObjectMap> planes = new ArrayList<>();
            List<ObjectMap> again = new ArrayList<>();
            for (int p = 0; p < 6; p++) {
                LabelText text = LabelText.discs(60, 50, 0, 2, seed * 10L + p / 2);
                planes.add(find(text));
                again.add(find(text));
            }
            List<Integer> pixels = planes.stream().map(ObjectLinkerTest::area).toList();
            ObjectLinker linker = new ObjectLinker(new LinkSettings(through, 0.5));
            List<ObjectMap> linked = linker.link(planes, 3, Progress.NONE);
            assertEquals(pixels, linked.stream().map(ObjectLinkerTest::area).toList());
            TreeSet<Integer> numbers = new TreeSet<>();
            for (ObjectMap plane : linked) {
                plane.objects().forEach(object -> numbers.add(object.id()));
            }
            assertEquals(numbers.size(), numbers.last(), "numbers have no gaps");
            List<ObjectMap> same = linker.link(again, 3, Progress.NONE);
            for (int p = 0; p < 6; p++) {
                assertEquals(same.get(p).objects(), linked.get(p).objects());
            }
            if (through == ObjectLinking.FRAMES) {
                // Each number is one piece of each plane.
                for (ObjectMap plane : linked) {
                    assertEquals(
                            find(new LabelText(plane.labels(), 60, 50))
                                    .objects()
                                    .size(),
                            plane.objects().size());
                }
            }
        }
    }

    private static int area(ObjectMap map) {
        return map.objects().stream().mapToInt(Component::size).sum();
    }

    @Test
    void equalPlanesKeepTheirNumbers() {
        LabelText text = LabelText.discs(70, 60, 0, 2, 8);
        ObjectMap alone = find(text);
        for (ObjectLinking through : List.of(ObjectLinking.SLICES, ObjectLinking.FRAMES)) {
            List<ObjectMap> linked = new ObjectLinker(new LinkSettings(through, 1))
                    .link(
                            List.of(find(text), find(text), find(text)),
                            through == ObjectLinking.SLICES ? 3 : 1,
                            Progress.NONE);
            linked.forEach(plane -> assertEquals(alone.objects(), plane.objects()));
        }
    }

    @Test
    void emptyPlanesAreNoFault() {
        for (ObjectLinking through : ObjectLinking.values()) {
            assertEquals(List.of("...", "..."), link(through, 0, 1, "...", "..."));
        }
        assertEquals(List.of(), new ObjectLinker(LinkSettings.NONE).link(List.of(), 1, Progress.NONE));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1})
    void anOverlapOutOfRangeTellsTheCure(double overlap) {
        TesseraException error =
                assertThrows(TesseraException.class, () -> new LinkSettings(ObjectLinking.SLICES, overlap));
        assertEquals(
                "The overlap " + overlap + " of linked objects is out of range: use a number from 0 to 1.",
                error.getMessage());
    }

    @Test
    void planesThatMakeNoFramesAreRefused() {
        ObjectLinker linker = new ObjectLinker(LinkSettings.NONE);
        List<ObjectMap> one = List.of(find(LabelText.of("1")));
        assertThrows(IllegalArgumentException.class, () -> linker.link(one, 2, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> linker.link(one, 0, Progress.NONE));
    }

    @Test
    void escEndsIt() {
        Progress cancelled = new Progress() {
            @Override
            public boolean cancelled() {
                return true;
            }
        };
        List<ObjectMap> one = List.of(find(LabelText.of("1")));
        assertThrows(CancelledException.class, () -> new ObjectLinker(LinkSettings.NONE).link(one, 1, cancelled));
    }
}

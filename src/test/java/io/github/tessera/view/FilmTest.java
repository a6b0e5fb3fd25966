package io.github.tessera.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import io.github.tessera.image.ImageFiles;
import io.github.tessera.metric.ClassCounts;
import io.github.tessera.metric.MetricsReport;
import io.github.tessera.train.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilmTest {
    @TempDir
    Path folder;

    private static Epoch epoch(int number) {
        ClassCounts counts = new ClassCounts(30, 10, 10, 50);
        MetricsReport report = new MetricsReport(List.of("background", "cell"), List.of(counts, counts));
        return new Epoch(number, 30L * number, 1, 1, report, 1, 1e-3);
    }

    private static ColorProcessor picture(int value, int width, int height) {
        ColorProcessor picture = new ColorProcessor(width, height);
        picture.setColor(value);
        picture.fill();
        return picture;
    }

    private static Film of(int epochs, int width, int height) {
        Film film = new Film();
        for (int i = 1; i <= epochs; i++) {
            film.add(epoch(i), picture(i, width, height));
        }
        return film;
    }

    private static List<Integer> numbers(Film film) {
        return film.frames().stream().map(Film.Frame::epoch).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void savedAndReadItIsTheSame(int epochs) {
        Film film = of(epochs, 20, 10);
        Path file = folder.resolve(Film.FILE);
        film.save(file);
        ImagePlus opened = ImageFiles.open(file);
        assertEquals(24, opened.getBitDepth());
        assertEquals(epochs, opened.getStackSize());
        Film read = Film.read(file, 100);
        assertEquals(numbers(film), numbers(read));
        for (int i = 0; i < epochs; i++) {
            assertEquals(
                    "epoch " + (i + 1) + ", step " + 30 * (i + 1) + ", IoU 0.6000",
                    read.frames().get(i).label());
            assertEquals(i + 1, read.frames().get(i).picture().get(3, 3) & 0xFFFFFF);
        }
    }

    @Test
    void goesOnAfterTheLastEpochOfTheCheckpoint() {
        Path file = folder.resolve(Film.FILE);
        of(5, 20, 10).save(file);
        Film film = Film.read(file, 3);
        film.add(epoch(4), picture(77, 20, 10));
        assertEquals(List.of(1, 2, 3, 4), numbers(film));
        assertEquals(77, film.frames().get(3).picture().get(0, 0) & 0xFFFFFF);
    }

    @Test
    void whatIsNoFilmOfOursIsNoPictureOfIt() throws IOException {
        Path file = folder.resolve(Film.FILE);
        assertEquals(List.of(), numbers(Film.read(file, 9)));
        Files.writeString(file, "nothing");
        assertEquals(List.of(), numbers(Film.read(file, 9)));
        ImageFiles.saveTiff(new ImagePlus("x", picture(1, 5, 5)), file);
        assertEquals(List.of(), numbers(Film.read(file, 9)));
    }

    @Test
    void picturesOfAnotherSizeAreLeftOut() {
        Film film = of(3, 20, 10);
        film.add(epoch(4), picture(1, 20, 12));
        assertEquals(List.of(4), numbers(film));
    }

    @Test
    void anEmptyFilmIsNoFile() {
        new Film().save(folder.resolve(Film.FILE));
        assertTrue(Files.notExists(folder.resolve(Film.FILE)));
    }

    @Test
    void ofManyEpochsEverySecondIsKeptAndTheLast() {
        assertEquals(99, of(99, 4, 4).frames().size());
        for (int epochs : new int[] {100, 101, 150, 199, 400, 1000}) {
            List<Integer> numbers = numbers(of(epochs, 4, 4));
            assertTrue(numbers.size() <= 100 && numbers.size() >= 49, epochs + ": " + numbers.size());
            assertEquals(1, numbers.get(0));
            assertEquals(epochs, numbers.get(numbers.size() - 1));
            int step = numbers.get(1) - 1;
            for (int i = 2; i < numbers.size() - 1; i++) {
                assertEquals(step, numbers.get(i) - numbers.get(i - 1));
            }
        }
    }

    @Test
    void thinnedInTwoPartsItIsAsInOne() {
        Path file = folder.resolve(Film.FILE);
        of(120, 4, 4).save(file);
        Film parted = Film.read(file, 120);
        for (int i = 121; i <= 230; i++) {
            parted.add(epoch(i), picture(i, 4, 4));
        }
        assertEquals(numbers(of(230, 4, 4)), numbers(parted));
    }

    @Test
    void largePicturesAreFewer() {
        assertEquals(40_000_000 / (3 * 552 * 600), Film.most(picture(0, 552, 600)));
        assertEquals(100, Film.most(picture(0, 10, 10)));
        assertArrayEquals(new int[] {2}, new int[] {Film.most(new ColorProcessor(9000, 9000))}, "and two at the least");
    }
}

package io.github.tessera.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitFileTest {
    private static final List<String> NAMES = List.of("a.png", "b c.png", "d.tif", "ü,\"1\".png", "#e.png");

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("list.csv"), text);
    }

    private Split read(String text) throws IOException {
        return SplitSettings.defaults().withList(file(text)).of(NAMES);
    }

    private String refusal(String text) throws IOException {
        Path file = file(text);
        return assertThrows(TesseraException.class, () -> SplitFile.read(file, NAMES))
                .getMessage();
    }

    private static Split split(List<Integer> train, List<Integer> validation, List<Integer> test) {
        return new Split(train, validation, test, List.of());
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Path file = folder.resolve("model/split.csv");
        Split split = split(List.of(0, 3), List.of(1, 4), List.of(2));
        SplitFile.write(split, NAMES, file);
        assertEquals(
                List.of(
                        "file,split",
                        "a.png,train",
                        "b c.png,validation",
                        "d.tif,test",
                        "\"ü,\"\"1\"\".png\",train",
                        "\"#e.png\",validation"),
                Files.readAllLines(file));
        assertEquals(split, SplitFile.read(file, NAMES));
    }

    @Test
    void theOnlyImageIsReadBackIntoBothParts() {
        Path file = folder.resolve("split.csv");
        Split split = SplitSettings.defaults().of(List.of("a.png"));
        SplitFile.write(split, List.of("a.png"), file);
        assertEquals(split, SplitFile.read(file, List.of("a.png")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.png,train\nb c.png,val\nd.tif,test\n\"ü,\"\"1\"\".png\",train\n\"#e.png\",valid\n",
                "\uFEFFfile;Split\r\n\r\na;TRAIN\r\nb c;Validation\r\nd;testing\r\nü,\"1\";training\r\n\"#e\";dev\r\n",
                "# by hand\nfolder/a.png\ttrain\n\"C:\\data\\b c.tif\"\t\"val\"\nd test\nü,\"1\".png train\n\"#e\" val",
            })
    void listsOfManyKindsSayTheSame(String text) throws IOException {
        assertEquals(split(List.of(0, 3), List.of(1, 4), List.of(2)), read(text));
    }

    @Test
    void namesWithoutImageAndImagesWithoutPartAreTold() throws IOException {
        Split split = read("a.png,train\nb c.png,val\nother.png,test\n");
        assertEquals(List.of(), split.test());
        assertTrue(
                split.describe().contains("In the list file, but no image has the name: other.png\n"),
                split.describe());
        assertTrue(
                split.describe().endsWith("Not in the list file, so not used: d.tif, ü,\"1\".png, #e.png"),
                split.describe());
    }

    @Test
    void threeFilesOfNamesAreOneList() throws IOException {
        Files.writeString(folder.resolve("train.txt"), "a\n\nü,\"1\".png\n");
        Path validation = Files.writeString(folder.resolve("val.txt"), "b c\n");
        Files.writeString(folder.resolve("readme.txt"), "nothing");
        Split two = split(List.of(0, 3), List.of(1), List.of());
        assertEquals(two.train(), SplitFile.read(folder, NAMES).train());
        assertEquals(two.validation(), SplitFile.read(validation, NAMES).validation());
        Files.writeString(folder.resolve("test.txt"), "d\n");
        assertEquals(List.of(2), SplitFile.read(folder, NAMES).test());
    }

    @Test
    void aNameOfAStackOrOfATiledImageMeansAllOfIt() throws IOException {
        List<String> names =
                List.of("s.tif slice 1", "s.tif slice 2", "t_x0_y0.png", "t_20x9_x9_y0.png", "f.001", "f.002");
        Path file = file("s.tif,train\nt.png,val\nf.002,test\nf.003,test");
        Split split = SplitFile.read(file, names);
        assertEquals(List.of(0, 1), split.train());
        assertEquals(List.of(2, 3), split.validation());
        assertEquals(List.of(5), split.test(), "a number is no ending");
        Path slices = file("s.tif slice 2,train\ns.tif slice 1,val\n");
        assertEquals(List.of(1), SplitFile.read(slices, names).train());
    }

    @Test
    void mistakesAreNamedWithTheirLine() throws IOException {
        assertTrue(refusal("a.png,train\nb c.png,vall\n").contains("Line 2 of"), "a part that is none");
        assertTrue(refusal("a.png,trian\nb c.png,val\n").contains("Line 1 of"), "a first line is no heading by itself");
        assertTrue(refusal("a.png\n").contains("\"a.png\", does not end in a part"), "no part");
        assertTrue(refusal("a.png,train\na,test\n").contains("both in train and in test"), "two parts");
        assertTrue(refusal("a.png,train\nd.tif,test\n").contains("no image into validation"), "no validation");
        assertTrue(refusal("a.png,val\n").contains("no image into train"), "no training");
        assertTrue(refusal("").contains("There are no names in"), "empty");
        assertTrue(
                refusal("x.png,train\n").contains("such as x.png, is that of an image, such as a.png"), "other images");
    }

    @Test
    void whatIsNoListIsRefused() throws IOException {
        Path binary = Files.write(folder.resolve("list.xlsx"), new byte[] {'P', 'K', 3, 4, (byte) 0xFF, (byte) 0xFE});
        for (Path list : List.of(binary, folder.resolve("missing.csv"), folder)) {
            TesseraException e = assertThrows(TesseraException.class, () -> SplitFile.read(list, NAMES));
            assertTrue(e.getMessage().contains(list.toString()), e.getMessage());
        }
        Path latin = Files.write(folder.resolve("l.csv"), "ü.png,train".getBytes(StandardCharsets.ISO_8859_1));
        TesseraException e = assertThrows(TesseraException.class, () -> SplitFile.read(latin, NAMES));
        assertTrue(e.getMessage().contains("not plain text in UTF-8"), e.getMessage());
    }

    @Test
    void aListOfRealStreetScenesIsUnderstood() {
        String data = System.getenv("TESSERA_DATA");
        assumeTrue(data != null, "skipped: TESSERA_DATA names no folder of real images");
        Path camvid = Path.of(data, "camvid_12class");
        assumeTrue(Files.isDirectory(camvid), "skipped: " + camvid + " is absent");
        List<String> names = ImageFiles.list(camvid.resolve("images")).stream()
                .map(f -> f.getFileName().toString())
                .toList();
        Split split = SplitFile.read(camvid.resolve("split.csv"), names);
        assertEquals("80 images to learn from, 16 kept out for validation", split.describe());
    }
}

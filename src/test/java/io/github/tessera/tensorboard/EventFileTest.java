package io.github.tessera.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.tessera.metric.ClassCounts;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    @TempDir
    Path folder;

    private static Summary loss(double value) {
        return new Summary().scalar("loss/train", value);
    }

    @Test
    void aFileBeginsWithVersionAndStartThenSteps() throws IOException {
        double before = System.currentTimeMillis() / 1000.0;
        EventFile file = EventFile.next(folder.resolve("tensorboard"), 0);
        assertTrue(Files.notExists(file.path()), "nothing is written before there is something to tell");
        file.add(30, loss(0.5));
        file.add(60, loss(0.25));
        List<Fields> events = Records.events(file.path());
        assertEquals(4, events.size());
        assertEquals("brain.Event:2", events.get(0).text(3));
        assertEquals(0, events.get(1).integer(2));
        assertEquals(1, events.get(1).message(7).integer(1));
        for (int i = 2; i < 4; i++) {
            assertEquals(30L * (i - 1), events.get(i).integer(2));
            Fields value = events.get(i).message(5).message(1);
            assertEquals("loss/train", value.text(1));
            assertEquals(1.0f / (1 << (i - 1)), value.single(2));
            assertTrue(events.get(i).real(1) >= before && events.get(i).real(1) < before + 100);
        }
    }

    @Test
    void namesAreThoseThatTensorBoardLooksForAndRise() throws IOException {
        EventFile first = EventFile.next(folder, 0);
        first.add(1, loss(1));
        EventFile second = EventFile.next(folder, 2);
        second.add(2, loss(1));
        Files.writeString(folder.resolve("events.out.tfevents.99999999999.pytorch"), "another's");
        assertTrue(first.path().getFileName().toString().matches("events\\.out\\.tfevents\\.\\d+\\.tessera"));
        assertTrue(second.path().compareTo(first.path()) > 0);
        assertEquals(List.of(first.path(), second.path()), EventFile.files(folder));
        assertEquals(2, Records.events(second.path()).get(1).integer(2), "earlier files hold until here");
        assertEquals(List.of(), EventFile.files(folder.resolve("missing")));
    }

    @Test
    void whatWasWrittenBeforeAKillIsRead() throws IOException {
        EventFile file = EventFile.next(folder, 0);
        file.add(1, loss(1));
        long whole = Files.size(file.path());
        file.add(2, loss(2));
        byte[] bytes = Files.readAllBytes(file.path());
        for (int length = (int) whole; length < bytes.length; length++) {
            Files.write(file.path(), Arrays.copyOf(bytes, length));
            assertEquals(3, Records.events(file.path()).size(), "cut at " + length);
        }
    }

    @Test
    void aFileThatWasDeletedBeginsAnew() throws IOException {
        EventFile file = EventFile.next(folder, 0);
        file.add(1, loss(1));
        Files.delete(file.path());
        file.add(2, loss(2));
        assertEquals("brain.Event:2", Records.events(file.path()).get(0).text(3));
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("tensorboard"), "");
        EventFile file = EventFile.next(inTheWay, 0);
        Summary summary = loss(1);
        TesseraException e = assertThrows(TesseraException.class, () -> file.add(1, summary));
        assertTrue(e.getMessage().contains(inTheWay.toString()), e.getMessage());
    }

    @Test
    void whatIsUndefinedIsLeftOut() {
        Fields summary = new Fields(new Summary()
                .scalar("a", Double.NaN)
                .histogram("b", new float[] {Float.NaN})
                .message()
                .toBytes());
        assertFalse(summary.has(1));
    }

    @Test
    void aPictureTellsItsSize() {
        byte[] png = new byte[30];
        ByteBuffer.wrap(png).putInt(16, 640).putInt(20, 3);
        Fields image = new Fields(new Summary().image("tiles", png).message().toBytes())
                .message(1)
                .message(4);
        assertEquals(3, image.integer(1));
        assertEquals(640, image.integer(2));
        assertEquals(3, image.integer(3));
        assertArrayEquals(png, image.bytes(4));
    }

    @Test
    void aHistogramIsWrittenInFull() {
        Fields histogram = new Fields(new Summary()
                        .histogram("w", new float[] {-1, 1, 3})
                        .message()
                        .toBytes())
                .message(1)
                .message(5);
        assertEquals(-1, histogram.real(1));
        assertEquals(3, histogram.real(2));
        assertEquals(3, histogram.real(3));
        assertEquals(3, histogram.real(4));
        assertEquals(11, histogram.real(5));
        assertArrayEquals(new double[] {1, 0, 1, 0, 1}, histogram.reals(7));
        assertEquals(5, histogram.reals(6).length);
    }

    @Test
    void aPrecisionRecallCurveHasSixRows() {
        List<ClassCounts> counts =
                List.of(new ClassCounts(4, 6, 0, 0), new ClassCounts(3, 1, 1, 5), new ClassCounts(0, 0, 4, 6));
        Fields value = new Fields(
                        new Summary().precisionRecall("curve", counts).message().toBytes())
                .message(1);
        Fields plugin = value.message(9).message(1);
        assertEquals("pr_curves", plugin.text(1));
        assertEquals(3, plugin.message(2).integer(2));
        assertEquals(2, value.message(9).integer(4));
        Fields tensor = value.message(8);
        assertEquals(1, tensor.integer(1));
        assertEquals(
                List.of(6L, 3L),
                tensor.message(2).messages(2).stream().map(d -> d.integer(1)).toList());
        float[] values = new float[18];
        ByteBuffer.wrap(tensor.bytes(4))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        assertArrayEquals(new float[] {4, 3, 0, 6, 1, 0, 0, 5, 6, 0, 1, 4, 0.4f, 0.75f, 1, 1, 0.75f, 0}, values);
    }

    @Test
    void aCurveNeedsTwoThresholds() {
        Summary summary = new Summary();
        assertThrows(IllegalArgumentException.class, () -> summary.precisionRecall("curve", List.of()));
    }
}

package io.github.tessera.torchscript;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

class ArchiveReaderTest {
    private static byte[] archive(String pickle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickle.getBytes(StandardCharsets.ISO_8859_1));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    @Test
    void aModuleThatHoldsItselfIsRefused() throws IOException {
        // An empty dictionary, remembered as 0, gets itself as its own "a".
        byte[] circle = archive("\u0080\u0002}q\u0000X\u0001\u0000\u0000\u0000ah\u0000s.");
        String message = assertThrows(
                        IOException.class, () -> ArchiveReader.tensors(new SeekableInMemoryByteChannel(circle)))
                .getMessage();
        assertTrue(message.contains("too deep"), message);
    }
}

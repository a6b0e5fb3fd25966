package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that all pixels of a PGM, PPM or FITS file are there: ImageJ fills what is missing with zeros, or shows a dialog. */
final class PlainFormatCheck {
    private static final int CARD = 80;
    private static final int BLOCK = 2880;
    private static final Pattern NUMBER_CARD = Pattern.compile("(BITPIX|NAXIS\\d*) *= *(-?\\d{1,9})\\b.*");

    private PlainFormatCheck() {}

    /**
     * Checks a file that begins with P and a digit.
     *
     * @throws TesseraException naming the file if it is cut off
     * @throws IOException if it is none that ImageJ reads rightly
     */
    static void requirePnm(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            int kind = word(in).charAt(1) - '0';
            boolean text = kind <= 3;
            int samples = kind == 3 || kind == 6 ? 3 : 1;
            boolean bits = kind == 1 || kind == 4;
            long width = number(in);
            long height = number(in);
            int bytes = bits || number(in) <= 255 ? 1 : 2;
            if (bits) {
                throw new IOException("ImageJ takes the padding of its rows for pixels");
            }
            long count = Math.multiplyExact(width * samples, height);
            if (text) {
                for (long i = 0; i < count; i++) {
                    number(in);
                }
            } else {
                in.skipNBytes(Math.multiplyExact(count, bytes));
            }
        } catch (EOFException e) {
            throw cutOff(file, e);
        }
    }

    private static int number(InputStream in) throws IOException {
        String word = word(in);
        if (!word.matches("\\d{1,9}")) {
            throw new IOException("no number: " + word);
        }
        return Integer.parseInt(word);
    }

    /** The next word, and the one blank behind it; comments are passed over. */
    private static String word(InputStream in) throws IOException {
        StringBuilder word = new StringBuilder();
        while (true) {
            int letter = in.read();
            if (letter == '#') {
                do {
                    letter = in.read();
                } while (letter >= 0 && letter != '\n' && letter != '\r');
            }
            if (letter > ' ') {
                word.append((char) letter);
            } else if (!word.isEmpty()) {
                return word.toString();
            } else if (letter < 0) {
                throw new EOFException();
            }
        }
    }

    /**
     * Checks the first image of a FITS file.
     *
     * @throws TesseraException naming the file if it is cut off
     */
    static void requireFits(Path file) throws IOException {
        long size = Files.size(file);
        long bytes = 1;
        long header = 0;
        boolean sized = false;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            String card = "";
            while (!card.startsWith("END ")) {
                card = new String(in.readNBytes(CARD), StandardCharsets.US_ASCII);
                header += CARD;
                if (header > size) {
                    throw new EOFException();
                }
                Matcher number = NUMBER_CARD.matcher(card);
                if (number.matches()) {
                    int value = Integer.parseInt(number.group(2));
                    boolean axis = number.group(1).length() > "NAXIS".length();
                    bytes = Math.multiplyExact(
                            bytes, axis ? value : number.group(1).equals("BITPIX") ? Math.abs(value) / 8 : 1);
                    sized |= axis;
                }
            }
        } catch (EOFException e) {
            throw cutOff(file, e);
        }
        long start = (header + BLOCK - 1) / BLOCK * BLOCK;
        if (sized && bytes > size - start) {
            throw cutOff(file, null);
        }
    }

    private static TesseraException cutOff(Path file, Exception cause) {
        return new TesseraException("The file " + file + " is cut off; copy it again from where it came from.", cause);
    }
}

package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks PGM, PPM, FITS and BMP files: ImageJ fills what is missing with zeros, shows a dialog, or does not come to an end. */
final class PlainFormatCheck {
    private static final int CARD = 80;
    private static final int BLOCK = 2880;
    private static final Set<Integer> FITS_BITS = Set.of(8, 16, 32, -32, -64);
    private static final int BMP_HEADER = 14;
    private static final int BMP_COLOURS = 46;

    /** The header of OS/2, which does not tell the number of colours. */
    private static final int SHORT_HEADER = 12;

    private static final int MOST_COLOURS = 1 << 16;
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
            if (kind == 4) {
                throw new IOException("ImageJ takes the padding of its rows for pixels");
            }
            long count = Math.multiplyExact(width * samples, height);
            if (text) {
                for (long i = 0; i < count; i++) {
                    requireText(word(in), bits);
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
        requireText(word, false);
        return Integer.parseInt(word);
    }

    /** Of bits each must be a word, although the format lets them stand side by side: ImageJ does not part them. */
    private static void requireText(String number, boolean bit) throws IOException {
        if (number.length() > (bit ? 1 : 9) || !number.chars().allMatch(Character::isDigit)) {
            throw new IOException("no number: " + number);
        }
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
     * @throws IOException if it holds no image
     */
    static void requireFits(Path file) throws IOException {
        long size = Files.size(file);
        Map<String, Integer> numbers = new HashMap<>();
        long header = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            String card = "";
            while (!card.strip().equals("END")) {
                card = new String(in.readNBytes(CARD), StandardCharsets.US_ASCII);
                if (header == 0 && !card.startsWith("SIMPLE ")) {
                    throw new IOException("no FITS");
                }
                header += CARD;
                if (header > size) {
                    throw cutOff(file, null);
                }
                Matcher number = NUMBER_CARD.matcher(card);
                if (number.matches()) {
                    numbers.putIfAbsent(number.group(1), Integer.parseInt(number.group(2)));
                }
            }
        }
        long bytes = bytes(numbers);
        if (bytes > size - (header + BLOCK - 1) / BLOCK * BLOCK) {
            throw cutOff(file, null);
        }
    }

    private static long bytes(Map<String, Integer> numbers) throws IOException {
        int bits = numbers.getOrDefault("BITPIX", 0);
        long width = numbers.getOrDefault("NAXIS1", 0);
        long height = numbers.getOrDefault("NAXIS2", 0);
        if (!FITS_BITS.contains(bits) || width <= 0 || height <= 0) {
            throw new IOException("no image");
        }
        return Math.multiplyExact(width * height, Math.abs(bits) / Byte.SIZE)
                * Math.max(1, numbers.getOrDefault("NAXIS3", 1));
    }

    /**
     * Checks that a BMP tells a number of colours that there can be: ImageJ reads as many as it says.
     *
     * @throws IOException otherwise
     */
    static void requireBmp(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(BMP_COLOURS + Integer.BYTES);
            ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            if (numbers.getInt(BMP_HEADER) == SHORT_HEADER) {
                return;
            }
            int colours = numbers.getInt(BMP_COLOURS);
            if (colours < 0 || colours > MOST_COLOURS) {
                throw new IOException(colours + " colours");
            }
        }
    }

    private static TesseraException cutOff(Path file, Exception cause) {
        return new TesseraException("The file " + file + " is cut off; copy it again from where it came from.", cause);
    }
}

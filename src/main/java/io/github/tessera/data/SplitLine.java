package io.github.tessera.data;

import io.github.tessera.image.ImageFiles;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One line of a list file: a name, without quotes, and its part. */
record SplitLine(String name, SplitPart part) {
    private static final Pattern LINE = Pattern.compile(
            "(?:\"(?<quoted>(?:[^\"]|\"\")*)\"|(?<plain>.*?))(?:\\s*[,;\\t]\\s*|\\s+)\"?(?<part>\\p{Alpha}+)\"?");
    private static final Set<String> HEADINGS = Set.of("split", "part", "set", "subset");

    /** All lines of a list file, or of the files train.txt, val.txt and test.txt of a folder, or beside the one that is given. */
    static List<SplitLine> read(Path list) {
        if (Files.isDirectory(list)) {
            return ofFolder(list);
        }
        if (!Files.isRegularFile(list)) {
            throw new TesseraException("There is no list file " + list + "; check the path.");
        }
        return partOf(list).isPresent() ? ofFolder(list.toAbsolutePath().getParent()) : ofFile(list);
    }

    private static List<SplitLine> ofFile(Path file) {
        List<SplitLine> lines = new ArrayList<>();
        List<String> texts = texts(file);
        boolean headingAllowed = true;
        for (int i = 0; i < texts.size(); i++) {
            if (!isText(texts.get(i))) {
                continue;
            }
            Matcher matcher = LINE.matcher(texts.get(i).strip());
            String word = matcher.matches() ? matcher.group("part").toLowerCase(Locale.ROOT) : "";
            Optional<SplitPart> part = SplitPart.of(word);
            if (part.isPresent()) {
                String quoted = matcher.group("quoted");
                String name = quoted == null ? matcher.group("plain") : quoted.replace("\"\"", "\"");
                lines.add(new SplitLine(name.strip(), part.get()));
            } else if (!headingAllowed || !HEADINGS.contains(word)) {
                throw new TesseraException("Line " + (i + 1) + " of " + file + ", \""
                        + texts.get(i).strip()
                        + "\", does not end in a part; write a name, a comma, and train, validation or test.");
            }
            headingAllowed = false;
        }
        return lines;
    }

    private static List<SplitLine> ofFolder(Path folder) {
        List<SplitLine> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                partOf(file).ifPresent(part -> texts(file).stream()
                        .filter(SplitLine::isText)
                        .forEach(name -> lines.add(new SplitLine(name.strip(), part))));
            }
        } catch (IOException e) {
            throw new TesseraException("The folder " + folder + " cannot be read; choose another.", e);
        }
        if (lines.isEmpty()) {
            throw new TesseraException("The folder " + folder
                    + " holds no names in files called train.txt and val.txt; choose a list file or another folder.");
        }
        return lines;
    }

    /** The part that a text file is named after. */
    private static Optional<SplitPart> partOf(Path file) {
        String name = file.getFileName().toString();
        boolean text = name.toLowerCase(Locale.ROOT).endsWith(".txt") && Files.isRegularFile(file);
        return text ? SplitPart.of(ImageFiles.baseName(name)) : Optional.empty();
    }

    private static boolean isText(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    private static List<String> texts(Path file) {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            if (!lines.isEmpty() && lines.get(0).startsWith("\uFEFF")) {
                lines.set(0, lines.get(0).substring(1));
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw new TesseraException(
                    "The list file " + file + " is not plain text in UTF-8; save it as CSV UTF-8 or as text.", e);
        } catch (IOException e) {
            throw new TesseraException(
                    "The list file " + file + " cannot be read; ask for permission or choose another.", e);
        }
    }

    /** A name as it stands in a line. */
    static String quoted(String name) {
        return name.matches("[^\",;\\t]+") && !name.startsWith("#") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}

package io.github.tessera.postprocess;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.stream.MalformedJsonException;
import io.github.tessera.image.JsonFile;
import io.github.tessera.progress.TesseraException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** {@link DenseCrfSettings} as a JSON file, so that what was learnt or chosen once can be used again. */
public final class DenseCrfFile {
    private static final int FORMAT = 1;
    private static final Gson GSON = new Gson();

    private DenseCrfFile() {}

    /** As it stands in the file; boxed, so that what is missing is noticed. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between file and settings; never compared
    private record Content(
            Integer densecrf,
            Kernel appearance,
            Kernel smoothness,
            Double[][] compatibility,
            Integer iterations,
            Filtering filtering) {
        /** Has a colour width if it looks at colours. */
        private record Kernel(Double weight, Double width, Double colour) {
            boolean complete(boolean colours) {
                return weight != null && width != null && colours == (colour != null);
            }
        }

        static Content of(DenseCrfSettings settings) {
            Compatibility compatibility = settings.compatibility();
            return new Content(
                    FORMAT,
                    new Kernel(settings.appearanceWeight(), settings.appearanceWidth(), settings.colourWidth()),
                    new Kernel(settings.smoothnessWeight(), settings.smoothnessWidth(), null),
                    compatibility.potts() ? null : boxed(compatibility.matrix(compatibility.classes())),
                    settings.iterations(),
                    settings.filtering());
        }

        private static Double[][] boxed(double[][] matrix) {
            return Arrays.stream(matrix)
                    .map(row -> Arrays.stream(row).boxed().toArray(Double[]::new))
                    .toArray(Double[][]::new);
        }

        private boolean complete() {
            return appearance != null
                    && appearance.complete(true)
                    && smoothness != null
                    && smoothness.complete(false)
                    && iterations != null
                    && filtering != null;
        }

        DenseCrfSettings settings() {
            if (densecrf == null) {
                throw new TesseraException("it does not say \"densecrf\".");
            }
            if (densecrf > FORMAT) {
                throw new TesseraException("it was written by a newer Tessera.");
            }
            if (!complete()) {
                throw new TesseraException("a value is missing.");
            }
            return new DenseCrfSettings(
                    appearance.weight,
                    appearance.width,
                    appearance.colour,
                    smoothness.weight,
                    smoothness.width,
                    matrix(),
                    iterations,
                    filtering);
        }

        /** Without a matrix it is the Potts model. */
        private Compatibility matrix() {
            if (compatibility == null) {
                return Compatibility.POTTS;
            }
            double[][] costs = new double[compatibility.length][];
            for (int k = 0; k < costs.length; k++) {
                Double[] row = compatibility[k];
                if (costs.length < 2
                        || row == null
                        || row.length != costs.length
                        || !Arrays.stream(row).allMatch(cost -> cost != null && Double.isFinite(cost))) {
                    throw new TesseraException("the compatibility is no square matrix of numbers.");
                }
                costs[k] = Arrays.stream(row).mapToDouble(Double::doubleValue).toArray();
            }
            return Compatibility.of(costs);
        }
    }

    /**
     * Writes the settings; the file is there whole or not at all.
     *
     * @throws TesseraException naming the file if it cannot be written
     */
    public static void write(DenseCrfSettings settings, Path file) {
        JsonFile.write(file, (json, lines) -> {
            json.setIndent("  ");
            GSON.toJson(Content.of(settings), Content.class, json);
            lines.next();
        });
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws TesseraException naming the file if there is none, it is damaged or of something else, or a value is out of range
     */
    public static DenseCrfSettings read(Path file) {
        Content content = JsonFile.read(file, json -> {
            try {
                return GSON.fromJson(json, Content.class);
            } catch (JsonParseException e) {
                throw damage(e);
            }
        });
        try {
            if (content == null) {
                throw new TesseraException("it holds nothing.");
            }
            return content.settings();
        } catch (TesseraException e) {
            throw new TesseraException(
                    "The file " + file + " does not hold the parameters of a dense CRF: " + e.getMessage()
                            + " Choose a file that Tessera wrote, or learn the parameters again.",
                    e);
        }
    }

    /** What went wrong below Gson, which tells a file that ends too soon from one that makes no sense. */
    private static IOException damage(JsonParseException e) {
        if (e.getCause() instanceof IOException io) {
            return io;
        }
        MalformedJsonException malformed = new MalformedJsonException("it is of another shape");
        malformed.initCause(e);
        return malformed;
    }
}

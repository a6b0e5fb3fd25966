package io.github.tessera.view;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/**
 * What the build says of Tessera, so that it is written down once, in the pom.
 *
 * @param name what it is called
 * @param description one sentence
 * @param version of this build
 * @param authors who made it
 * @param licence its name
 * @param address of its page
 * @param issues where faults are reported
 * @param forum where questions are asked
 * @param releases the address of Maven's list of the versions that are out
 */
public record Product(
        String name,
        String description,
        String version,
        String authors,
        String licence,
        URI address,
        URI issues,
        URI forum,
        URI releases) {
    private static final String FILE = "product.properties";

    /** This one. */
    public static final Product TESSERA = read();

    private static Product read() {
        Properties told = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Product.class.getResourceAsStream(FILE), FILE), StandardCharsets.UTF_8)) {
            told.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Product(
                told.getProperty("name"),
                told.getProperty("description"),
                told.getProperty("version"),
                told.getProperty("authors"),
                told.getProperty("licence"),
                URI.create(told.getProperty("address")),
                URI.create(told.getProperty("issues")),
                URI.create(told.getProperty("forum")),
                URI.create(told.getProperty("releases")));
    }

    /** How to cite this version of the software. */
    public String citation() {
        return authors + ": " + name + ", version " + version + " (computer software). " + address;
    }
}

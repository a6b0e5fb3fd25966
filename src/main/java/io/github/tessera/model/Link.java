package io.github.tessera.model;

import io.github.tessera.progress.TesseraException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something is on the internet: a DOI or an address, one of them empty.
 *
 * @param doi such as 10.1038/s41592-018-0261-2
 * @param url that begins with http:// or https://
 */
public record Link(String doi, String url) {
    private static final Pattern DOI =
            Pattern.compile("(?i)(?:(?:https?://)?(?:dx\\.)?doi\\.org/|doi:\\s*)?(10\\.[0-9]{4}\\S+)");
    private static final Pattern DOI_FORM = Pattern.compile("10\\.[0-9]{4,9}(\\.[0-9]+)*/\\S+");

    /**
     * Reads a DOI, in any of the forms that it is written in, or an address.
     *
     * @param key the field in which it was entered
     * @throws TesseraException if it is neither
     */
    public static Link parse(String key, String text) {
        String entered = text.strip();
        Matcher doi = DOI.matcher(entered);
        if (doi.matches() && DOI_FORM.matcher(doi.group(1)).matches()) {
            return new Link(doi.group(1), "");
        }
        if (entered.matches("(?i)https?://\\S+") && hasHost(entered)) {
            return new Link("", entered);
        }
        throw new TesseraException("\"" + entered + "\" (" + key
                + ") is neither a DOI, such as 10.1038/s41592-018-0261-2, nor an address that begins with https://: copy it from"
                + " the page's address bar.");
    }

    private static boolean hasHost(String address) {
        try {
            return URI.create(address).getHost() != null;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** Where a browser finds it. */
    public String address() {
        return doi.isEmpty() ? url : "https://doi.org/" + doi;
    }
}

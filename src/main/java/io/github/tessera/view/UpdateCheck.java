package io.github.tessera.view;

import io.github.tessera.image.WebText;
import io.github.tessera.progress.Progress;
import io.github.tessera.progress.TesseraException;
import java.lang.module.ModuleDescriptor.Version;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a newer version is out. The network is asked by {@link #sentence} alone, and told nothing but what every web page is asked with.
 *
 * @param releases Maven's list of versions, {@code maven-metadata.xml}
 * @param version that runs here
 * @param page where a newer one can be had
 */
record UpdateCheck(URI releases, String version, URI page) {
    private static final Pattern RELEASE = Pattern.compile("<release>\\s*(\\d[\\w.+-]{0,40})\\s*</release>");

    /** For what runs here. */
    static UpdateCheck of(Product product) {
        return new UpdateCheck(product.releases(), product.version(), product.address());
    }

    /**
     * Asks, and says in a sentence or two what came.
     *
     * @param progress may cancel it, within a second
     * @throws io.github.tessera.progress.CancelledException if the user has asked to stop
     */
    String sentence(Progress progress) {
        String list;
        try {
            list = WebText.read(releases, progress);
        } catch (TesseraException e) {
            return e.getMessage() + " New versions are told of at " + page + ", too.";
        }
        Matcher release = RELEASE.matcher(list);
        if (!release.find()) {
            return "The list at " + releases + " names no version that is out: look at " + page + ".";
        }
        String latest = release.group(1);
        int order;
        try {
            order = Version.parse(version).compareTo(Version.parse(latest));
        } catch (IllegalArgumentException e) {
            return "The list at " + releases + " names a version that is none, " + latest + ": look at " + page + ".";
        }
        if (order < 0) {
            return "Version " + latest + " is out, and this is " + version
                    + ". Fiji gets it by Help > Update..., ImageJ by the zip that is at " + page + ".";
        }
        return order == 0
                ? "This is the newest version, " + version + "."
                : "This is version " + version + ", newer than " + latest + ", which is the newest that is out.";
    }
}

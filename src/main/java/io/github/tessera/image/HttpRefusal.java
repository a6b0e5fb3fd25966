package io.github.tessera.image;

import io.github.tessera.progress.TesseraException;
import java.net.URI;

/** The sentences for the statuses with which servers and proxies refuse a file. */
final class HttpRefusal {
    private HttpRefusal() {}

    /**
     * What to throw for a status that brings no file.
     *
     * @return a break if the status may pass by itself
     * @throws TesseraException with the reason and the cure if it will not
     */
    static BrokenConnection of(int status, URI address) {
        if (status >= 500 || status == 429 || status == 408) {
            String reason = status == 429 ? " has too many requests" : " has a fault or too much to do";
            return new BrokenConnection(
                    "the server " + address.getHost() + reason + " (HTTP " + status + ")", "try again later", null);
        }
        throw new TesseraException("Cannot download " + DownloadName.shown(address) + ", because "
                + switch (status) {
                    case 404, 410 ->
                        "the server has no such file (HTTP " + status
                                + "); check the address, or look for where the file has moved.";
                    case 401, 403 ->
                        "the server does not give it to everyone (HTTP " + status
                                + "); download it in a browser where you are logged in.";
                    case 407 ->
                        "the proxy wants a password (HTTP 407), and Tessera has none; download the file in a browser, or"
                                + " ask your administrator for a way without.";
                    default -> "the server answered with HTTP " + status + "; check the address in a browser.";
                });
    }
}

package io.github.tessera.image;

import java.net.URI;

/** The name under which an address is kept: the readable one, and eight digits that no other address shares. */
final class DownloadName {
    private static final int LONGEST = 100;
    private static final int DIGITS = 8;

    private DownloadName() {}

    /** The last part of the address with letters, digits, {@code ._-} only; never empty, never starting or ending with a dot. */
    static String readable(URI address) {
        String path = address.getPath() == null ? "" : address.getPath();
        String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
        // The end of a long name is kept, since it tells the kind of file.
        String shortened = name.substring(Math.max(0, name.length() - LONGEST));
        String safe = shortened.replaceAll("^\\.+|\\.+$", "");
        return safe.isEmpty() ? "download" : safe;
    }

    /**
     * The file name: as {@link #readable}, with digits of the whole address before the ending. Two addresses with one name then
     * never collide, not even where case does not count, and no name is one that Windows reserves.
     */
    static String of(URI address) {
        String name = readable(address);
        String digits = "-" + Sha256.of(address.toASCIIString()).substring(0, DIGITS);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name + digits : name.substring(0, dot) + digits + name.substring(dot);
    }

    /** The address as messages and logs show it: without a user, a password or a query, which may hold a key. */
    static String shown(URI address) {
        return address.toString().replaceFirst("//[^/@]*@", "//").replaceFirst("[?#].*", "");
    }
}

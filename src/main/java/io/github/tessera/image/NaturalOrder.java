package io.github.tessera.image;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares names as people do: runs of digits by their number, letters without regard to case. */
public final class NaturalOrder {
    private static final Pattern PART = Pattern.compile("\\d+|\\D+");

    private NaturalOrder() {}

    /** Below 0 if a comes before b, above 0 if after it; 0 for equal names only. */
    public static int compare(String a, String b) {
        Matcher left = PART.matcher(a);
        Matcher right = PART.matcher(b);
        while (true) {
            boolean moreLeft = left.find();
            boolean moreRight = right.find();
            if (!moreLeft || !moreRight) {
                // Names that differ in case or leading zeros only still need an order.
                return moreLeft ? 1 : moreRight ? -1 : a.compareTo(b);
            }
            int order = compareParts(left.group(), right.group());
            if (order != 0) {
                return order;
            }
        }
    }

    private static int compareParts(String a, String b) {
        if (Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0))) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        return a.compareToIgnoreCase(b);
    }
}

package io.github.tessera.model;

import io.github.tessera.progress.Choice;
import java.util.Locale;

/** What others may do with a model: the licences that models and data are usually given, by their names in SPDX's list. */
public enum License implements Choice {
    CC_BY("CC-BY-4.0", "naming you"),
    CC0("CC0-1.0", "for anything"),
    CC_BY_SA("CC-BY-SA-4.0", "naming you, same licence"),
    CC_BY_NC("CC-BY-NC-4.0", "naming you, not for money"),
    MIT("MIT", "with your notice"),
    BSD_2("BSD-2-Clause", "with your notice"),
    BSD_3("BSD-3-Clause", "with your notice"),
    APACHE("Apache-2.0", "with your notice, patents too"),
    MPL("MPL-2.0", "changed files stay open"),
    LGPL("LGPL-3.0-or-later", "changes stay open"),
    GPL("GPL-3.0-or-later", "all of it stays open");

    private final String spdx;
    private final String meaning;

    License(String spdx, String meaning) {
        this.spdx = spdx;
        this.meaning = meaning;
    }

    /** The name in SPDX's list, as the description has it. */
    public String spdx() {
        return spdx;
    }

    @Override
    public String label() {
        return spdx + " (" + meaning + ")";
    }

    @Override
    public String word() {
        return spdx.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return label();
    }
}

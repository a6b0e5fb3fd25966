package io.github.tessera.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Images by all names that people write for them: with or without folder, slice and ending, or that of the image cut into tiles. */
final class ImageNames {
    /** An ending begins with a letter: in frame.001 the number is no ending. */
    private static final Pattern ENDING = Pattern.compile("\\.\\p{Alpha}\\w{1,4}$");

    private final Map<String, List<Integer>> images = new HashMap<>();

    ImageNames(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            for (String name : namesOf(names.get(i))) {
                images.computeIfAbsent(name, n -> new ArrayList<>()).add(i);
            }
        }
    }

    private static Set<String> namesOf(String name) {
        String file = ImageGroups.fileName(name);
        String whole = ImageGroups.withoutSlice(file);
        Set<String> names = new LinkedHashSet<>(List.of(name, file, whole, withoutEnding(whole)));
        ImageGroups.tiledImage(file).ifPresent(names::add);
        return names;
    }

    private static String withoutEnding(String name) {
        return ENDING.matcher(name).replaceFirst("");
    }

    /** The images of a name as it stands, else without its folder, else without its ending too; none if no image has it. */
    List<Integer> find(String name) {
        String file = ImageGroups.fileName(name);
        return Optional.ofNullable(images.get(name))
                .or(() -> Optional.ofNullable(images.get(file)))
                .or(() -> Optional.ofNullable(images.get(withoutEnding(file))))
                .orElse(List.of());
    }
}

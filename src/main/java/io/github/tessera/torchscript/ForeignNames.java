package io.github.tessera.torchscript;

import io.github.tessera.network.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What other programs call our tensors: torchvision's names are ours, timm's and segmentation_models.pytorch's are derived. */
final class ForeignNames {
    private static final String BACKBONE = Graph.BACKBONE + ".";

    /** torchvision counts MobileNetV2's blocks from 1; timm in stages of these sizes. */
    private static final int[] MOBILE_STAGES = {1, 2, 3, 4, 3, 3, 1};

    private static final Pattern MOBILE_BLOCK =
            Pattern.compile("features\\.(\\d+)\\.conv\\.(\\d)(?:\\.(\\d))?\\.(\\w+)");

    private ForeignNames() {}

    /** The names under which a file may hold a tensor, ours first. */
    static List<String> of(String name) {
        List<String> names = new ArrayList<>(List.of(name));
        if (name.startsWith(BACKBONE)) {
            String bare = name.substring(BACKBONE.length());
            names.add(bare);
            names.add("encoder." + bare);
            timm(bare).ifPresent(names::add);
        }
        return names;
    }

    private static Optional<String> timm(String name) {
        Matcher block = MOBILE_BLOCK.matcher(name);
        if (block.matches()) {
            return Optional.of(mobileBlock(block));
        }
        String renamed = name.replaceFirst("^features\\.0\\.0\\.", "conv_stem.")
                .replaceFirst("^features\\.0\\.1\\.", "bn1.")
                .replaceFirst("^classifier\\.0\\.", "pre_logits.fc1.")
                .replaceFirst("^classifier\\.3\\.", "pre_logits.fc2.");
        return renamed.equals(name) ? Optional.empty() : Optional.of(renamed);
    }

    private static String mobileBlock(Matcher block) {
        int number = Integer.parseInt(block.group(1)) - 1;
        int stage = 0;
        while (number >= MOBILE_STAGES[stage]) {
            number -= MOBILE_STAGES[stage++];
        }
        // (convolution, normalization) pairs lie in one group each, but the last pair in two.
        int group = Integer.parseInt(block.group(2));
        boolean first = stage == 0;
        boolean inGroup = block.group(3) != null;
        int last = first ? 1 : 2;
        int pair = inGroup ? group : last;
        boolean norm = inGroup ? block.group(3).equals("1") : group > last;
        String[] convolutions =
                first ? new String[] {"conv_dw", "conv_pw"} : new String[] {"conv_pw", "conv_dw", "conv_pwl"};
        String layer = norm ? "bn" + (pair + 1) : convolutions[pair];
        return "blocks." + stage + "." + number + "." + layer + "." + block.group(4);
    }
}

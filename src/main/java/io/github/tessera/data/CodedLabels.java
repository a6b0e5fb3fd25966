package io.github.tessera.data;

import io.github.tessera.image.PlaneStack;
import io.github.tessera.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/** Masks whose values or colours are the classes; which of both is decided over the whole set, unless told. */
final class CodedLabels extends MaskLabels<CodedMask> {
    private final MaskSettings settings;
    private final LabelMemory memory;

    CodedLabels(MaskSettings settings) {
        this(settings, LabelMemory.AUTO);
    }

    CodedLabels(MaskSettings settings, LabelMemory memory) {
        this.settings = settings;
        this.memory = memory;
    }

    @Override
    List<CodedMask> read(PlaneStack image, MaskFile mask, Progress progress) {
        PlaneStack stack = matching(image, mask.stack());
        List<CodedMask> planes = new ArrayList<>();
        for (int p = 0; p < stack.planes().size(); p++) {
            progress.check();
            MaskReader reader = new MaskReader(stack.name(p), stack.planes().get(p));
            planes.add(new CodedMask(reader, mask.colours(), memory, progress));
        }
        return planes;
    }

    @Override
    public Labels labels(List<CodedMask> planes) {
        return new CodingDecision(settings, planes).labels();
    }
}

package io.github.tessera.train;

import io.github.tessera.data.Split;
import io.github.tessera.data.SplitFile;
import io.github.tessera.model.SegmentationModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Writes the split beside the model as soon as something has been learnt. */
record KeptSplit(Split split, List<String> names, Path folder) implements TrainingListener {
    /** The list file in the model's folder. */
    static final String FILE = SplitFile.NAME;

    @Override
    public List<String> files() {
        return List.of(FILE);
    }

    @Override
    public void onEnd(Supplier<SegmentationModel> model) {
        if (Files.notExists(folder.resolve(FILE))) {
            SplitFile.write(split, names, folder.resolve(FILE)); // somebody has deleted it meanwhile
        }
    }

    @Override
    public void onStep(long done, long total, double loss) {
        if (done == 1) {
            SplitFile.write(split, names, folder.resolve(FILE));
        }
    }
}

package io.github.tessera.command;

import io.github.tessera.model.Ensemble;
import io.github.tessera.predict.Segmenter;
import io.github.tessera.predict.SegmenterSettings;
import io.github.tessera.progress.Progress;
import io.github.tessera.tensor.DeviceChoice;

/**
 * Which networks segment, where, and how images are cut for them.
 *
 * @param model what was entered
 * @param device what was entered
 */
record SegmenterChoice(String model, String device, SegmenterSettings settings) {
    /**
     * The model, ready to segment, told in the log; to be closed.
     *
     * @throws io.github.tessera.progress.TesseraException if there is none, or the device cannot be had
     */
    Segmenter open(Progress progress) {
        return open(read(progress), progress);
    }

    /**
     * The model, still to be opened.
     *
     * @throws io.github.tessera.progress.TesseraException if there is none
     */
    Ensemble read(Progress progress) {
        return Ensemble.read(ModelPath.of("model", model, progress));
    }

    /** As {@link #open(Progress)}, of what was read. */
    Segmenter open(Ensemble read, Progress progress) {
        Segmenter segmenter = new Segmenter(read, DeviceChoice.parse(device), settings);
        segmenter.describe().lines().forEach(progress::log);
        return segmenter;
    }
}

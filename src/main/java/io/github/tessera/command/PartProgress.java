package io.github.tessera.command;

import io.github.tessera.progress.Progress;

/** One of several equal parts of a task: it moves the bar through its share of the whole. */
record PartProgress(Progress whole, int part, int parts) implements Progress {
    @Override
    public void update(long done, long total) {
        whole.update(part * total + done, parts * total);
    }

    @Override
    public void status(String message) {
        whole.status("(" + (part + 1) + "/" + parts + ") " + message);
    }

    @Override
    public void log(String line) {
        whole.log(line);
    }

    @Override
    public boolean cancelled() {
        return whole.cancelled();
    }
}

package io.github.tessera.progress;

/**
 * One of several equal parts of a task: it moves the bar through its share of the whole.
 *
 * @param whole the task
 * @param part from 0 to {@code parts - 1}
 * @param parts above 0
 */
public record PartProgress(Progress whole, int part, int parts) implements Progress {
    @Override
    public void update(long done, long total) {
        whole.update(part * total + done, parts * total);
    }

    @Override
    public void status(String message) {
        whole.status(parts == 1 ? message : "(" + (part + 1) + "/" + parts + ") " + message);
    }

    @Override
    public void log(String line) {
        whole.log(line);
    }

    @Override
    public boolean cancelled() {
        return whole.cancelled();
    }

    @Override
    public boolean discarded() {
        return whole.discarded();
    }

    @Override
    public long pause() {
        return whole.pause();
    }
}

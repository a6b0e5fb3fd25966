package io.github.tessera.image;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Hands the bytes of an answer from the HTTP client's threads to the one that writes them, which can then wait for a moment only and
 * look whether the user has cancelled; a stream could not.
 */
final class BodyQueue implements Flow.Subscriber<List<ByteBuffer>> {
    /**
     * What came.
     *
     * @param bytes some of the body, or empty at its end
     * @param failure why the body ended early, or null
     */
    record Item(List<ByteBuffer> bytes, boolean last, Throwable failure) {}

    /** Batches of 16 KB under way: a slow disk slows the server, memory stays small, and no thread waits for another at each batch. */
    private static final int AHEAD = 64;

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    /**
     * The next of the body.
     *
     * @param ms the longest wait, above 0
     * @return null if nothing came in that time
     */
    Item next(long ms) throws InterruptedException {
        Item item = items.poll(ms, TimeUnit.MILLISECONDS);
        if (item != null && !item.last()) {
            subscription.join().request(1);
        }
        return item;
    }

    /** Wants no more. */
    void cancel() {
        // Also where the subscription has yet to come.
        var unused = subscription.thenAccept(Flow.Subscription::cancel);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        given.request(AHEAD);
        subscription.complete(given);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        items.add(new Item(bytes, false, null));
    }

    @Override
    public void onError(Throwable failure) {
        items.add(new Item(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
        items.add(new Item(List.of(), true, null));
    }
}

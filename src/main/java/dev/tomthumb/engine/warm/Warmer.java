package dev.tomthumb.engine.warm;

import dev.tomthumb.engine.Order;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Makes renditions that nobody has asked for yet, a few at once, and begins none while a visitor waits for one. First
 * what a purge forgot and many ask for, then a list of URLs, of which the position is kept over restarts.
 *
 * <p>{@link #step} does all there is to do at a moment and never waits; a thread of its own repeats it while anything is
 * left to do.
 */
public final class Warmer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Warmer.class.getName());
    private static final int MOST_REASONS = 5;
    /** How often a rendition is tried that the server has no room for just then. */
    private static final int ATTEMPTS = 3;
    /** So many URLs are looked at again after a crash, at most, and these beside those that were being made. */
    private static final int DONE_PER_WRITE = 20;
    /** How long the thread rests while visitors are served. */
    private static final long REST_MILLIS = 5;

    private final Kitchen kitchen;
    private final Menu menu;
    private final Bounds bounds;
    private final Optional<WarmFiles> files;
    private final BooleanSupplier mayKeep;
    private final ThreadPoolExecutor thread;

    private final Deque<Task> again = new ArrayDeque<>();
    private final Deque<Task> prepared = new ArrayDeque<>();
    /** Places in the list of which some pictures are still to be made, and how many. */
    private final TreeMap<Integer, Integer> unfinished = new TreeMap<>();

    private final List<String> urls = new ArrayList<>();
    /** Those of the list that are not done. */
    private final Set<String> waiting = new HashSet<>();

    private final List<String> reasons = new ArrayList<>();
    private int next;
    private int written;
    private int cooking;
    private int list;
    private long made;
    private long there;
    private long refused;
    private boolean kept;
    private boolean running;
    private boolean resumed;
    private boolean closed;

    /**
     * @param concurrency renditions made at once
     * @param mostUrls that may wait
     */
    public record Bounds(int concurrency, int mostUrls) {}

    /**
     * One rendition to be made.
     *
     * @param name what it is called in progress
     * @param list the number of the list it is from
     * @param place its URL's in that list; -1 = it is from none
     * @param attempt 1 = the first
     */
    private record Task(Order order, String name, int list, int place, int attempt) {
        Task later() {
            return new Task(order, name, list, place, attempt + 1);
        }
    }

    /**
     * @param directory where the position is kept; empty = nowhere
     * @param mayKeep whether that directory is this instance's at present
     */
    public Warmer(Kitchen kitchen, Menu menu, Bounds bounds, Optional<Path> directory, BooleanSupplier mayKeep) {
        this.kitchen = kitchen;
        this.menu = menu;
        this.bounds = bounds;
        this.files = directory.map(WarmFiles::new);
        this.mayKeep = mayKeep;
        this.thread = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread worker = new Thread(null, work, "tomthumb-warm", 0, false);
            worker.setDaemon(true);
            worker.setPriority(Thread.MIN_PRIORITY);
            worker.setContextClassLoader(Warmer.class.getClassLoader());
            return worker;
        });
    }

    // ---- What is to be done

    /**
     * More URLs at the end of the list, each once.
     *
     * @return how many were added; those beyond the bound are left out
     */
    public synchronized int add(List<String> more) {
        if (closed) {
            return 0;
        }
        if (next >= urls.size() && unfinished.isEmpty()) {
            forgetList();
        }
        List<String> added = new ArrayList<>();
        for (String url : more) {
            if (hasRoomFor(added.size() + 1) && waiting.add(url)) {
                added.add(url);
            }
        }
        boolean first = urls.isEmpty();
        urls.addAll(added);
        keep(added, first);
        run();
        return added.size();
    }

    /** Those that are done stay in the list until all are, so that there must be an end to them as well. */
    private boolean hasRoomFor(int more) {
        return urls.size() - next + more <= bounds.mostUrls() && urls.size() + more <= 4L * bounds.mostUrls();
    }

    /** Makes these before anything else: a purge forgot them, and many ask for them. */
    public synchronized void makeAgain(List<Order> orders) {
        if (closed) {
            return;
        }
        for (Order order : orders) {
            if (again.size() < bounds.mostUrls()) {
                again.addLast(new Task(order, order.image().canonical(), list, -1, 1));
            }
        }
        run();
    }

    /** Goes on with what an earlier instance left, once, as soon as its directory is ours. To be called now and then. */
    public synchronized void resume() {
        if (resumed || closed || files.isEmpty() || !mayKeep.getAsBoolean()) {
            return;
        }
        resumed = true;
        try {
            WarmFiles.Left left = files.get().read(bounds.mostUrls());
            if (!urls.isEmpty() || left.done() >= left.urls().size()) {
                return;
            }
            urls.addAll(left.urls());
            waiting.addAll(left.urls().subList(left.done(), left.urls().size()));
            next = left.done();
            written = next;
            kept = true;
            LOG.log(Level.INFO, "Warming goes on with {0} of {1} URLs.", urls.size() - next, urls.size());
            run();
        } catch (IOException unreadable) {
            LOG.log(Level.WARNING, "What was left to be warmed cannot be read", unreadable);
        }
    }

    /** Forgets what is left to do. What is being made is finished. */
    public synchronized void stop() {
        again.clear();
        forgetList();
    }

    private void forgetList() {
        urls.clear();
        waiting.clear();
        prepared.clear();
        unfinished.clear();
        reasons.clear();
        next = 0;
        written = 0;
        made = 0;
        there = 0;
        refused = 0;
        list++;
        if (kept) {
            kept = false;
            attempt("deleted", WarmFiles::delete);
        }
    }

    private void keep(List<String> added, boolean first) {
        if (added.isEmpty() || files.isEmpty() || !mayKeep.getAsBoolean()) {
            return;
        }
        resumed = true;
        if (first || !kept) {
            kept = attempt("written", to -> to.write(urls));
            written = 0;
        } else {
            kept = attempt("written", to -> to.append(added));
        }
    }

    /** Changes the files. */
    @FunctionalInterface
    private interface Change {
        void on(WarmFiles files) throws IOException;
    }

    /** A list that cannot be kept is warmed all the same. */
    private boolean attempt(String verb, Change change) {
        try {
            change.on(files.orElseThrow());
            return true;
        } catch (IOException failure) {
            LOG.log(Level.WARNING, "The list of URLs to be warmed cannot be " + verb, failure);
            return false;
        }
    }

    // ---- Doing it

    private void run() {
        if (!running && isWorkLeft()) {
            running = true;
            thread.execute(this::repeat);
        }
    }

    private void repeat() {
        try {
            while (step()) {
                rest();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void rest() throws InterruptedException {
        wait(REST_MILLIS);
    }

    /**
     * Begins whatever may begin now.
     *
     * @return whether anything is left to do
     */
    boolean step() {
        for (Optional<Task> task = take(); task.isPresent(); task = take()) {
            cook(task.get());
        }
        synchronized (this) {
            boolean left = isWorkLeft();
            running = left;
            return left;
        }
    }

    private boolean isWorkLeft() {
        return !closed && (!again.isEmpty() || !prepared.isEmpty() || next < urls.size() || cooking > 0);
    }

    private synchronized Optional<Task> take() {
        if (closed || cooking >= bounds.concurrency() || !kitchen.isIdleBut(cooking)) {
            return Optional.empty();
        }
        if (!again.isEmpty()) {
            cooking++;
            return Optional.of(again.removeFirst());
        }
        while (prepared.isEmpty() && next < urls.size()) {
            prepare(next++);
        }
        if (prepared.isEmpty()) {
            return Optional.empty();
        }
        cooking++;
        return Optional.of(prepared.removeFirst());
    }

    /** All pictures one URL may mean. */
    private void prepare(int place) {
        String url = urls.get(place);
        try {
            menu.orders(url).forEach(order -> prepared.addLast(new Task(order, url, list, place, 1)));
        } catch (ImageException | RuntimeException refusal) {
            refuse(url, refusal);
        }
        unfinished.put(place, prepared.size());
        if (prepared.isEmpty()) {
            finish(place);
        }
    }

    private void cook(Task task) {
        CompletableFuture<?> cooked;
        try {
            if (kitchen.has(task.order())) {
                done(task, Result.THERE);
                return;
            }
            cooked = kitchen.make(task.order());
        } catch (RuntimeException mistake) {
            failed(task, mistake);
            return;
        }
        cooked.whenComplete((outcome, failure) -> {
            if (failure == null) {
                done(task, Result.MADE);
            } else {
                failed(task, failure);
            }
        });
    }

    private enum Result {
        MADE,
        THERE,
        REFUSED
    }

    private synchronized void failed(Task task, Throwable failure) {
        Throwable reason =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        boolean full = reason instanceof ImageException refusal && refusal.problem() == Problem.OVERLOADED;
        if (full && task.attempt() < ATTEMPTS && !isStopped(task) && !closed) {
            cooking--;
            (task.place() < 0 ? again : prepared).addLast(task.later());
            notifyAll();
            return;
        }
        if (!isStopped(task)) {
            refuse(task.name(), reason);
        }
        done(task, Result.REFUSED);
    }

    /** Whether its list has been given up while it was made. */
    private boolean isStopped(Task task) {
        return task.place() >= 0 && task.list() != list;
    }

    private void refuse(String name, Throwable reason) {
        refused++;
        if (reasons.size() < MOST_REASONS) {
            reasons.add(name + ": " + reason.getMessage());
        }
    }

    private synchronized void done(Task task, Result result) {
        cooking--;
        notifyAll();
        if (isStopped(task)) {
            return;
        }
        if (result == Result.MADE) {
            made++;
        } else if (result == Result.THERE) {
            there++;
        }
        if (task.place() >= 0 && unfinished.merge(task.place(), -1, Integer::sum) <= 0) {
            finish(task.place());
        }
    }

    private void finish(int place) {
        unfinished.remove(place);
        waiting.remove(urls.get(place));
        int position = position();
        if (!kept) {
            return;
        }
        if (position >= urls.size()) {
            kept = false;
            attempt("deleted", WarmFiles::delete);
        } else if (position - written >= DONE_PER_WRITE) {
            writePosition(position);
        }
    }

    /** All before it are done. */
    private int position() {
        return unfinished.isEmpty() ? next : Math.min(next, unfinished.firstKey());
    }

    private void writePosition(int position) {
        if (attempt("brought up to date", to -> to.position(position))) {
            written = position;
        }
    }

    /** How far it has come. */
    public synchronized WarmProgress progress() {
        return new WarmProgress(
                isWorkLeft(), urls.size(), position(), again.size(), made, there, refused, reasons, kept);
    }

    /** Ends; a restart goes on from here. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            if (kept) {
                writePosition(position());
            }
            notifyAll();
        }
        thread.shutdownNow();
        thread.awaitTermination(5, TimeUnit.SECONDS);
    }
}

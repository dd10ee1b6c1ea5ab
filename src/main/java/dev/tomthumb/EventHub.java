package dev.tomthumb;

import dev.tomthumb.model.BodyType;
import dev.tomthumb.model.ImageEvents;
import dev.tomthumb.model.ImageFormat;
import dev.tomthumb.model.ImageRequest;
import dev.tomthumb.model.Problem;
import dev.tomthumb.model.Rendition;
import dev.tomthumb.model.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Passes every event on to whoever listens. */
final class EventHub implements ImageEvents {
    private final List<ImageEvents> listeners = new CopyOnWriteArrayList<>();

    void add(ImageEvents listener) {
        listeners.add(listener);
    }

    private void tell(Consumer<ImageEvents> event) {
        listeners.forEach(event);
    }

    @Override
    public void originalFetched(String scheme, Duration time, long bytes) {
        tell(listener -> listener.originalFetched(scheme, time, bytes));
    }

    @Override
    public void originalUnchanged(String scheme, Duration time) {
        tell(listener -> listener.originalUnchanged(scheme, time));
    }

    @Override
    public void originalFailed(String scheme, Problem problem) {
        tell(listener -> listener.originalFailed(scheme, problem));
    }

    @Override
    public void rendered(ImageFormat from, BodyType to, Duration time, long bytes) {
        tell(listener -> listener.rendered(from, to, time, bytes));
    }

    @Override
    public void decodedTogether(int renditions) {
        tell(listener -> listener.decodedTogether(renditions));
    }

    @Override
    public void spent(Stage stage, Duration time) {
        tell(listener -> listener.spent(stage, time));
    }

    @Override
    public void visited(Visit visit) {
        tell(listener -> listener.visited(visit));
    }

    @Override
    public boolean followsVisits() {
        for (ImageEvents listener : listeners) {
            if (listener.followsVisits()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void cacheFailed(String operation, Throwable cause) {
        tell(listener -> listener.cacheFailed(operation, cause));
    }

    @Override
    public void answered(Answer answer) {
        tell(listener -> listener.answered(answer));
    }

    @Override
    public void sent(ImageRequest image, Rendition rendition, Answer answer) {
        tell(listener -> listener.sent(image, rendition, answer));
    }

    @Override
    public void refused(String asked, Problem problem, String sentence, Answer answer) {
        tell(listener -> listener.refused(asked, problem, sentence, answer));
    }
}

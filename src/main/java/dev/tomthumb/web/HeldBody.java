package dev.tomthumb.web;

import dev.tomthumb.model.Fields;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * The bytes of an answer that is held back, and with them how far it has come: a container sends the head when the body
 * makes it, so it is the body that asks for the verdict. Then it keeps what comes up to the ceiling, or lets everything
 * through, the held head and the held bytes first.
 */
final class HeldBody {
    private static final int USUAL_BUFFER = 8192;

    /** How far it has come. */
    private enum Mode {
        /** As a container before it has sent the head. */
        OPEN,
        /** Nothing has been sent, but the application may not know that. */
        HOLDING,
        /** Everything goes to the visitor. */
        PASSING,
        /** Everything is thrown away: too large, and nobody waits for it. */
        DROPPING
    }

    /**
     * What becomes of it.
     *
     * @param hold whether it is held
     * @param more fields of our own for an answer that is not
     */
    record Verdict(boolean hold, Fields more) {}

    private final HttpServletResponse target;
    private final HeldHead head;
    private final boolean detached;
    private final int ceiling;
    private final Supplier<Verdict> judge;
    private final Runnable overflowed;

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private Mode mode = Mode.OPEN;
    private int bufferSize;
    private boolean ended;

    /**
     * @param head sent before the first byte
     * @param detached whether nobody waits for it any more: then nothing of it is sent
     * @param ceiling the most bytes that are held
     * @param judge asked once, when a container would have sent the head
     * @param overflowed told when the ceiling is not enough
     */
    HeldBody(
            HttpServletResponse target,
            HeldHead head,
            boolean detached,
            int ceiling,
            Supplier<Verdict> judge,
            Runnable overflowed) {
        this.target = target;
        this.head = head;
        this.detached = detached;
        this.ceiling = ceiling;
        this.judge = judge;
        this.overflowed = overflowed;
        this.bufferSize = detached ? USUAL_BUFFER : target.getBufferSize();
    }

    /** What is held. */
    byte[] bytes() {
        return held.toByteArray();
    }

    int size() {
        return held.size();
    }

    void clear() {
        held.reset();
    }

    int bufferSize() {
        return bufferSize;
    }

    void setBufferSize(int size) {
        bufferSize = size;
        if (!detached) {
            target.setBufferSize(size);
        }
    }

    /** Whether everything goes straight to the visitor. */
    boolean isPassing() {
        return mode == Mode.PASSING;
    }

    /** Whether it went to the visitor, or nowhere, without being held. */
    boolean hasPassed() {
        return mode == Mode.PASSING || mode == Mode.DROPPING;
    }

    /** Whether the head cannot be changed any more. */
    boolean isSettled() {
        return mode != Mode.OPEN || ended;
    }

    /** As the application is told. */
    boolean isCommitted() {
        return mode == Mode.PASSING ? target.isCommitted() : isSettled();
    }

    /** After an error or a redirect: what is still written is no answer. */
    void end() {
        ended = true;
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        if (ended) {
            return;
        }
        if (mode == Mode.OPEN && held.size() + (long) length > bufferSize) {
            decide();
        }
        if (mode == Mode.HOLDING && held.size() + (long) length > ceiling) {
            overflowed.run();
            passOn(Fields.NONE);
        }
        if (mode == Mode.PASSING) {
            target.getOutputStream().write(bytes, offset, length);
        } else if (mode != Mode.DROPPING) {
            held.write(bytes, offset, length);
        }
    }

    /** The application wants the head, and what has been written so far, to be sent. */
    void commit() throws IOException {
        if (ended) {
            return;
        }
        decideOnce();
        if (mode == Mode.PASSING) {
            target.flushBuffer();
        }
    }

    /** Asks for the verdict, if that has not been done. */
    void decideOnce() throws IOException {
        if (mode == Mode.OPEN) {
            decide();
        }
    }

    private void decide() throws IOException {
        Verdict verdict = judge.get();
        if (verdict.hold()) {
            mode = Mode.HOLDING;
        } else {
            passOn(verdict.more());
        }
    }

    /** From here on everything goes to the visitor as if nobody stood between; what is held goes first. */
    void passOn(Fields more) throws IOException {
        if (hasPassed()) {
            return;
        }
        if (detached) {
            mode = Mode.DROPPING;
            return;
        }
        mode = Mode.PASSING;
        head.sendTo(target, more);
        // An error has no body of the application's: it was cleared, and nothing is taken since.
        if (held.size() > 0) {
            held.writeTo(target.getOutputStream());
            held.reset();
        }
    }

    /** A stream for the application. */
    ServletOutputStream stream() {
        return new Stream();
    }

    private final class Stream extends ServletOutputStream {
        @Override
        public void write(int value) throws IOException {
            HeldBody.this.write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            HeldBody.this.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            commit();
        }

        @Override
        public boolean isReady() {
            try {
                return mode != Mode.PASSING || target.getOutputStream().isReady();
            } catch (IOException gone) {
                return true;
            }
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            if (mode != Mode.PASSING) {
                throw new IllegalStateException("only an asynchronous request is written so");
            }
            try {
                target.getOutputStream().setWriteListener(listener);
            } catch (IOException gone) {
                listener.onError(gone);
            }
        }
    }
}

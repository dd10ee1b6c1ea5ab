package dev.tomthumb.web;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.function.BooleanSupplier;

/**
 * Characters for the stream of an answer that is held back. While the answer is passed on nothing is kept here: nobody
 * flushes an asynchronous answer that the application has written with a writer and completed.
 */
final class HeldWriter extends Writer {
    private final OutputStream out;
    private final Writer encoder;
    private final BooleanSupplier passing;

    /** @param passing whether what is written to {@code out} goes straight to the visitor */
    HeldWriter(OutputStream out, Charset charset, BooleanSupplier passing) {
        this.out = out;
        this.encoder = new OutputStreamWriter(new Unflushed(out), charset);
        this.passing = passing;
    }

    /** The encoder's flush must end here: the stream's would send the head. */
    private static final class Unflushed extends FilterOutputStream {
        Unflushed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            // See above.
        }
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        encoder.write(text, offset, length);
        if (passing.getAsBoolean()) {
            encoder.flush();
        }
    }

    @Override
    public void flush() throws IOException {
        encoder.flush();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}

package dev.tomthumb.codec.vips;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * Bytes outside the heap, freed by {@link #close}. JNA's own {@code Memory} would register each of them with a thread that
 * outlives the web application.
 */
final class NativeBytes implements AutoCloseable {
    private final Pointer start;
    private final long length;

    /**
     * A copy of {@code bytes}.
     *
     * @throws OutOfMemoryError if there is no room
     */
    NativeBytes(byte[] bytes) {
        length = bytes.length;
        long address = Native.malloc(Math.max(1, length));
        if (address == 0) {
            throw new OutOfMemoryError("no native memory for " + length + " bytes");
        }
        start = new Pointer(address);
        start.write(0, bytes, 0, bytes.length);
    }

    Pointer start() {
        return start;
    }

    long length() {
        return length;
    }

    @Override
    public void close() {
        Native.free(Pointer.nativeValue(start));
    }
}

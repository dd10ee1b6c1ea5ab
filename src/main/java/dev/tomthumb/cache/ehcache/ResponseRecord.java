package dev.tomthumb.cache.ehcache;

import static dev.tomthumb.cache.ehcache.RecordBytes.TIME;
import static dev.tomthumb.cache.ehcache.RecordBytes.putBlock;
import static dev.tomthumb.cache.ehcache.RecordBytes.putTime;
import static dev.tomthumb.cache.ehcache.RecordBytes.text;
import static dev.tomthumb.cache.ehcache.RecordBytes.time;
import static dev.tomthumb.cache.ehcache.RecordBytes.utf8;

import dev.tomthumb.cache.ResponseCache.Kept;
import dev.tomthumb.cache.ResponseCache.Slot;
import dev.tomthumb.model.Fields;
import dev.tomthumb.model.StoredResponse;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of the host application's answers, as bytes, version 1. Numbers are big-endian; a text is its length in
 * bytes (4) and that much UTF-8; a list is how many (4) and each of them.
 *
 * <pre>
 * offset  bytes  content
 *      0      4  magic, "TTRS" (54 54 52 53)
 *      4      1  version, 1
 *      5      1  1 = an answer, 2 = where the variants of one lie
 *
 * an answer:
 *      6      4  status
 *     10     12  asked at: seconds of the epoch (8), nanoseconds (4)
 *     22     12  received at
 *     34      1  1 = made by sendError, then
 *      -      -  text: its message
 *      -      -  list of header lines: name and value, texts
 *      -      -  list of selecting fields: name and value, texts
 *      -      -  list of tags, texts
 *      -      -  the body, to the end
 *
 * variants:
 *      6      -  list of: list of selecting fields (name and value), and the text that names the key
 * </pre>
 *
 * <p>It lies as the body inside a {@link RenditionRecord}, whose length and checksum cover it; lengths are checked against
 * what is left before anything is allocated all the same.
 */
final class ResponseRecord {
    private static final int MAGIC = 0x54545253;
    private static final byte VERSION = 1;
    private static final byte ANSWER = 1;
    private static final byte VARIANTS = 2;
    private static final int HEAD = Integer.BYTES + 2;

    private ResponseRecord() {}

    static byte[] write(Kept kept) {
        return kept instanceof Kept.Answer answer ? answer(answer.response()) : variants((Kept.Variants) kept);
    }

    private static byte[] answer(StoredResponse response) {
        List<byte[]> texts = new ArrayList<>();
        response.error().ifPresent(message -> texts.add(utf8(message)));
        for (Fields.Line line : response.fields().lines()) {
            texts.add(utf8(line.name()));
            texts.add(utf8(line.value()));
        }
        response.selecting().forEach((name, value) -> {
            texts.add(utf8(name));
            texts.add(utf8(value));
        });
        response.tags().forEach(tag -> texts.add(utf8(tag)));

        int length = HEAD + Integer.BYTES + 2 * TIME + 1 + 3 * Integer.BYTES;
        for (byte[] text : texts) {
            length = Math.addExact(length, Integer.BYTES + text.length);
        }
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(length, response.body().length));
        head(out, ANSWER);
        out.putInt(response.status());
        putTime(out, response.requestedAt());
        putTime(out, response.receivedAt());
        out.put((byte) (response.error().isPresent() ? 1 : 0));
        response.error().ifPresent(message -> putText(out, message));
        out.putInt(response.fields().lines().size());
        for (Fields.Line line : response.fields().lines()) {
            putText(out, line.name());
            putText(out, line.value());
        }
        putMap(out, response.selecting());
        out.putInt(response.tags().size());
        response.tags().forEach(tag -> putText(out, tag));
        out.put(response.body());
        return out.array();
    }

    private static byte[] variants(Kept.Variants variants) {
        int length = HEAD + Integer.BYTES;
        for (Slot slot : variants.slots()) {
            length += 2 * Integer.BYTES + utf8(slot.name()).length;
            for (Map.Entry<String, String> field : slot.selecting().entrySet()) {
                length += 2 * Integer.BYTES + utf8(field.getKey()).length + utf8(field.getValue()).length;
            }
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        head(out, VARIANTS);
        out.putInt(variants.slots().size());
        for (Slot slot : variants.slots()) {
            putMap(out, slot.selecting());
            putText(out, slot.name());
        }
        return out.array();
    }

    /** What {@code bytes} hold; empty if they are no record of this version. Never throws. */
    static Optional<Kept> read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < HEAD || in.getInt() != MAGIC || in.get() != VERSION) {
            return Optional.empty();
        }
        try {
            return switch (in.get()) {
                case ANSWER -> Optional.of(readAnswer(in));
                case VARIANTS -> Optional.of(readVariants(in));
                default -> Optional.empty();
            };
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException lying) {
            return Optional.empty();
        }
    }

    private static Kept readAnswer(ByteBuffer in) {
        int status = in.getInt();
        Instant requestedAt = time(in);
        Instant receivedAt = time(in);
        Optional<String> error = in.get() == 1 ? Optional.of(text(in)) : Optional.empty();
        List<Fields.Line> lines = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            String name = text(in);
            lines.add(new Fields.Line(name, text(in)));
        }
        Map<String, String> selecting = map(in);
        List<String> tags = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            tags.add(text(in));
        }
        byte[] body = new byte[in.remaining()];
        in.get(body);
        return new Kept.Answer(
                new StoredResponse(status, error, new Fields(lines), body, selecting, requestedAt, receivedAt, tags));
    }

    private static Kept readVariants(ByteBuffer in) {
        List<Slot> slots = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            Map<String, String> selecting = map(in);
            slots.add(new Slot(selecting, text(in)));
        }
        return new Kept.Variants(slots);
    }

    private static void head(ByteBuffer out, byte kind) {
        out.putInt(MAGIC).put(VERSION).put(kind);
    }

    private static void putMap(ByteBuffer out, Map<String, String> map) {
        out.putInt(map.size());
        map.forEach((name, value) -> {
            putText(out, name);
            putText(out, value);
        });
    }

    private static Map<String, String> map(ByteBuffer in) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int left = count(in); left > 0; left--) {
            String name = text(in);
            map.put(name, text(in));
        }
        return map;
    }

    /** Each of them takes four bytes at least. */
    private static int count(ByteBuffer in) {
        int count = in.getInt();
        if (count < 0 || count > in.remaining() / Integer.BYTES) {
            throw new BufferUnderflowException();
        }
        return count;
    }

    private static void putText(ByteBuffer out, String text) {
        putBlock(out, utf8(text));
    }
}

package dev.tomthumb.codec;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The items of an image file in ISO's container and what is said of them: the {@code meta} box (ISO/IEC 14496-12, section
 * 8.11; ISO/IEC 23008-12, sections 6 and 9.3), of which no more is kept than a real file has.
 */
final class HeifItems {
    /** A picture of 100 megapixels in tiles of 512 needs 3000; lists of millions would only fill memory. */
    private static final int MOST = 1 << 15;

    private final ByteReader file;
    private final Naming naming;
    private final Map<Long, ByteReader> types = new HashMap<>();
    private final List<IsoBoxes.Box> properties = new ArrayList<>();
    private final Map<Long, List<Integer>> associations = new HashMap<>();
    private final Map<Long, Set<Long>> parts = new HashMap<>();
    private final Map<Long, Set<Long>> auxiliaries = new HashMap<>();
    private final Map<Long, Extent> extents = new HashMap<>();
    private final Map<Long, Small> smalls = new HashMap<>();
    private final Map<Long, Integer> flags = new HashMap<>();
    private int entries;

    /** Where the one piece of an item's data lies. */
    private record Extent(boolean inFile, long at, long length) {}

    /**
     * Which item is the picture.
     *
     * @param at where in the file its number stands
     * @param bytes of the number
     */
    record Naming(long item, int at, int bytes) {}

    /**
     * A smaller version of an item.
     *
     * @param at where in the file the kind of the reference stands that says so
     */
    record Small(long item, int at) {}

    private HeifItems(ByteReader file, Naming naming) {
        this.file = file;
        this.naming = naming;
    }

    /** @throws ImageException {@code BROKEN_IMAGE}, or {@code UNSUPPORTED_INPUT} for more items than a picture can need */
    static HeifItems read(ByteReader file) throws ImageException {
        ByteReader boxes = behindVersion(IsoBoxes.required(file, "meta"));
        ByteReader first = IsoBoxes.required(boxes, "pitm");
        int idBytes = first.u8(0) == 0 ? 2 : 4;
        HeifItems items = new HeifItems(file, new Naming(number(first, 4, idBytes), first.start() + 4, idBytes));
        items.readTypes(IsoBoxes.required(boxes, "iinf"));
        ByteReader described = IsoBoxes.required(boxes, "iprp");
        items.readProperties(IsoBoxes.required(described, "ipco"));
        items.readAssociations(IsoBoxes.required(described, "ipma"));
        Optional<ByteReader> references = new IsoBoxes(boxes).first("iref");
        if (references.isPresent()) {
            items.readReferences(references.get());
        }
        items.readLocations(IsoBoxes.required(boxes, "iloc"));
        return items;
    }

    /** A full box begins with a version and flags. */
    private static ByteReader behindVersion(ByteReader content) throws ImageException {
        return content.slice(4, content.length() - 4L);
    }

    /** The item that is the picture. */
    long primary() {
        return naming.item();
    }

    /** What says which item is the picture. */
    Naming naming() {
        return naming;
    }

    /** The first smaller version of an item that the file names (ISO/IEC 23008-12, section 6.4.7). */
    Optional<Small> small(long item) {
        return Optional.ofNullable(smalls.get(item));
    }

    /** Where in the file the last byte of an item's flags stands, whose lowest bit hides it; empty for no item. */
    OptionalInt flagsOf(long item) {
        Integer at = flags.get(item);
        return at == null ? OptionalInt.empty() : OptionalInt.of(at);
    }

    /** Whether an item is of the four-letter {@code type}. */
    boolean is(long item, String type) {
        ByteReader found = types.get(item);
        return found != null && found.isText(0, type);
    }

    /** The pictures that an item is put together from. */
    Set<Long> parts(long item) {
        return parts.getOrDefault(item, Set.of());
    }

    /** The pictures that say more of an item, such as its transparency. */
    Set<Long> auxiliaries(long item) {
        return auxiliaries.getOrDefault(item, Set.of());
    }

    /** What is said of an item, in the order in which it applies. */
    List<IsoBoxes.Box> properties(long item) {
        List<IsoBoxes.Box> found = new ArrayList<>();
        for (int index : associations.getOrDefault(item, List.of())) {
            if (index >= 1 && index <= properties.size()) {
                found.add(properties.get(index - 1));
            }
        }
        return found;
    }

    /** The content of the first property of a type. */
    Optional<ByteReader> property(long item, String type) throws ImageException {
        for (IsoBoxes.Box box : properties(item)) {
            if (box.is(type)) {
                return Optional.of(box.content());
            }
        }
        return Optional.empty();
    }

    /**
     * An item's data; empty where it lies elsewhere than in one piece of the file.
     *
     * @throws ImageException if the file ends before it does
     */
    Optional<ByteReader> data(long item) throws ImageException {
        Extent extent = extents.get(item);
        if (extent == null || !extent.inFile()) {
            return Optional.empty();
        }
        if (!file.has(extent.at(), extent.length())) {
            throw file.damaged("it ends before its last pixel");
        }
        long length = extent.length() == 0 ? file.length() - extent.at() : extent.length();
        return Optional.of(file.slice(extent.at(), length));
    }

    private void readTypes(ByteReader list) throws ImageException {
        IsoBoxes entries =
                new IsoBoxes(list.slice(list.u8(0) == 0 ? 6 : 8, list.length() - (list.u8(0) == 0 ? 6L : 8L)));
        for (Optional<IsoBoxes.Box> box = entries.next(); box.isPresent(); box = entries.next()) {
            if (box.get().is("infe")) {
                ByteReader entry = box.get().content();
                int version = entry.u8(0);
                int idBytes = version == 3 ? 4 : 2;
                if (version >= 2) {
                    types.put(number(entry, 4, idBytes), entry.slice(4 + idBytes + 2L, 4));
                    flags.put(number(entry, 4, idBytes), entry.start() + 3);
                    count();
                }
            }
        }
    }

    private void readProperties(ByteReader container) throws ImageException {
        IsoBoxes boxes = new IsoBoxes(container);
        for (Optional<IsoBoxes.Box> box = boxes.next(); box.isPresent(); box = boxes.next()) {
            properties.add(box.get());
            count();
        }
    }

    private void readAssociations(ByteReader list) throws ImageException {
        int idBytes = list.u8(0) == 0 ? 2 : 4;
        boolean wide = (list.u8(3) & 1) != 0;
        long count = list.u32(4);
        long at = 8;
        for (long i = 0; i < count; i++) {
            long item = number(list, at, idBytes);
            int indices = list.u8(at + idBytes);
            at += idBytes + 1;
            count();
            List<Integer> found = new ArrayList<>(indices);
            for (int j = 0; j < indices; j++, at += wide ? 2 : 1) {
                count();
                found.add(wide ? list.u16(at) & 0x7fff : list.u8(at) & 0x7f);
            }
            associations.putIfAbsent(item, found);
        }
    }

    private void readReferences(ByteReader list) throws ImageException {
        int idBytes = list.u8(0) == 0 ? 2 : 4;
        IsoBoxes boxes = new IsoBoxes(behindVersion(list));
        for (Optional<IsoBoxes.Box> box = boxes.next(); box.isPresent(); box = boxes.next()) {
            boolean derived = box.get().is("dimg");
            if (derived || box.get().is("auxl")) {
                readReference(box.get().content(), idBytes, derived);
            } else if (box.get().is("thmb")) {
                readSmall(box.get(), idBytes);
            }
        }
    }

    private void readReference(ByteReader reference, int idBytes, boolean derived) throws ImageException {
        long from = number(reference, 0, idBytes);
        int count = reference.u16(idBytes);
        for (int i = 0; i < count; i++) {
            long to = number(reference, idBytes + 2L + (long) i * idBytes, idBytes);
            Map<Long, Set<Long>> map = derived ? parts : auxiliaries;
            Set<Long> members = map.computeIfAbsent(derived ? from : to, any -> new LinkedHashSet<>());
            members.add(derived ? to : from);
            count();
        }
    }

    private void readSmall(IsoBoxes.Box box, int idBytes) throws ImageException {
        ByteReader reference = box.content();
        int count = reference.u16(idBytes);
        for (int i = 0; i < count; i++) {
            long of = number(reference, idBytes + 2L + (long) i * idBytes, idBytes);
            smalls.putIfAbsent(of, new Small(number(reference, 0, idBytes), (int)
                    (box.all().start() + box.typeAt())));
            count();
        }
    }

    /** Section 8.11.3. */
    private void readLocations(ByteReader list) throws ImageException {
        int version = list.u8(0);
        int offsetBytes = list.u8(4) >> 4;
        int lengthBytes = list.u8(4) & 15;
        int baseBytes = list.u8(5) >> 4;
        int indexBytes = version == 0 ? 0 : list.u8(5) & 15;
        int idBytes = version < 2 ? 2 : 4;
        long count = number(list, 6, idBytes);
        long at = 6 + idBytes;
        for (long i = 0; i < count; i++) {
            long item = number(list, at, idBytes);
            at += idBytes;
            boolean inFile = version == 0 || (list.u16(at) & 15) == 0;
            at += version == 0 ? 2 : 4;
            long base = number(list, at, baseBytes);
            at += baseBytes;
            int pieces = list.u16(at);
            at += 2;
            if (pieces > 0) {
                long offset = number(list, at + indexBytes, offsetBytes);
                long length = number(list, at + indexBytes + offsetBytes, lengthBytes);
                extents.putIfAbsent(item, new Extent(inFile && pieces == 1, base + offset, length));
                count();
            }
            at += (long) pieces * (indexBytes + offsetBytes + lengthBytes);
        }
    }

    /** A number of 0, 2, 4 or 8 bytes. */
    private static long number(ByteReader bytes, long at, int count) throws ImageException {
        return switch (count) {
            case 0 -> 0;
            case 2 -> bytes.u16(at);
            case 4 -> bytes.u32(at);
            case 8 -> bytes.u32(at) << 32 | bytes.u32(at + 4);
            default -> throw bytes.damaged("it has numbers of " + count + " bytes");
        };
    }

    private void count() throws ImageException {
        if (++entries > MOST) {
            throw new ImageException(
                    Problem.UNSUPPORTED_INPUT,
                    "The original says more than " + MOST + " things of its parts, the most that are accepted.");
        }
    }
}

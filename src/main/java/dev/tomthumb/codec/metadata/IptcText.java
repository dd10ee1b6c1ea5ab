package dev.tomthumb.codec.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The datasets of record 2 by name (IPTC-IIM 4.2, chapter 6). */
final class IptcText {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(5, "Name"),
            Map.entry(7, "Edit Status"),
            Map.entry(10, "Urgency"),
            Map.entry(12, "Subject Reference"),
            Map.entry(15, "Category"),
            Map.entry(20, "Supplemental Category"),
            Map.entry(22, "Fixture Identifier"),
            Map.entry(25, "Keywords"),
            Map.entry(26, "Content Location Code"),
            Map.entry(27, "Content Location Name"),
            Map.entry(30, "Release Date"),
            Map.entry(35, "Release Time"),
            Map.entry(37, "Expiration Date"),
            Map.entry(38, "Expiration Time"),
            Map.entry(40, "Special Instructions"),
            Map.entry(55, "Date Created"),
            Map.entry(60, "Time Created"),
            Map.entry(62, "Digital Creation Date"),
            Map.entry(63, "Digital Creation Time"),
            Map.entry(65, "Originating Program"),
            Map.entry(70, "Program Version"),
            Map.entry(75, "Object Cycle"),
            Map.entry(80, "Byline"),
            Map.entry(85, "Byline Title"),
            Map.entry(90, "City"),
            Map.entry(92, "Sublocation"),
            Map.entry(95, "Province/State"),
            Map.entry(100, "Country Code"),
            Map.entry(101, "Country Name"),
            Map.entry(103, "Original Transmission Reference"),
            Map.entry(105, "Headline"),
            Map.entry(110, "Credit"),
            Map.entry(115, "Source"),
            Map.entry(116, "Copyright Notice"),
            Map.entry(118, "Contact"),
            Map.entry(120, "Caption"),
            Map.entry(121, "Local Caption"),
            Map.entry(122, "Caption Writer"));
    /** Those that may stand there several times. */
    private static final List<Integer> LISTS = List.of(12, 20, 25, 26, 27, 80, 85, 118, 122);

    private IptcText() {}

    static Map<String, Object> of(IptcBlock block) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (IptcBlock.Dataset dataset : block.datasets()) {
            String name = dataset.envelope() == 2 ? NAMES.get(dataset.number()) : null;
            if (name == null) {
                continue;
            }
            String text = text(dataset.value());
            if (LISTS.contains(dataset.number())) {
                List<String> list = lists.computeIfAbsent(name, any -> new ArrayList<>());
                list.add(text);
                values.put(name, list);
            } else {
                values.putIfAbsent(name, text);
            }
        }
        return values;
    }

    /** UTF-8 where it is that, whatever the file says of itself; else Latin-1. */
    static String text(byte[] value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException other) {
            return new String(value, StandardCharsets.ISO_8859_1);
        }
    }
}

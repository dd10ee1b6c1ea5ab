package dev.tomthumb.codec.metadata;

import dev.tomthumb.codec.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Metadata as names and values, for people and for JSON: a value is a {@code String}, a {@code List} of values, or a
 * {@code Map} of names to values, and nothing else.
 */
public final class MetadataValues {
    private MetadataValues() {}

    /** EXIF: the names of the tags, and what they say in words; tags that nobody has a name for are left out. */
    public static Map<String, Object> exif(Metadata metadata) {
        return exif(metadata, false);
    }

    /**
     * As {@link #exif(Metadata)}.
     *
     * @param canonical whether the tags have the standard's names, such as {@code DateTimeOriginal}
     */
    public static Map<String, Object> exif(Metadata metadata, boolean canonical) {
        Map<Integer, String> ofPictures = canonical ? ExifCanonicalNames.OF_PICTURES : ExifNames.OF_PICTURES;
        Map<Integer, String> ofPlaces = canonical ? ExifCanonicalNames.OF_PLACES : ExifNames.OF_PLACES;
        Map<String, Object> values = new LinkedHashMap<>();
        metadata.exif().flatMap(ExifBlock::read).ifPresent(block -> {
            ExifText text = new ExifText();
            text.add(block.image(), ofPictures, values);
            text.add(block.camera(), ofPictures, values);
            text.add(block.place(), ofPlaces, values);
        });
        return values;
    }

    /** IPTC: the names of record 2; what may stand there more than once is a list. */
    public static Map<String, Object> iptc(Metadata metadata) {
        Optional<byte[]> block = metadata.iptc();
        return block.isEmpty() ? Map.of() : IptcText.of(IptcBlock.read(block.get()));
    }

    /** XMP: by the prefix of the namespace, the properties; arrays are lists, structures maps. */
    public static Map<String, Object> xmp(Metadata metadata) {
        Map<String, Object> spaces = new LinkedHashMap<>();
        if (metadata.xmp().isPresent()) {
            Map<String, Map<String, Object>> bySpace = new LinkedHashMap<>();
            for (XmpTree.Element property : XmpPacket.properties(metadata.xmp().get())) {
                bySpace.computeIfAbsent(property.name().prefix(), prefix -> new LinkedHashMap<>())
                        .put(property.name().local(), value(property));
            }
            spaces.putAll(bySpace);
        }
        return spaces;
    }

    private static Object value(XmpTree.Element element) {
        List<XmpTree.Element> children = element.children();
        if (children.size() == 1 && isArray(children.get(0))) {
            List<Object> items = new ArrayList<>();
            children.get(0).children().forEach(item -> items.add(value(item)));
            return items;
        }
        if (children.size() == 1 && children.get(0).name().is(XmpPacket.RDF, "Description")) {
            return structure(children.get(0));
        }
        boolean structured =
                !children.isEmpty() || element.attributes().stream().anyMatch(MetadataValues::isField);
        return structured ? structure(element) : element.text().strip();
    }

    private static boolean isArray(XmpTree.Element element) {
        return element.name().is(XmpPacket.RDF, "Seq")
                || element.name().is(XmpPacket.RDF, "Bag")
                || element.name().is(XmpPacket.RDF, "Alt");
    }

    private static boolean isField(XmpTree.Attribute attribute) {
        return !attribute.name().space().isEmpty()
                && !attribute.name().space().equals(XmpPacket.RDF)
                && !attribute.name().prefix().equals("xml");
    }

    private static Map<String, Object> structure(XmpTree.Element element) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (XmpTree.Attribute attribute : element.attributes()) {
            if (isField(attribute)) {
                fields.put(attribute.name().local(), attribute.value());
            }
        }
        element.children().forEach(child -> fields.put(child.name().local(), value(child)));
        return fields;
    }
}

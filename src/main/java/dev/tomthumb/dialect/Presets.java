package dev.tomthumb.dialect;

import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.SourceRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Options under a name: {@code thumb=rs:fill:320:200/q:70}. A preset may use others and may chain pipelines.
 *
 * <p>One that ends in itself is skipped there (imgproxy features, section 2).
 */
public final class Presets {
    /** None. */
    public static final Presets NONE = new Presets(Map.of());

    /** The preset that every request of imgproxy's language begins with, if there is one of this name. */
    public static final String DEFAULT = "default";

    private final Map<String, List<OptionCall>> byName;

    private Presets(Map<String, List<OptionCall>> byName) {
        this.byName = byName;
    }

    /** As {@link #of(List, String, OptionTable)}, with the options of pictures. */
    public static Presets of(List<String> definitions, String separator) {
        return of(definitions, separator, OptionTable.standard());
    }

    /**
     * Reads definitions; a later one of the same name replaces the earlier.
     *
     * @param definitions {@code name=option:argument/option:argument}
     * @param separator between an option's name and its arguments
     * @throws IllegalArgumentException for a text of another form, an unknown option or a wrong argument, naming preset
     *     and option
     */
    public static Presets of(List<String> definitions, String separator, OptionTable table) {
        Map<String, List<OptionCall>> byName = new LinkedHashMap<>();
        for (String definition : definitions) {
            int equals = definition.indexOf('=');
            String name = equals < 0 ? "" : definition.substring(0, equals).strip();
            String options = definition.substring(equals + 1).strip();
            if (name.isEmpty() || options.isEmpty()) {
                throw new IllegalArgumentException("A preset is written name=option:argument/option:argument, not "
                        + UrlText.quoted(definition) + ".");
            }
            byName.put(name, calls(name, options, separator, table));
        }
        return new Presets(byName);
    }

    private static List<OptionCall> calls(String name, String options, String separator, OptionTable table) {
        List<OptionCall> calls = new ArrayList<>();
        for (String segment : options.split("/", -1)) {
            if (!segment.isEmpty()) {
                calls.add(call(name, segment, separator, table));
            }
        }
        return List.copyOf(calls);
    }

    private static OptionCall call(String name, String segment, String separator, OptionTable table) {
        try {
            return OptionCall.of(segment, separator, table);
        } catch (ImageException wrong) {
            throw new IllegalArgumentException("In the preset " + UrlText.quoted(name) + ": " + wrong.getMessage());
        }
    }

    /**
     * Tries every preset once.
     *
     * @return sentences about presets that use themselves
     * @throws IllegalArgumentException naming the preset and what is wrong in it
     */
    public List<String> tried(OptionRules rules, SourceReader sources) {
        List<String> warnings = new ArrayList<>();
        for (String name : byName.keySet()) {
            try {
                RequestBuilder scratch = new RequestBuilder(rules.withPresets(this), sources);
                scratch.preset(name);
                scratch.image(new SourceRef("preset", name));
            } catch (ImageException wrong) {
                throw new IllegalArgumentException("In the preset " + UrlText.quoted(name) + ": " + wrong.getMessage());
            }
            if (uses(name, name, new LinkedHashSet<>())) {
                warnings.add("The preset " + UrlText.quoted(name) + " uses itself; it is left out there.");
            }
        }
        return warnings;
    }

    private boolean uses(String name, String wanted, Set<String> seen) {
        for (OptionCall call : byName.getOrDefault(name, List.of())) {
            for (String used : call.presets()) {
                if (used.equals(wanted) || seen.add(used) && uses(used, wanted, seen)) {
                    return true;
                }
            }
        }
        return false;
    }

    Optional<List<OptionCall>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Whether there is one of that name. */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    Set<String> names() {
        return byName.keySet();
    }
}

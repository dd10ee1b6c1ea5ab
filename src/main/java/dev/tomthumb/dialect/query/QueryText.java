package dev.tomthumb.dialect.query;

import dev.tomthumb.config.SettingTable;
import dev.tomthumb.dialect.OptionTable;
import dev.tomthumb.dialect.Parameter;
import dev.tomthumb.dialect.RequestBuilder;
import dev.tomthumb.dialect.UrlText;
import dev.tomthumb.model.ImageException;
import dev.tomthumb.model.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A query, sorted: our parameters, the signature, and what is none of our business ({@code utm_source}), which is kept
 * as it was sent. A name that is not percent-encoded UTF-8 is none of ours either.
 */
final class QueryText {
    private static final String PRESET = "preset";

    private final List<Pair> ours = new ArrayList<>();
    private final List<Pair> signatures = new ArrayList<>();
    private final List<Pair> others = new ArrayList<>();
    private final List<Pair> unsigned = new ArrayList<>();

    /** @param signed whether {@code s} is the signature; else it is somebody else's parameter */
    QueryText(String rawQuery, OptionTable table, boolean signed) {
        if (rawQuery.isEmpty()) {
            return;
        }
        for (String raw : rawQuery.split("&", -1)) {
            sort(Pair.of(raw, table), signed);
        }
    }

    private void sort(Pair pair, boolean signed) {
        if (signed && pair.name.equals(QuerySignature.PARAMETER)) {
            signatures.add(pair);
            return;
        }
        unsigned.add(pair);
        (pair.parameter.isPresent() ? ours : others).add(pair);
    }

    boolean asksForPicture() {
        return ours.stream().flatMap(pair -> pair.parameter.stream()).anyMatch(Parameter::asksForPicture);
    }

    /** The signature, as sent. */
    Optional<String> signature() {
        return signatures.stream().findFirst().map(pair -> pair.rawValue);
    }

    /** The query that a signature is made over. */
    String withoutSignature() {
        return joined(unsigned);
    }

    /** The query that a dispatched path is asked with. */
    String withoutOurs() {
        return joined(others);
    }

    private static String joined(List<Pair> pairs) {
        return pairs.stream().map(pair -> pair.raw).collect(Collectors.joining("&"));
    }

    /** Whether what is asked for is one preset, as the operator wrote it. */
    boolean isPresetAlone() {
        List<Pair> asking = ours.stream()
                .filter(pair -> pair.parameter.map(Parameter::asksForPicture).orElse(false))
                .toList();
        return asking.size() == 1 && asking.get(0).name.equals(PRESET);
    }

    /** @throws ImageException a parameter is for signed URLs only; names it */
    void refuseUnbounded() throws ImageException {
        for (Pair pair : ours) {
            if (!pair.parameter.map(Parameter::bounded).orElse(true)) {
                throw new ImageException(
                        Problem.BAD_SIGNATURE,
                        "The parameter " + UrlText.quoted(pair.name) + " is for signed URLs, or anybody could have any"
                                + " number of pictures made; the setting " + SettingTable.QUERY_KEY.name()
                                + " holds the key.");
            }
        }
    }

    void refuseDuplicates() throws ImageException {
        Set<String> seen = new HashSet<>();
        for (Pair pair : ours) {
            refuseIf(!seen.add(pair.name), pair.name);
        }
        refuseIf(signatures.size() > 1, QuerySignature.PARAMETER);
    }

    private static void refuseIf(boolean duplicate, String name) throws ImageException {
        if (duplicate) {
            throw new ImageException(
                    Problem.BAD_OPTION, "The parameter " + UrlText.quoted(name) + " is given twice; once is accepted.");
        }
    }

    /** The preset first, wherever it stands: what else is said overrides it. */
    void apply(RequestBuilder builder) throws ImageException {
        List<Pair> ordered = new ArrayList<>(ours);
        ordered.sort(Comparator.comparing(pair -> !pair.name.equals(PRESET)));
        for (Pair pair : ordered) {
            Parameter parameter = pair.parameter.orElseThrow();
            Optional<String> value = UrlText.decodedQuery(pair.rawValue);
            if (value.isEmpty()) {
                throw parameter.refusal("what is not percent-encoded UTF-8");
            }
            parameter.apply(value.get(), builder);
        }
    }

    private record Pair(String raw, String name, String rawValue, Optional<Parameter> parameter) {
        static Pair of(String raw, OptionTable table) {
            int equals = raw.indexOf('=');
            String name = UrlText.decodedQuery(equals < 0 ? raw : raw.substring(0, equals))
                    .orElse("");
            return new Pair(raw, name, equals < 0 ? "" : raw.substring(equals + 1), table.parameter(name));
        }
    }
}

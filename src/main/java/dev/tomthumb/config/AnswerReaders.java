package dev.tomthumb.config;

import static dev.tomthumb.config.UnreadableException.about;

import dev.tomthumb.model.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Readers of what {@link AnswerSettings} are about: times, statuses, faults. */
final class AnswerReaders {
    private AnswerReaders() {}

    /** RFC 3339, or a day alone, which begins in UTC. */
    static SettingReader<Instant> instant() {
        return SettingReader.of("a time such as `2026-11-25T12:00:00Z`, or a day such as `2026-11-25`", text -> {
            try {
                return text.length() == "2026-11-25".length()
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw about(text, "is not a time");
            }
        });
    }

    static SettingReader<Integer> status() {
        return SettingReader.of("`0`, or a status from 200 to 599", text -> {
            int status = Readers.integer(text, 0, 599);
            if (status != 0 && status < 200) {
                throw about(text, "is no status of a whole answer");
            }
            return status;
        });
    }

    /** Faults that concern an original, by their codes. */
    static SettingReader<Set<Problem>> faults() {
        Set<Problem> all = Arrays.stream(Problem.values())
                .filter(Problem::concernsOriginal)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Problem.class)));
        String codes = all.stream().map(problem -> "`" + problem.code() + "`").collect(Collectors.joining(", "));
        return SettingReader.of("`all`, or some of " + codes + ", separated by commas", text -> {
            if (text.equalsIgnoreCase("all")) {
                return Set.copyOf(all);
            }
            Set<Problem> faults = EnumSet.noneOf(Problem.class);
            for (String part : Readers.parts(text, "[,\\r\\n]")) {
                faults.add(all.stream()
                        .filter(problem -> problem.code().equals(part))
                        .findFirst()
                        .orElseThrow(() -> about(part, "is none of these words")));
            }
            return Set.copyOf(faults);
        });
    }
}

package dev.tomthumb.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP dates (RFC 9110, section 5.6.7): one form is written, three are read. */
public final class HttpDates {
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private static final String TIME = " (\\d\\d):(\\d\\d):(\\d\\d)";
    private static final String MONTH = "(" + String.join("|", MONTHS) + ")";
    private static final String DAY = "(?:" + String.join("|", DAYS) + ")";

    /** {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    private static final Pattern IMF_FIXDATE =
            Pattern.compile(DAY + ", (\\d\\d) " + MONTH + " (\\d{4})" + TIME + " GMT");

    /** {@code Sunday, 06-Nov-94 08:49:37 GMT}. */
    private static final Pattern RFC_850 = Pattern.compile(
            "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\\d\\d)-" + MONTH + "-(\\d\\d)" + TIME + " GMT");

    /** {@code Sun Nov  6 08:49:37 1994}. */
    private static final Pattern ASCTIME = Pattern.compile(DAY + " " + MONTH + " ([ \\d]\\d)" + TIME + " (\\d{4})");

    private HttpDates() {}

    /** {@code Sun, 06 Nov 1994 08:49:37 GMT}; fractions of a second are dropped, years are those of four digits. */
    public static String format(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(29);
        text.append(DAYS.get(time.getDayOfWeek().getValue() - 1)).append(", ");
        two(text, time.getDayOfMonth()).append(' ');
        text.append(MONTHS.get(time.getMonthValue() - 1)).append(' ');
        two(two(text, time.getYear() / 100), time.getYear() % 100).append(' ');
        two(text, time.getHour()).append(':');
        two(text, time.getMinute()).append(':');
        return two(text, time.getSecond()).append(" GMT").toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /**
     * Reads any of the three forms. The weekday is not compared with the date.
     *
     * @param now decides the century of a year of two digits
     * @return empty if the text is none of them
     */
    public static Optional<Instant> parse(String text, Instant now) {
        Matcher fixdate = IMF_FIXDATE.matcher(text);
        if (fixdate.matches()) {
            return instant(number(fixdate, 3), fixdate.group(2), number(fixdate, 1), fixdate, 4);
        }
        Matcher rfc850 = RFC_850.matcher(text);
        if (rfc850.matches()) {
            return instant(century(number(rfc850, 3), now), rfc850.group(2), number(rfc850, 1), rfc850, 4);
        }
        Matcher asctime = ASCTIME.matcher(text);
        if (asctime.matches()) {
            return instant(number(asctime, 6), asctime.group(1), number(asctime, 2), asctime, 3);
        }
        return Optional.empty();
    }

    /** A year of two digits that seems to lie more than 50 years ahead is the latest such year in the past. */
    private static int century(int twoDigits, Instant now) {
        int thisYear = now.atOffset(ZoneOffset.UTC).getYear();
        int year = thisYear - thisYear % 100 + twoDigits;
        return year > thisYear + 50 ? year - 100 : year;
    }

    private static Optional<Instant> instant(int year, String month, int day, Matcher time, int hourGroup) {
        // The grammar allows 60 for a leap second, java.time does not.
        int second = Math.min(59, number(time, hourGroup + 2));
        boolean possible = number(time, hourGroup + 2) <= 60;
        try {
            LocalDateTime local = LocalDateTime.of(
                    year, MONTHS.indexOf(month) + 1, day, number(time, hourGroup), number(time, hourGroup + 1), second);
            return possible ? Optional.of(local.toInstant(ZoneOffset.UTC)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group).strip());
    }
}

package dev.tomthumb.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows under headings, as Markdown that is also readable as it is. */
final class Table {
    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        this.headings = List.of(headings);
    }

    Table row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException("a row has as many cells as there are headings");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Lines, each with its end. */
    String markdown() {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < headings.size(); column++) {
            int at = column;
            widths.add(Math.max(
                    headings.get(at).length(),
                    rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0)));
        }
        StringBuilder text = new StringBuilder(line(headings, widths));
        text.append(widths.stream().map(width -> "-".repeat(width + 2)).collect(Collectors.joining("|", "|", "|\n")));
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < cells.size(); i++) {
            line.append(' ')
                    .append(cells.get(i))
                    .append(" ".repeat(widths.get(i) - cells.get(i).length()))
                    .append(" |");
        }
        return line.append('\n').toString();
    }
}

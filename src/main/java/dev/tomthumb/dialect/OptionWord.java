package dev.tomthumb.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * An option as it is written.
 *
 * @param option imgproxy's full name
 * @param arguments in order; none = the option says nothing
 */
public record OptionWord(String option, List<String> arguments) {
    /** Empty arguments at the end say nothing, and are left out. */
    public OptionWord {
        int end = arguments.size();
        while (end > 0 && arguments.get(end - 1).isEmpty()) {
            end--;
        }
        arguments = List.copyOf(arguments.subList(0, end));
    }

    /** Numbers, flags, and whatever else has a text. */
    static OptionWord of(String option, Object... arguments) {
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(text(argument));
        }
        return new OptionWord(option, texts);
    }

    private static String text(Object argument) {
        if (argument instanceof Double number) {
            return Numbers.text(number);
        }
        if (argument instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        return argument.toString();
    }

    /** imgproxy's shortest name of it. */
    public String shortName() {
        return OptionTable.standard()
                .find(option)
                .flatMap(row -> row.aliases().stream().findFirst())
                .orElse(option);
    }
}

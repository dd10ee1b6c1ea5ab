package dev.tomthumb.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Something that goes wrong in our own house. */
interface Trouble {

    /** In words, for a table. */
    String told();

    /** What {@code site} needs beside the mount {@code /o/}. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Makes the trouble and looks. */
    Seen seen(Site site, FakeOrigin origin) throws Exception;

    /**
     * What came of it.
     *
     * @param newPictures what visitors of pictures saw that were not kept
     * @param keptPictures what visitors of kept ones saw
     * @param afterwards when it was over
     * @param met whether it was as it should be
     */
    record Seen(String newPictures, String keptPictures, String afterwards, boolean met) {}

    /** How many answers there were of each kind. */
    static String counted(List<Answer> answers) {
        return answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.status() == 0 ? "no answer" : answer.status() + " " + answer.result(),
                        TreeMap::new,
                        Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " × " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    /** How many answers have this status. */
    static long with(int status, List<Answer> answers) {
        return answers.stream().filter(answer -> answer.status() == status).count();
    }
}

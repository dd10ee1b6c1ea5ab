package dev.tomthumb.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Somebody deletes the cache's directory under a running server. */
final class DirectoryGone implements Trouble {
    /** So many that they fill several of the small disk's files. */
    private static final int PICTURES = 150;

    @Override
    public String told() {
        return "the cache's directory is deleted while it is used";
    }

    @Override
    public Map<String, String> settings() {
        return SmallDisk.settings();
    }

    @Override
    public Seen seen(Site site, FakeOrigin origin) throws Exception {
        origin.behave(Fault.NONE);
        for (String kept : urls("kept")) {
            site.get(kept);
        }
        Site.delete(site.cache());
        List<Answer> kept = all(site, "kept");
        List<Answer> fresh = all(site, "fresh");
        List<Answer> again = all(site, "fresh");
        return new Seen(
                Trouble.counted(fresh),
                Trouble.counted(kept),
                "the new ones again: " + Trouble.counted(again),
                Trouble.with(200, kept) + Trouble.with(200, fresh) + Trouble.with(200, again) == 3 * PICTURES);
    }

    private static List<String> urls(String name) {
        return IntStream.range(0, PICTURES)
                .mapToObj(i -> "/o/directory-" + name + i + ".jpg?w=160")
                .toList();
    }

    private static List<Answer> all(Site site, String name) throws Exception {
        List<Answer> answers = new ArrayList<>();
        for (String url : urls(name)) {
            answers.add(site.get(url));
        }
        return answers;
    }
}

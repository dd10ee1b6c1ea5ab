package dev.tomthumb.load;

import dev.tomthumb.testkit.BuildOutputs;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What goes wrong in our own house, one after the other, each in a Tomcat of its own. */
final class House implements Scenario {
    private static final int VOLUME_MEGABYTES = 400;

    @Override
    public String name() {
        return "house";
    }

    @Override
    public Verdict run() throws Exception {
        Table table = table();
        boolean met = true;
        for (Trouble trouble :
                List.of(new QueueFull(), new LeaderLeaves(), new SlowReaders(), new DirectoryGone(), new Shutdown())) {
            met &= tell(trouble, Optional.empty(), table);
        }
        try (Volume volume = new Volume(BuildOutputs.target().resolve("load").resolve("volume"), VOLUME_MEGABYTES)) {
            if (volume.isMounted()) {
                met &= tell(
                        new DiskFull(volume.path()), Optional.of(volume.path().resolve("cache")), table);
            } else {
                table.row("the cache's volume is full", "not tried: no volume can be mounted here", "", "", "");
            }
        }
        return new Verdict(table, met);
    }

    static Table table() {
        return new Table("in the house", "new pictures", "kept pictures", "afterwards", "bar");
    }

    private boolean tell(Trouble trouble, Optional<Path> cache, Table table) throws Exception {
        try (FakeOrigin origin = new FakeOrigin(Pictures.small(), Pictures.other());
                Site site = Site.start(name(), settings(trouble, origin), cache)) {
            Trouble.Seen seen = trouble.seen(site, origin);
            table.row(
                    trouble.told(),
                    seen.newPictures(),
                    seen.keptPictures(),
                    seen.afterwards(),
                    seen.met() ? "met" : "MISSED");
            return seen.met();
        }
    }

    static Map<String, String> settings(Trouble trouble, FakeOrigin origin) {
        Map<String, String> settings = new HashMap<>(trouble.settings());
        settings.put("tomthumb.mounts", "/o/ = " + origin.uri());
        return settings;
    }
}

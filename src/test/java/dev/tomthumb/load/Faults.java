package dev.tomthumb.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every fault of an origin, for pictures that are kept and fresh, kept and over, and not kept. Each pair has a picture of
 * its own, so that all are tried at the same time.
 */
final class Faults implements Scenario {
    private static final long POLL_MILLIS = 500;
    private static final double PATIENCE_SECONDS = 30;
    private static final long READER_LIMIT_MILLIS = 15_000;

    @Override
    public String name() {
        return "faults";
    }

    /** {@code /o/} is an origin, {@code /gone/} one that can be killed. */
    static Map<String, String> settings(FakeOrigin origin, FakeOrigin mortal) {
        Map<String, String> settings = new HashMap<>(Lifetimes.SHORT);
        settings.put("tomthumb.mounts", "/o/ = " + origin.uri() + "; /gone/ = " + mortal.uri());
        settings.put("tomthumb.fetchers", "100");
        return settings;
    }

    @Override
    public Verdict run() throws Exception {
        try (FakeOrigin origin = new FakeOrigin(Pictures.small(), Pictures.other());
                FakeOrigin mortal = new FakeOrigin(Pictures.small(), Pictures.other());
                Site site = Site.start(name(), settings(origin, mortal))) {
            List<FaultRow> rows = rows(site, origin, mortal);
            Table table = FaultRow.table();
            rows.forEach(row -> table.row(row.cells()));
            return new Verdict(table, rows.stream().allMatch(Faults::bearable));
        }
    }

    /** What holds of every row, whatever the table says. */
    static boolean bearable(FaultRow row) {
        boolean answered = row.first().status() >= 200 && row.first().millis() < READER_LIMIT_MILLIS;
        boolean keptIsServed =
                row.state() != FaultRow.State.FRESH || row.first().status() == 200;
        boolean wellAgain = FaultRow.isWell(row.after());
        return answered && keptIsServed && wellAgain;
    }

    /** Tries them all. */
    static List<FaultRow> rows(Site site, FakeOrigin origin, FakeOrigin mortal)
            throws IOException, InterruptedException {
        List<Case> cases = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            for (FaultRow.State state : FaultRow.State.values()) {
                cases.add(new Case(fault, state));
            }
        }
        for (Case one : cases) {
            one.put(origin, mortal);
        }
        List<Case> keeping =
                cases.stream().filter(one -> one.state() != FaultRow.State.NEW).toList();
        Map<Case, byte[]> kept = new HashMap<>();
        List<Answer> primed = ask(site, keeping);
        for (int i = 0; i < keeping.size(); i++) {
            if (primed.get(i).status() != 200) {
                throw new IOException(
                        keeping.get(i) + " could not be kept: " + primed.get(i).status());
            }
            kept.put(keeping.get(i), primed.get(i).body());
        }
        Thread.sleep(Lifetimes.OVER_MILLIS);
        cases.forEach(one -> origin.behave(one.path(), one.fault()));
        mortal.kill();
        List<Answer> first = ask(site, cases);
        List<Answer> again = ask(site, cases);
        cases.forEach(one -> origin.behave(one.path(), Fault.NONE));
        mortal.revive();
        Map<Case, Recovery> after = recoveries(site, cases);
        List<FaultRow> rows = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            Recovery recovery = after.get(one);
            rows.add(new FaultRow(
                    one.fault(),
                    one.state(),
                    kept.getOrDefault(one, new byte[0]),
                    first.get(i),
                    again.get(i),
                    recovery.answer(),
                    recovery.seconds()));
        }
        return rows;
    }

    private record Recovery(Answer answer, double seconds) {}

    private static Map<Case, Recovery> recoveries(Site site, List<Case> cases)
            throws IOException, InterruptedException {
        Map<Case, Recovery> recovered = new HashMap<>();
        List<Case> ill = new ArrayList<>(cases);
        long mended = System.nanoTime();
        double seconds = 0;
        while (!ill.isEmpty() && seconds < PATIENCE_SECONDS) {
            List<Answer> answers = ask(site, ill);
            seconds = (System.nanoTime() - mended) / 1e9;
            for (int i = 0; i < ill.size(); i++) {
                recovered.put(ill.get(i), new Recovery(answers.get(i), seconds));
            }
            ill.removeIf(one -> FaultRow.isWell(recovered.get(one).answer()));
            Thread.sleep(POLL_MILLIS);
        }
        return recovered;
    }

    private static List<Answer> ask(Site site, List<Case> cases) throws IOException, InterruptedException {
        return Crowd.ask(site.uri(), cases.stream().map(Case::url).toList()).answers();
    }

    private record Case(Fault fault, FaultRow.State state) {

        String path() {
            return "/" + fault.name() + "-" + state.name() + ".jpg";
        }

        String url() {
            return (fault == Fault.REFUSED ? "/gone" : "/o") + path() + "?w=64";
        }

        void put(FakeOrigin origin, FakeOrigin mortal) {
            (fault == Fault.REFUSED ? mortal : origin)
                    .put(path(), Pictures.small().with(state.cacheControl()));
        }
    }
}
